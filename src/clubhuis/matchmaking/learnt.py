"""The weights that count in a community: what its answers taught, or the usual ones."""

from __future__ import annotations

from clubhuis.communities.models import Community
from clubhuis.engines.matching import Weights

from .models import Learning


def present_learning(community: Community) -> Learning | None:
    """What counts now: the last that was not undone."""
    return Learning.objects.filter(community=community, undone_at=None).first()


def weights_for(community: Community | None) -> Weights | None:
    """None stands for the usual weights. Whatever an older release kept that no longer fits is ignored."""
    learning = present_learning(community) if community is not None else None
    if learning is None:
        return None
    try:
        return Weights(**learning.weights)
    except (TypeError, ValueError):
        return None
