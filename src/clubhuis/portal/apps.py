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
        from clubhuis.events import changes, desk_pages
        from clubhuis.events import sections as on_events
        from clubhuis.taxonomy.changes import witnesses
        from clubhuis.themes import sections as of_themes
        from clubhuis.ui import shell

        from . import conversing, event_head, follow_up, links, on_themes, regions, suggesting, tasks
        from .audit import SENTENCES, record_change_of_vocabulary

        finders.add("places", regions.of_postcode)
        witnesses.add("audit log", record_change_of_vocabulary)
        messengers.add("mail", conversing.send_message)
        witnesses_of_conversations.add("history", conversing.write_down)
        subscriptions.add("portal/mail/message", Subscription(_("mail about what concerns you"), leave_notices))
        for verb, sentence in (SENTENCES | conversing.SENTENCES).items():
            sentences.add(verb, sentence)
        changes.changes.add("portal", tasks.follow)
        desk_pages.suggestions.add("themes", suggesting.at_desk)
        desk_pages.desk_pages.add(
            "ideas",
            desk_pages.DeskPage(
                _("Ideas"), "portal:event_ideas", shown=lambda desk: desk.may.edit, group=desk_pages.Group.AFTER
            ),
        )
        desk_pages.matters.add("follow_up", follow_up.matters)
        on_events.heads.add("sharing", event_head.head)
        on_events.takings.add("calendar", event_head.calendar)
        of_themes.sections.add("events", on_themes.events)
        of_themes.sections.add("needs", on_themes.needs)
        of_themes.sections.add("organisations", on_themes.organisations)
        of_themes.milestones.add("events", on_themes.milestones)
        of_themes.coming.add("events", on_themes.coming)
        shell.navigation.add("directory", links.directory)
        shell.navigation.add("calendar", links.calendar)
        shell.person_menu.add("operator", links.operator)
        shell.footer.add("house", links.footer)
