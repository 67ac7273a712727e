from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clubhuis.themes.tests.cast import a_theme

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    return {
        "theme": a_theme(
            "Contaminatie",
            slug="contaminatie",
            name_en="Contamination",
            text_nl="Deeltjes die er niet horen.",
            community=world["community"],
            followers=[world["member"]],
            supporters=[world["member"]],
        ),
    }
