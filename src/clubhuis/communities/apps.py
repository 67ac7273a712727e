from django.apps import AppConfig
from django.utils.text import format_lazy


class CommunitiesConfig(AppConfig):
    name = "clubhuis.communities"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.accounts.circles import circles as circles_of_people
        from clubhuis.activity.sentences import sentences
        from clubhuis.organisations.access import stewards, stewards_of
        from clubhuis.organisations.circles import circles as circles_of_organisations
        from clubhuis.organisations.sections import sections
        from clubhuis.ui import shell

        from . import belongs, circles, history, switcher

        circles_of_people.add("communities", circles.people_around)
        circles_of_organisations.add("communities", circles.organisations_around)
        stewards.add("communities", circles.organisations_looked_after)
        stewards_of.add("communities", circles.people_looking_after)
        sections.add("communities", belongs.belongs_to)
        shell.communities.add("communities", switcher.links)
        for verb, sentence in history.SENTENCES.items():
            sentences.add(verb, format_lazy("%(actor)s {}", sentence))  # at its own desk who did it stands beside it
