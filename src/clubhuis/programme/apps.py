from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "session.added": _("%(actor)s put a session into the programme: %(subject)s"),
    "session.changed": _("%(actor)s changed a session: %(subject)s"),
    "session.removed": _("%(actor)s took a session out of the programme: %(subject)s"),
}


class ProgrammeConfig(AppConfig):
    name = "clubhuis.programme"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.activity.sentences import sentences
        from clubhuis.events.changes import changes, copies
        from clubhuis.events.desk_pages import DeskPage, Group, desk_pages
        from clubhuis.events.sections import sections
        from clubhuis.organisations.sections import sections as on_organisations

        from . import actions, on_event, on_organisation

        on_organisations.add("events", on_organisation.events)
        changes.add("programme", actions.move_along)
        copies.add("programme", actions.copy_along)
        desk_pages.add(
            "programme",
            DeskPage(
                _("Programme"), "programme:programme", order=20, shown=lambda desk: desk.may.edit, group=Group.EVENT
            ),
        )
        sections.add("programme", on_event.programme)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
