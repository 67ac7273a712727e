from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "clubhuis.portal"

    def ready(self) -> None:
        from clubhuis.accounts.regions import finders  # models are loaded only now
        from clubhuis.activity.sentences import sentences
        from clubhuis.taxonomy.changes import witnesses
        from clubhuis.ui import shell

        from . import links, regions
        from .audit import SENTENCES, record_change_of_vocabulary

        finders.add("places", regions.of_postcode)
        witnesses.add("audit log", record_change_of_vocabulary)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
        shell.navigation.add("directory", links.directory)
        shell.person_menu.add("operator", links.operator)
        shell.footer.add("house", links.footer)
