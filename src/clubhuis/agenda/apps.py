from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "idea.raised": _("%(actor)s raised an idea: %(subject)s"),
    "idea.backed": _("%(actor)s wants to work on %(subject)s"),
    "idea.taken_back": _("%(actor)s took an idea back: %(subject)s"),
    "idea.taken_up": _("%(actor)s planned a follow-up for %(subject)s: %(meeting)s"),
}


class AgendaConfig(AppConfig):
    name = "clubhuis.agenda"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.activity.sentences import sentences
        from clubhuis.events.sections import sections

        from . import showing

        sections.add("ideas", showing.section)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
