from django.apps import AppConfig


class MatchmakingConfig(AppConfig):
    name = "clubhuis.matchmaking"

    def ready(self) -> None:
        from clubhuis.market.sections import sections  # models are loaded only now

        from .views import matches_of_need

        sections.add("matches", matches_of_need)
