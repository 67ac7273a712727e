from django.apps import AppConfig

from clubhuis.ui import shell


class DemoConfig(AppConfig):
    name = "clubhuis.demo"

    def ready(self) -> None:
        from . import notice  # settings are read when it is asked, not before

        shell.footer.add("demo", notice.links)
