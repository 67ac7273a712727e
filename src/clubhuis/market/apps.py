from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketConfig(AppConfig):
    name = "clubhuis.market"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
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
