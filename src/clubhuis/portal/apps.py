from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "clubhuis.portal"

    def ready(self) -> None:
        from clubhuis.taxonomy.changes import witnesses  # models are loaded only now

        from .audit import record_change_of_vocabulary

        witnesses.add("audit log", record_change_of_vocabulary)
