from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "clubhuis.organisations"

    def ready(self) -> None:
        from clubhuis.accounts.circles import circles as circles_of_people  # models are loaded only now

        from .colleagues import colleagues

        circles_of_people.add("colleagues", colleagues)
