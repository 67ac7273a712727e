from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "clubhuis.portal"

    def ready(self) -> None:
        from clubhuis.accounts.regions import finders  # models are loaded only now
        from clubhuis.activity.sentences import sentences
        from clubhuis.activity.unsubscribing import Subscription, leave_notices, subscriptions
        from clubhuis.conversations.telling import messengers
        from clubhuis.conversations.telling import witnesses as witnesses_of_conversations
        from clubhuis.taxonomy.changes import witnesses
        from clubhuis.ui import shell

        from . import conversing, links, regions
        from .audit import SENTENCES, record_change_of_vocabulary

        finders.add("places", regions.of_postcode)
        witnesses.add("audit log", record_change_of_vocabulary)
        messengers.add("mail", conversing.send_message)
        witnesses_of_conversations.add("history", conversing.write_down)
        subscriptions.add("portal/mail/message", Subscription(_("mail about what concerns you"), leave_notices))
        for verb, sentence in (SENTENCES | conversing.SENTENCES).items():
            sentences.add(verb, sentence)
        shell.navigation.add("directory", links.directory)
        shell.navigation.add("calendar", links.calendar)
        shell.person_menu.add("operator", links.operator)
        shell.footer.add("house", links.footer)
