"""Two years of things that happened: facts with what they concern, claims, an import taken back, notices and mail that was sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import models

from clubhuis.accounts.models import Person
from clubhuis.activity.models import Fact, Mail
from clubhuis.communities.models import MemberImport, Membership
from clubhuis.demo.chance import Chance
from clubhuis.organisations.models import Claim

from .communities import Circles
from .needs import Wish
from .organisations import Drawn
from .people import Everybody
from .times import Clock

BEGUN_BY = {
    "open": "membership.began",
    "request": "membership.accepted",
    "invitation": "membership.began",
    "domain": "membership.began",
}
CLAIM_REASONS = [
    "Ik werk hier als bedrijfsleider en wil het profiel bijhouden.",
    "Our former sales manager left; I take over her accounts.",
    "Ik ben de nieuwe eigenaar sinds 1 januari.",
    "Onze website is vernieuwd, dan kan dit ook meteen goed.",
]


@dataclass(slots=True)
class Happened:
    """A fact that will be written, with the things it is about."""

    verb: str
    at: datetime
    actor: Person | None
    subject: models.Model
    concerning: tuple[models.Model, ...]
    data: dict[str, object] = field(default_factory=dict)
    is_privileged: bool = False
    tells: list[tuple[Person, str, str, bool]] = field(default_factory=list)  # person, text, place, read

    def as_fact(self) -> Fact:
        """Once its subject has been saved."""
        return Fact(
            verb=self.verb,
            actor=self.actor,
            subject_kind=self.subject._meta.label_lower,
            subject_id=self.subject.pk,
            subject_text=str(self.subject)[:200],
            data=self.data,
            is_privileged=self.is_privileged,
            at=self.at,
        )


@dataclass(slots=True)
class History:
    """What happened, in order of time, and the papers it left."""

    happened: list[Happened] = field(default_factory=list)
    imports: list[MemberImport] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)

    def add(self, happened: Iterable[Happened]) -> None:
        """What happened elsewhere in the ecosystem, in its place in time."""
        self.happened = sorted([*self.happened, *happened], key=lambda one: (one.at, one.verb))


def make(
    organisations: Sequence[Drawn], everybody: Everybody, circles: Circles, wishes: Sequence[Wish], clock: Clock, seed: int
) -> History:  # fmt: skip
    past = History()
    past.imports = _imports(circles, clock)
    past.claims = _claims(organisations, everybody, clock, seed)
    happened = [
        *_of_communities(circles),
        *_of_organisations(organisations, everybody, clock),
        *_of_offers(organisations, everybody),
        *_of_needs(wishes),
        *_of_imports(past.imports),
        *(Happened("claim.asked", c.asked_at, c.person, c, (c.organisation, c.person)) for c in past.claims),
    ]
    past.happened = sorted(happened, key=lambda h: (h.at, h.verb))
    past.mails = _mails(circles, clock)
    _tell(past, everybody, circles, wishes, clock)
    return past


def _of_communities(circles: Circles) -> Iterable[Happened]:
    for slug, community in circles.communities.items():
        manager = circles.manager_of(slug)
        yield Happened("community.founded", community.created_at, None, community, (community,), is_privileged=True)
        for role in circles.roles:
            if role.community is community:
                yield Happened(
                    "role.given",
                    role.given_at,
                    manager,
                    role,
                    (community, role.person),
                    {"role": role.kind},
                    is_privileged=True,
                )
    for membership in circles.memberships:
        yield from _of_membership(membership, circles)
    for invitation in circles.invitations:
        community = invitation.community
        yield Happened("invitation.sent", invitation.sent_at, invitation.invited_by, invitation, (community,))
        if invitation.answered_at:
            yield Happened(f"invitation.{invitation.state}", invitation.answered_at, None, invitation, (community,))
    for partnership in circles.partnerships:
        both = (partnership.inviting, partnership.invited)
        asker = circles.manager_of(partnership.inviting.slug)
        yield Happened("partnership.invited", partnership.invited_at, asker, partnership, both, is_privileged=True)
        if partnership.answered_at:
            answerer = circles.manager_of(partnership.invited.slug)
            yield Happened(
                "partnership.accepted", partnership.answered_at, answerer, partnership, both, is_privileged=True
            )


def _of_membership(membership: Membership, circles: Circles) -> Iterable[Happened]:
    concerned = (membership.community, membership.member)
    manager = circles.manager_of(membership.community.slug)
    if membership.state in {"asked", "declined"}:
        yield Happened("membership.asked", membership.created_at, membership.asked_by, membership, concerned)
        if membership.answered_at:
            yield Happened("membership.declined", membership.answered_at, manager, membership, concerned)
        return
    verb = BEGUN_BY.get(membership.through, "membership.added")
    by = membership.person if membership.person and verb == "membership.began" else manager
    yield Happened(verb, membership.created_at, by, membership, concerned)
    if membership.until:
        ended = membership.created_at + (membership.until - membership.created_at.date())
        yield Happened("membership.ended", ended, manager, membership, concerned)


def _of_organisations(organisations: Sequence[Drawn], everybody: Everybody, clock: Clock) -> Iterable[Happened]:
    for drawn in organisations:
        organisation = drawn.organisation
        chief = everybody.in_charge_of(organisation)
        yield Happened("organisation.added", organisation.created_at, None, organisation, (organisation,))
        if organisation.claimed_at and chief:
            yield Happened(
                "organisation.claimed",
                organisation.claimed_at,
                chief,
                organisation,
                (organisation, chief),
                is_privileged=True,
            )
        if organisation.confirmed_on and chief and organisation.claimed_at:
            at = max(
                organisation.claimed_at,
                clock.moment((clock.today - organisation.confirmed_on).days, Chance("confirmed", organisation.slug)),
            )
            yield Happened("organisation.confirmed", at, chief, organisation, (organisation,))


def _of_offers(organisations: Sequence[Drawn], everybody: Everybody) -> Iterable[Happened]:
    for drawn in organisations:
        chief = everybody.in_charge_of(drawn.organisation)
        for offer, _capabilities in drawn.offers:
            yield Happened("offer.added", offer.created_at, chief, offer, (drawn.organisation,))


def _of_needs(wishes: Sequence[Wish]) -> Iterable[Happened]:
    for wish in wishes:
        need = wish.need
        concerned = (need.organisation, *wish.communities)
        yield Happened("need.posted", need.created_at, need.posted_by, need, concerned)
        if need.closed_at:
            yield Happened("need.closed", need.closed_at, need.posted_by, need, concerned, {"outcome": need.outcome})


def _imports(circles: Circles, clock: Clock) -> list[MemberImport]:
    """The list the province sent, and a second one that was taken back because its columns had moved."""
    community = circles.communities["metaalkring-overijssel"]
    manager = circles.manager_of(community.slug)
    chance = Chance("imports")
    members = sum(m.through == "import" for m in circles.members_of(community.slug))
    done, undone = clock.moment(400, chance), clock.moment(95, chance)
    report = {
        "new": members,
        "known": 0,
        "doubtful": 0,
        "contacts": members,
        "errors": [],
        "error_count": 0,
        "warnings": [],
        "warning_count": 0,
        "skipped": [],
    }
    mapping = {
        "heading_row": 0,
        "columns": {"0": "name", "1": "postcode", "2": "town"},
        "headings": ["Bedrijf", "Postcode", "Plaats"],
    }
    common = {"community": community, "by": manager, "mapping": mapping, "options": {"language": "nl"}}
    return [
        MemberImport(
            file_name="Genodigden metaal Overijssel.xlsx",
            state="done",
            report=report,
            changes={},
            rows_total=members,
            rows_done=members,
            created_at=done,
            finished_at=done + timedelta(minutes=2),
            **common,
        ),
        MemberImport(
            file_name="Ledenlijst nieuw (2) DEFINITIEF.csv",
            state="undone",
            report=report | {"new": 31, "contacts": 12},
            changes={},
            rows_total=31,
            rows_done=31,
            created_at=undone,
            finished_at=undone + timedelta(minutes=1),
            undone_at=undone + timedelta(minutes=19),
            **common,
        ),
    ]


def _of_imports(imports: Sequence[MemberImport]) -> Iterable[Happened]:
    for brought in imports:
        concerned = (brought.community,)
        data = {"new": brought.report["new"], "known": 0}
        if brought.finished_at:
            yield Happened(
                "members.imported", brought.finished_at, brought.by, brought, concerned, data, is_privileged=True
            )
        if brought.undone_at:
            yield Happened(
                "members.import_undone",
                brought.undone_at,
                brought.by,
                brought,
                concerned,
                {"removed": 31, "kept": 0},
                is_privileged=True,
            )


def _claims(organisations: Sequence[Drawn], everybody: Everybody, clock: Clock, seed: int) -> list[Claim]:
    """People who want to take charge of a page and wait for an answer."""
    chance = Chance(seed, "claims")
    nobodys = [d for d in organisations if not d.organisation.claimed_at]
    claimed = [p for p in everybody.people if p.claimed_at and p.email not in everybody.sign_ins]
    found = []
    for drawn, person in zip(chance.some(nobodys, 5), chance.some(claimed, 5), strict=False):
        asked = clock.moment(chance.randint(1, 12), chance)
        found.append(
            Claim(organisation=drawn.organisation, person=person, reason=chance.one(CLAIM_REASONS), asked_at=asked)
        )
    return found


def _mails(circles: Circles, clock: Clock) -> list[Mail]:
    """Mail that went out. It is marked as sent and will never be delivered."""
    mails = []
    for at, invitation in enumerate(circles.invitations):
        community = invitation.community
        mails.append(
            _mail(
                f"demo:invitation:{at}",
                "communities/mail/invitation",
                invitation.email,
                f"Uitnodiging van {community.name_nl}",
                f"Beste {invitation.name},\n\n{community.name_nl} nodigt je uit om lid te worden. {invitation.message}\n\n"
                f"{circles.manager_of(community.slug).name}\n{community.name_nl}",
                invitation.sent_at,
                community,
            )
        )
    newcomers = [(m.person, m) for m in circles.memberships if m.person and m.state == "current"]
    for at, (person, membership) in enumerate(newcomers):
        community = membership.community
        mails.append(
            _mail(
                f"demo:welcome:{at}",
                "communities/mail/welcome",
                person.email or "",
                f"Welkom bij {community.name_nl}",
                f"Beste {person.first_name},\n\nJe bent nu lid van {community.name_nl}. Op de ledenpagina vind je de anderen.\n\n"
                f"{circles.manager_of(community.slug).name}",
                membership.created_at,
                community,
                person,
            )
        )
    return mails


def _mail(
    key: str, kind: str, to: str, subject: str, text: str, at: datetime, community: models.Model, person: Person | None = None
) -> Mail:  # fmt: skip
    mail = Mail(
        public_id=uuid.uuid5(uuid.NAMESPACE_URL, key),
        key=key,
        kind=kind,
        to=to,
        subject=subject,
        text=text,
        state="sent",
        attempts=1,
        person=person,
        queued_at=at,
        send_after=at,
        claimed_at=at + timedelta(seconds=20),
        sent_at=at + timedelta(seconds=21),
    )
    mail.demo_community = community  # type: ignore[attr-defined]  # its id is known once it is saved
    return mail


def _tell(past: History, everybody: Everybody, circles: Circles, wishes: Sequence[Wish], clock: Clock) -> None:
    """Managers hear of requests, administrators of claims and of new needs in their communities; older notices have been read."""
    week = clock.moment(7, Chance("week"))
    for happened in past.happened:
        read = happened.at < week
        subject = happened.subject
        if happened.verb == "membership.asked" and isinstance(subject, Membership):
            slug = subject.community.slug
            manager = circles.manager_of(slug)
            happened.tells.append(
                (
                    manager,
                    f"{subject.member} wil lid worden van {subject.community.name_nl}.",
                    f"/communities/{slug}/desk/",
                    read,
                )
            )
        elif happened.verb == "need.posted":
            karin = everybody.sign_ins["karin@roelvinkhof-verspaning.example"]
            if happened.at > clock.moment(40, Chance("forty")) and subject.visibility == "open":  # type: ignore[attr-defined]
                happened.tells.append((karin, f"Nieuwe vraag: {subject}"[:300], "/needs/{pk}/", read))
