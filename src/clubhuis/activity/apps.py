from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "clubhuis.activity"

    def ready(self) -> None:
        from clubhuis.accounts.erasing import erasers  # the other rooms are loaded only now
        from clubhuis.accounts.witnesses import witnesses
        from clubhuis.ui import shell

        from . import checks, people  # noqa: F401  # checks register themselves
        from .menu import links

        witnesses.add("activity", people.write_down)
        erasers.add("activity", people.forget)
        shell.person_menu.add("activity", links)
