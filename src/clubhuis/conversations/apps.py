from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "clubhuis.conversations"

    def ready(self) -> None:
        from clubhuis.accounts.erasing import erasers  # models are loaded only now
        from clubhuis.ui import shell

        from . import menu
        from .forgetting import forget

        erasers.add("conversations", forget)
        shell.navigation.add("messages", menu.links)
        shell.person_menu.add("reports", menu.reports)
