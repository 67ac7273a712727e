from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "theme.raised": _("%(actor)s raised a theme: %(subject)s"),
    "theme.edited": _("%(actor)s wrote a theme: %(subject)s"),
    "theme.advanced": _("%(actor)s moved a theme on: %(subject)s"),
    "theme.stepped_back": _("%(actor)s moved a theme back: %(subject)s"),
    "theme.merged": _("%(actor)s made the theme %(subject)s part of %(into)s"),
}


class ThemesConfig(AppConfig):
    name = "clubhuis.themes"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.activity.sentences import sentences
        from clubhuis.communities.sections import DeskPlace, desk_places
        from clubhuis.ui import shell

        from . import menu

        desk_places.add("desk_themes", DeskPlace(_("Themes"), "themes:desk_themes", lambda may: may.view_desk))
        shell.navigation.add("themes", menu.links)
        shell.person_menu.add("themes", menu.own)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
