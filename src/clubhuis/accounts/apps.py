from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "clubhuis.accounts"

    def ready(self) -> None:
        from clubhuis.ui import shell  # the other rooms are loaded only now

        from .menu import links

        shell.person_menu.add("accounts", links)
