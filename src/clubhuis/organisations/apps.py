from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "clubhuis.organisations"

    def ready(self) -> None:
        from clubhuis.accounts.circles import circles as circles_of_people  # models are loaded only now
        from clubhuis.activity.sentences import sentences
        from clubhuis.conversations.parties import kinds
        from clubhuis.taxonomy.changes import followers
        from clubhuis.taxonomy.uses import uses
        from clubhuis.ui import shell

        from .capable import after_merger, organisations_with
        from .colleagues import colleagues
        from .conversing import KIND, ORGANISATION
        from .history import SENTENCES
        from .menu import links

        circles_of_people.add("colleagues", colleagues)
        kinds.add(ORGANISATION, KIND)
        uses.add("organisations", organisations_with)
        followers.add("organisations", after_merger)
        shell.person_menu.add("organisations", links)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
