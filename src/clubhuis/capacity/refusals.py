"""What this room says no to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from clubhuis.lib.refusals import Refused

if TYPE_CHECKING:
    from .models import Claim


class Full(Refused):
    """No alternative has a place left, or others wait for it. Nothing was taken."""

    def __init__(self) -> None:
        super().__init__(_("All places are taken."))


class NotYet(Full):
    """Until a moment places are for those who have priority."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class AlreadyThere(Refused):
    """This holder has a live claim in the line already."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(_("This place was asked for already."))
        self.claim = claim
