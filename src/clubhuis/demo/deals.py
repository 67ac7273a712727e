"""What came of the needs: who was invited, what they said, who met, what they talked about and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Max
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.activity.models import Concern, Fact
from clubhuis.conversations.models import Conversation, Message, Participant, Party
from clubhuis.engines import matching
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.matchmaking import evidence
from clubhuis.matchmaking.actions import learn_everywhere
from clubhuis.matchmaking.actions.meeting import in_months
from clubhuis.matchmaking.documents import documents, id_of
from clubhuis.matchmaking.models import (
    Afterwards,
    Answer,
    Companion,
    Introduction,
    Invitation,
    Outcome,
    Question,
    Silence,
)
from clubhuis.organisations.conversing import ORGANISATION
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy.access import vocabulary

from .archetypes import DATA
from .chance import Chance
from .plan.ecosystem import Ecosystem
from .plan.needs import Wish
from .plan.organisations import Drawn

REASONS = {"busy": 5, "far": 2, "price": 2, "figures": 2, "size": 2, "certificate": 1, "cannot": 1}


@cache
def said() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for block in (DATA / "answers.txt").read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *lines = block.strip().split("\n")
        kind, language = head.split()
        found[kind, language] = [line for line in lines if line]
    return found


def say(kind: str, language: str, chance: Chance) -> str:
    lines = said()
    return chance.one(lines.get((kind, language)) or lines[kind, "en"])


def deal(ecosystem: Ecosystem) -> None:
    """Once everything else is in the database. The newest needs still wait; of the others most were answered."""
    for at, wish in enumerate(ecosystem.wishes):
        _deal(wish, at, ecosystem, Chance(ecosystem.seed, "deal", at))
    learn_everywhere()


def _deal(wish: Wish, at: int, ecosystem: Ecosystem, chance: Chance) -> None:
    need = wish.need
    suppliers = _suppliers(wish, ecosystem)
    if at % 9 == 4 or not suppliers:  # nobody was asked yet, or everybody was silent: the organiser sees it
        if need.is_open and timezone.now() - need.created_at > timedelta(days=9):
            Silence.objects.create(need=need, told_at=need.created_at + timedelta(days=8))
        return
    asked = chance.some(suppliers[:12], chance.randint(2, 6))
    found = _judged(need, asked)
    made = [_invited(wish, drawn, found.get(drawn.organisation.pk, ()), chance) for drawn in asked]
    Invitation.objects.bulk_create(made)
    _fact("need.suppliers_invited", need.created_at + timedelta(hours=2), need.posted_by, need, [need.organisation],
          {"count": len(made)})  # fmt: skip
    is_over = need.state != Need.State.OPEN
    for number, (invitation, drawn) in enumerate(zip(made, asked, strict=True)):
        _answered(invitation, drawn, ecosystem, chance, may_meet=is_over or number < 2)


def _suppliers(wish: Wish, ecosystem: Ecosystem) -> list[Drawn]:
    """Those who share most of what is asked, with somebody who answers."""
    wanted = set(wish.capabilities)
    able = [
        drawn
        for drawn in ecosystem.organisations
        if drawn.organisation is not wish.need.organisation
        and wanted & set(drawn.capabilities)
        and ecosystem.everybody.in_charge_of(drawn.organisation)
        and drawn.organisation.claimed_at
        and drawn.organisation.claimed_at < wish.need.created_at
    ]
    return sorted(able, key=lambda one: (-len(wanted & set(one.capabilities)), one.organisation.slug))


def _judged(need: Need, asked: Sequence[Drawn]) -> dict[int, tuple[matching.Judgement, ...]]:
    value, words = need_value(need), vocabulary()
    rows = Organisation.objects.filter(pk__in=[drawn.organisation.pk for drawn in asked])
    return {id_of(one.key): matching.judge(value, one, words, today=timezone.localdate()) for one in documents(rows)}


def _invited(wish: Wish, drawn: Drawn, judgements: Sequence[matching.Judgement], chance: Chance) -> Invitation:
    need = wish.need
    met = sum(one.state == "met" for one in judgements) / len(judgements) if judgements else 0.0
    through = chance.by_weight({"buyer": 5, "proposed": 3, "supplier": 1})
    by = need.posted_by
    return Invitation(
        need=need,
        supplier=drawn.organisation,
        through=through,
        placed=chance.by_weight({"score": 4, "turn": 1, "new": 1}) if through == "proposed" else "",
        invited_by=by,
        score=round(0.35 + 0.6 * met, 3),
        distance_km=_distance(need, drawn),
        evidence=evidence.to_json(judgements),
        signals={
            "requirements": round(met, 3),
            "concepts": round(min(1.0, met + chance.uniform(-0.1, 0.2)), 3),
            "words": round(chance.uniform(0.1, 0.7), 3),
            "meaning": round(min(1.0, 0.3 + 0.4 * met + chance.uniform(0, 0.3)), 3),
            "nearness": round(chance.random(), 3),
        },
        invited_at=min(need.created_at + timedelta(hours=chance.randint(1, 50)), timezone.now() - timedelta(hours=2)),
    )


def _distance(need: Need, drawn: Drawn) -> float | None:
    site = drawn.main_site
    if need.latitude is None or need.longitude is None or site.latitude is None or site.longitude is None:
        return None
    return round(matching.distance_km(need.latitude, need.longitude, site.latitude, site.longitude), 1)


def _answered(invitation: Invitation, drawn: Drawn, ecosystem: Ecosystem, chance: Chance, *, may_meet: bool) -> None:
    """Seven in ten answer, half of them yes; a yes to an older need usually led to meeting."""
    at = invitation.invited_at + timedelta(hours=chance.randint(3, 200))
    by = ecosystem.everybody.in_charge_of(drawn.organisation)
    if chance.often(0.25):
        _question(invitation, drawn, by, chance)
    if at > timezone.now() - timedelta(hours=1) or not chance.often(0.72):
        return
    if not chance.often(0.3 + 0.4 * (invitation.score or 0)):
        Answer.objects.create(invitation=invitation, kind="declined", reason=chance.by_weight(REASONS), by=by, at=at)
        _settle(invitation, "declined", at)
        return
    answer = Answer.objects.create(
        invitation=invitation,
        kind="interested",
        text=say("yes", drawn.language, chance),
        price_note=say("price", drawn.language, chance) if chance.often(0.6) else "",
        by=by,
        at=at,
    )
    if chance.often(0.15):
        other = chance.one(ecosystem.organisations).organisation
        if other.pk not in (drawn.organisation.pk, invitation.need.organisation_id):
            Companion.objects.create(answer=answer, organisation=other, part="nabehandeling", state="agreed",
                                     answered_at=at + timedelta(days=1))  # fmt: skip
    introduction = Introduction.objects.create(invitation=invitation, supplier_by=by, supplier_at=at)
    _settle(invitation, "interested", at)
    _fact("need.answered", at, by, invitation, [drawn.organisation])
    met_at = at + timedelta(hours=chance.randint(4, 120))
    if may_meet and met_at < timezone.now() - timedelta(hours=6) and chance.often(0.75):
        _meet(introduction, met_at, ecosystem, chance)
    elif may_meet and chance.often(0.3) and met_at < timezone.now():
        _settle(invitation, "turned_down", at, settled_at=met_at)


def _question(invitation: Invitation, drawn: Drawn, by: Person | None, chance: Chance) -> None:
    at = invitation.invited_at + timedelta(hours=2)
    is_replied = chance.often(0.7)
    Question.objects.create(
        invitation=invitation,
        text=say("question", drawn.language, chance),
        asked_by=by,
        asked_at=at,
        reply=say("reply", invitation.need.language, chance) if is_replied else "",
        replied_by=invitation.need.posted_by if is_replied else None,
        replied_at=at + timedelta(hours=5) if is_replied else None,
    )


def _settle(invitation: Invitation, state: str, at: datetime, *, settled_at: datetime | None = None) -> None:
    invitation.state, invitation.answered_at, invitation.settled_at = state, at, settled_at
    invitation.save(update_fields=["state", "answered_at", "settled_at"])


def _meet(introduction: Introduction, at: datetime, ecosystem: Ecosystem, chance: Chance) -> None:
    invitation = introduction.invitation
    need, supplier = invitation.need, invitation.supplier
    buyer = need.posted_by
    conversation = Conversation.objects.create(
        key=f"introduction:{introduction.pk}",
        title=need.title,
        about_url=need.get_absolute_url(),
        began_at=at,
        last_at=at,
    )
    introduction.buyer_by, introduction.buyer_at, introduction.made_at = buyer, at, at
    introduction.conversation = conversation
    introduction.save()
    _settle(invitation, "introduced", invitation.answered_at or at, settled_at=at)
    sides: list[tuple[Party, Person]] = []
    for organisation, person in ((need.organisation, buyer), (supplier, introduction.supplier_by)):
        party = Party.objects.create(
            conversation=conversation,
            kind=ORGANISATION,
            object_id=organisation.pk,
            name=organisation.name,
            url=organisation.get_absolute_url(),
        )
        if person is not None:
            Participant.objects.create(party=party, person=person, joined_at=at)
            sides.append((party, person))
    data = {"buyer": need.organisation.name, "supplier": supplier.name}
    _fact("need.introduced", at, None, invitation, [need.organisation, supplier], data)
    if len(sides) == 2:
        _talk(conversation, sides, at, need.language, chance)
    _came_of_it(invitation, at, buyer, chance)


def _talk(
    conversation: Conversation, sides: list[tuple[Party, Person]], at: datetime, language: str, chance: Chance
) -> None:
    lines = said().get(("talk", language)) or said()["talk", "en"]
    for number, text in enumerate(lines[: chance.randint(1, len(lines))]):
        party, person = sides[number % 2]
        when = at + timedelta(hours=3 + 26 * number)
        if when > timezone.now():
            break
        Message.objects.create(conversation=conversation, party=party, by=person, text=text, at=when)
        Conversation.objects.filter(pk=conversation.pk).update(last_at=when)
    last = conversation.messages.aggregate(last=Max("pk"))["last"] or 0
    is_old = timezone.now() - at > timedelta(days=20)
    for participant in Participant.objects.filter(party__conversation=conversation):
        wrote_last = conversation.messages.filter(pk=last, by=participant.person_id).exists()
        if is_old or wrote_last:
            Participant.objects.filter(pk=participant.pk).update(read_upto=last)


def _came_of_it(invitation: Invitation, met_at: datetime, buyer: Person | None, chance: Chance) -> None:
    at = met_at + timedelta(days=chance.randint(6, 40))
    if at > timezone.now() or not chance.often(0.8):
        return
    kind = chance.by_weight({"order": 4, "quote": 3, "nothing": 3})
    why = chance.by_weight({"price": 3, "time": 2, "elsewhere": 2, "stopped": 1}) if kind == "nothing" else ""
    outcome = Outcome.objects.create(invitation=invitation, kind=kind, why=why, by=buyer, at=at)
    concerned = [invitation.need.organisation, invitation.supplier]
    data = {"buyer": invitation.need.organisation.name, "supplier": invitation.supplier.name, "kind": kind}
    _fact("connection.traded" if kind == "order" else "need.outcome_told", at, buyer, invitation, concerned, data)
    if kind == "nothing":
        return
    for months in (3, 12):
        due = in_months(timezone.localdate(at), months)
        is_asked = due <= timezone.localdate()
        replied = at + (due - timezone.localdate(at)) + timedelta(days=2) if is_asked and chance.often(0.7) else None
        Afterwards.objects.create(
            outcome=outcome,
            months=months,
            due_on=due,
            asked_at=at + (due - timezone.localdate(at)) if is_asked else None,
            reply=chance.by_weight({"more": 2, "same": 4, "ended": 2}) if replied else "",
            by=buyer if replied else None,
            replied_at=replied,
        )


def _fact(
    verb: str,
    at: datetime,
    actor: Person | None,
    subject: Need | Invitation,
    concerning: Sequence[Organisation],
    data: Mapping[str, object] | None = None,
) -> None:
    fact = Fact.objects.create(
        verb=verb,
        actor=actor,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_text=str(subject)[:200],
        data=dict(data or {}),
        at=at,
    )
    Concern.objects.bulk_create(
        [Concern(fact=fact, kind="organisations.organisation", object_id=one.pk) for one in concerning]
    )
