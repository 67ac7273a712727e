"""`{% load ui %}` is not needed: settings make these tags available in every template. The parts live in `clubhuis.ui.parts`."""

from clubhuis.ui.parts import (
    blocks,
    buttons,
    charts,
    filters,
    forms,
    icons,
    library,
    maps,
    measures,
    page,
    pieces,
    sending,
    tables,
)

__all__ = [
    "blocks",
    "buttons",
    "charts",
    "filters",
    "forms",
    "icons",
    "maps",
    "measures",
    "page",
    "pieces",
    "register",
    "sending",
    "tables",
]

register = library.register
