from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "clubhuis.accounts"

    def ready(self) -> None:
        from clubhuis.ui import shell  # the other rooms are loaded only now

        from .attempts import make_table
        from .menu import links

        post_migrate.connect(make_table, sender=self)
        shell.person_menu.add("accounts", links)
