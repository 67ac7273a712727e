"""What waits at the desk of the next events of the demonstration: questions, invitations, mails, changes that are asked for."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F

from clubhuis.capacity import fitting
from clubhuis.capacity.models import Claim, Pool, Seat
from clubhuis.events.models import Event, Kind
from clubhuis.organisations.models import Organisation
from clubhuis.questions import actions as questions
from clubhuis.questions.models import Answer
from clubhuis.registration import seats
from clubhuis.registration.models import ChangeRequest, Invitation, Mailing, Registration, State

from .chance import Chance
from .registering import BATCH, claim_for

WORDS = [
    "Goed initiatief, die dag zit ik helaas in München.",
    "We steunen het van harte; houd ons op de hoogte.",
    "Onze directeur komt graag de volgende keer.",
    "Mooi dat de provincie dit oppakt.",
]


def show(today: date, seed: int) -> None:
    """The next events on site also have questions, invitations, mails and changes that somebody asks for."""
    now = datetime.combine(today, time(9), tzinfo=UTC)
    coming = Event.objects.going_ahead().filter(starts_at__gt=now + timedelta(days=3)).order_by("starts_at", "slug")
    events = [event for event in coming if event.is_on_site and event.kind != Kind.COMPANY_VISIT][:4]
    for event in events:
        chance = Chance(seed, "desk", event.slug)
        people = list(event.registrations.filter(state=State.CONFIRMED).order_by("pk")[:40])
        _ask(event, people, chance)
        _invite(event, now, chance)
        organiser = event.created_by
        Mailing.objects.create(
            event=event,
            subject="Hoe kom je er, en wat neem je mee?",
            text="Over een week zien we elkaar. Kom je met de trein? Vanaf het station rijdt een pendelbus.",
            state=Mailing.State.DRAFT,
            written_by=organiser,
            created_at=now - timedelta(days=1),
        )
        if len(people) > 2:
            ChangeRequest.objects.create(
                registration=people[1],
                kind=ChangeRequest.Kind.HAND_OVER,
                wish={"name": "Nora Visser", "email": "nora@bezoek.example"},
                message="Ik moet die dag naar een klant; Nora weet er meer van dan ik.",
                asked_at=now - timedelta(hours=20),
            )
            _bring(people[0], chance)


def _bring(leader: Registration, chance: Chance) -> None:
    """A seat for a colleague who is named later, when there is one left."""
    line = seats.line_of(leader.event_id)
    key = leader.claim.alternatives[0] if leader.claim else []
    pools = list(Pool.objects.filter(line=line, key__in=key))
    if any(pool.free == 0 for pool in pools):
        return
    claim = claim_for(line, fitting.tidy([key]), f"demo-colleague:{leader.pk}")
    claim.save()
    Seat.objects.bulk_create([Seat(claim=claim, pool=pool) for pool in pools])
    Pool.objects.filter(pk__in=[pool.pk for pool in pools]).update(taken=F("taken") + 1)
    colleague = Registration.objects.create(
        event=leader.event,
        booked_by=leader,
        organisation=leader.organisation,
        host=leader.host,
        ticket=leader.ticket,
        through=Registration.Through.COLLEAGUE,
        state=State.CONFIRMED,
        claim=claim,
        token="".join(chance.choices(string.ascii_letters + string.digits, k=32)),
        created_at=leader.created_at,
        confirmed_at=leader.created_at,
    )
    Claim.objects.filter(pk=claim.pk).update(holder=seats.holder_of(colleague))


def _ask(event: Event, people: list[Registration], chance: Chance) -> None:
    asked = questions.ask(
        seats.key_of(event),
        ends_on=event.ends_local.date(),
        kind="text",
        label_nl="Welk vraagstuk neem je mee?",
        label_en="Which question do you bring?",
    )
    said = ["Hoe houden we onze onderdelen schoon tot bij de klant?", "Automatiseren met series van tien", "Vakmensen"]
    Answer.objects.bulk_create(
        [
            Answer(question=asked, holder=seats.holder_of(one), person=one.person, value=chance.one(said))
            for one in people
            if chance.often(0.4)
        ]
    )


def _invite(event: Event, now: datetime, chance: Chance) -> None:
    """Companies from a list: some come, some cannot but support it, some say nothing."""
    coming = list(event.registrations.filter(through="invitation", state=State.CONFIRMED).order_by("pk"))
    made = [
        Invitation(
            event=event,
            email=one.email or "",
            name=one.name,
            person=one.person,
            organisation=one.organisation,
            language=one.language,
            answer=Invitation.Answer.COMING,
            registration=one,
            opened_at=one.created_at,
            answered_at=one.created_at,
        )
        for one in coming
    ]
    taken = set(event.registrations.values_list("email", flat=True))
    others = Organisation.objects.present().exclude(email="").order_by("pk")
    for organisation in chance.some(list(others), 60):
        if organisation.email in taken:
            continue
        taken.add(organisation.email)
        answer = chance.by_weight({"": 6, "supportive": 2, "no": 2})
        opened = answer != "" or chance.often(0.4)
        made.append(
            Invitation(
                event=event,
                email=organisation.email,
                organisation=organisation,
                answer=answer,
                word=chance.one(WORDS) if answer == "supportive" else "",
                opened_at=now - timedelta(days=3) if opened else None,
                answered_at=now - timedelta(days=3) if answer else None,
            )
        )
    for invitation in made:
        invitation.invited_by = event.created_by
        invitation.sent_at = now - timedelta(days=9)
        invitation.token = "".join(chance.choices(string.ascii_letters + string.digits, k=32))
        invitation.message = "We zouden het mooi vinden als je erbij bent."
    Invitation.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
