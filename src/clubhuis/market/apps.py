from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "need.posted": _("%(actor)s posted a need: %(subject)s"),
    "need.edited": _("%(actor)s changed a need: %(subject)s"),
    "need.renewed": _("%(actor)s renewed a need: %(subject)s"),
    "need.closed": _("%(actor)s closed a need: %(subject)s"),
    "need.expired": _("A need expired: %(subject)s"),
    "need.reminded": _("A need is about to expire: %(subject)s"),
    "need.file_added": _("%(actor)s added a file to a need: %(subject)s"),
    "need.file_removed": _("%(actor)s removed a file from a need: %(subject)s"),
    "offer.added": _("%(actor)s added an offer: %(subject)s"),
    "offer.changed": _("%(actor)s changed an offer: %(subject)s"),
    "offer.moved": _("%(actor)s put an offer in another place: %(subject)s"),
    "offer.removed": _("%(actor)s removed an offer: %(subject)s"),
}


class MarketConfig(AppConfig):
    name = "clubhuis.market"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.activity.sentences import sentences
        from clubhuis.communities.imports.targets import extensions
        from clubhuis.organisations.completeness import Step, steps
        from clubhuis.organisations.sections import EditingPage, editing_pages, sections
        from clubhuis.ui import shell

        from . import menu, profile
        from .importing import OffersOfAList

        extensions.add("market", OffersOfAList())
        sections.add("offers", profile.offers)
        editing_pages.add("offers", EditingPage(_("Offers"), "market:offers"))
        steps.add(
            "offer",
            Step("understood", _("Say in your own words what you can do."), "market:offers", profile.has_offers),
        )
        shell.navigation.add("market", menu.links)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
