from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "clubhuis.communities"

    def ready(self) -> None:
        from clubhuis.accounts.circles import circles as circles_of_people  # models are loaded only now
        from clubhuis.organisations.circles import circles as circles_of_organisations

        from .circles import organisations_around, people_around

        circles_of_people.add("communities", people_around)
        circles_of_organisations.add("communities", organisations_around)
