"""What the clients of a race may ask. Each is what a room above does: rows of its own, places and mail in one transaction."""

from django.db import transaction

from clubhuis.activity.models import Mail
from clubhuis.capacity import access, actions
from clubhuis.capacity.keepers import keepers
from clubhuis.capacity.models import Claim, Line
from clubhuis.capacity.refusals import AlreadyThere
from clubhuis.lib.refusals import Refused


def mail(kind: str, holder: str, text: str = "") -> None:
    """Written down, never sent: no task is asked to deliver it."""
    Mail.objects.create(kind=f"race/{kind}", to=f"{holder.replace(':', '.')}@race.example", subject=holder, text=text)


class Keeper:
    def offered(self, claim: Claim) -> None:
        mail("offered", claim.holder, str(claim.number))

    def lapsed(self, claim: Claim) -> None:
        mail("lapsed", claim.holder, str(claim.number))


keepers.add("race", Keeper())


def register(line: int, holder: str, priority: int = 0) -> dict[str, object]:
    """A place or a number in the queue. Asking again is answered the same."""
    try:
        with transaction.atomic():
            found = actions.claim(Line(pk=line), [["event"]], holder=holder, wait=True, priority=priority)
            mail("registered", holder)
    except AlreadyThere as refusal:
        found = refusal.claim
    return {"state": found.state, "number": found.number}


def cancel(line: int, holder: str) -> dict[str, object]:
    claim = Claim.objects.filter(line=line, holder=holder).latest("pk")
    try:
        with transaction.atomic():
            actions.hold(claim.line)
            actions.release(claim)
            mail("cancelled", holder)
    except Refused:
        pass  # it was cancelled by the same question before
    return {"state": "released"}


def place(line: int, holder: str) -> dict[str, object]:
    claim = Claim.objects.get(line=line, holder=holder)
    return {"number": claim.number, "place": access.place_of(claim)}
