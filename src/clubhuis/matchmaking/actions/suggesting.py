"""Suggestions of the week: needs that fit an organisation, and organisations it is worth to meet; "not for us" is remembered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Digest, Person, Visibility
from clubhuis.activity import mail
from clubhuis.activity.actions import record
from clubhuis.activity.models import Mail
from clubhuis.communities.models import Membership
from clubhuis.conversations.access import blocked_with
from clubhuis.engines.matching import worth_meeting
from clubhuis.engines.matching.meeting import Encounter, Party
from clubhuis.lib.prepared import prepared
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.matchmaking import access, evidence, index
from clubhuis.matchmaking.actions.following import needs_on_followed_themes
from clubhuis.matchmaking.documents import id_of, key_of
from clubhuis.matchmaking.models import Dismissal, Introduction, Invitation, Suggestion
from clubhuis.organisations.access import works_at
from clubhuis.organisations.conversing import ORGANISATION
from clubhuis.organisations.models import Affiliation, Organisation
from clubhuis.taxonomy.access import vocabulary

NEEDS_EACH, OTHERS_EACH = 5, 5
LOOKED_AT = 40  # organisations for each need
ALIKE, LOOKING = (
    10,
    8,
)  # others that are looked at for one organisation: those like it, and those that look for something
KEPT = timedelta(days=120)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def suggest(*, today: date) -> int:
    """For every organisation where somebody has an account: what is new this week. The same week twice changes nothing."""
    week = monday_of(today)
    if not index.is_ready() or Suggestion.objects.filter(week=week).exists():
        return 0
    made = [*_needs(week, today), *_others(week, today)]
    with transaction.atomic():
        Suggestion.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
        Suggestion.objects.filter(week__lt=week - KEPT).delete()
    return len(made)


def _claimed() -> set[int]:
    """Organisations of which somebody will read it."""
    there = Affiliation.objects.current().filter(person__claimed_at__isnull=False, organisation__removed_at=None)
    return set(there.values_list("organisation_id", flat=True))


def _needs(week: date, today: date) -> Iterable[Suggestion]:
    """Asked from the side of the needs, of which there are few: who fits each, as far as they may see it and were not asked yet."""
    claimed = _claimed()
    found: dict[int, list[Suggestion]] = defaultdict(list)
    dismissed = set(Dismissal.objects.exclude(need=None).values_list("organisation_id", "need_id"))
    asked = set(Invitation.objects.values_list("supplier_id", "need_id"))
    before = set(Suggestion.objects.exclude(need=None).values_list("organisation_id", "need_id"))
    shown = Need.objects.open(today).exclude(visibility=Need.Visibility.MATCHING).prefetch_related("communities")
    for need in shown:
        audience = _may_see(need)
        barred = blocked_with(ORGANISATION, need.organisation_id)
        answer = access.matches_for_need(need, None, limit=LOOKED_AT)
        for match in answer.matches:
            pk = match.organisation.pk
            if pk not in claimed or pk in barred or not match.found.fits:
                continue
            if (pk, need.pk) in dismissed | asked | before or (audience is not None and pk not in audience):
                continue
            found[pk].append(
                Suggestion(
                    week=week,
                    organisation_id=pk,
                    need=need,
                    score=match.score,
                    why=evidence.to_json(match.judgements),
                )
            )
    for suggestions in found.values():
        yield from sorted(suggestions, key=lambda one: -one.score)[:NEEDS_EACH]


def _may_see(need: Need) -> set[int] | None:
    """The organisations whose people may see it; None is everybody."""
    if need.visibility != Need.Visibility.COMMUNITIES:
        return None
    members = Membership.objects.current().filter(community__in=need.communities.all(), organisation__isnull=False)
    return {pk for pk in members.values_list("organisation_id", flat=True) if pk}


def _others(week: date, today: date) -> Iterable[Suggestion]:
    """Organisations worth meeting: fellow members, of other trades, whose work goes together or whose needs fit."""
    words = vocabulary()
    store = index.index()
    claimed = sorted(_claimed())
    parties = _parties(today)
    known = _acquainted()
    fellows = _fellow_members()
    for pk in claimed:
        me = parties.get(pk)
        around = fellows.get(pk, set()) - {pk} - known.get(pk, set())
        if me is None or not around:
            continue
        like = store.similar(key_of(pk), limit=ALIKE, allowed={key_of(other) for other in around})
        looking = sorted(other for other in around if other in parties and parties[other].needs)
        # Another part of those who look for something each week, so that all come round.
        start = (pk + week.toordinal() // 7) % max(1, len(looking))
        near = {id_of(hit.key) for hit in like} | set((looking[start:] + looking[:start])[:LOOKING])
        others = [parties[other] for other in sorted(near) if other in parties]
        for encounter in worth_meeting(me, others, words, today=today, limit=OTHERS_EACH):
            yield Suggestion(
                week=week,
                organisation_id=pk,
                other_id=id_of(encounter.key),
                score=encounter.score,
                why=grounds_to_json(encounter),
            )


def _parties(today: date) -> dict[int, Party]:
    """What is known of each organisation everybody who is signed in may see, with what it looks for in the open."""
    store = index.index()
    needs: dict[int, list[Need]] = defaultdict(list)
    for need in Need.objects.open(today).filter(visibility=Need.Visibility.OPEN):
        needs[need.organisation_id].append(need)
    shown = Organisation.objects.present().filter(visibility__in=[Visibility.PUBLIC, Visibility.SIGNED_IN])
    return {
        pk: Party(key_of(pk), key_of(pk), store.document(key_of(pk)), tuple(map(need_value, needs.get(pk, ()))))
        for pk in shown.values_list("pk", flat=True)
    }


def _acquainted() -> dict[int, set[int]]:
    """Whom each knows through an introduction, said no to, or does not hear of."""
    found: dict[int, set[int]] = defaultdict(set)
    made = Introduction.objects.filter(made_at__isnull=False)
    for one, other in made.values_list("invitation__need__organisation", "invitation__supplier"):
        found[one].add(other)
        found[other].add(one)
    for one, other in Dismissal.objects.exclude(other=None).values_list("organisation_id", "other_id"):
        found[one].add(other)
    for one in list(found):
        found[one] |= blocked_with(ORGANISATION, one)
    return found


def _fellow_members() -> dict[int, set[int]]:
    rows = (
        Membership.objects.current().filter(organisation__isnull=False).values_list("community_id", "organisation_id")
    )
    members: dict[int, set[int]] = defaultdict(set)
    for community, organisation in rows:
        members[community].add(organisation)
    found: dict[int, set[int]] = defaultdict(set)
    for organisations in members.values():
        for one in organisations:
            found[one] |= organisations
    return found


def grounds_to_json(encounter: Encounter) -> list[dict[str, object]]:
    return [
        {
            "why": ground.why,
            "need": id_of(ground.need.key) if ground.need and ground.need.key else None,
            "common": list(ground.common),
        }
        for ground in encounter.grounds
    ]


# Not for us


@transaction.atomic
def dismiss(
    organisation: Organisation, *, by: Person, need: Need | None = None, other: Organisation | None = None
) -> Dismissal:
    """ "Not for us": it is not suggested to this organisation again, and leaves the list of this week."""
    if not works_at(by, organisation):
        raise PermissionDenied
    if (need is None) == (other is None):
        raise Refused(_("Say what is not for you."))
    made, is_new = Dismissal.objects.get_or_create(
        organisation=organisation, need=need, other=other, defaults={"by": by}
    )
    if is_new:
        record("suggestion.dismissed", actor=by, subject=organisation, concerning=[organisation])
    return made


@transaction.atomic
def take_back(dismissal: Dismissal, *, by: Person) -> None:
    if not works_at(by, dismissal.organisation):
        raise PermissionDenied
    dismissal.delete()


def suggestions_for(person: Person, *, today: date) -> list[Suggestion]:
    """Of this week, for where this person works, without what was dismissed, answered, closed or is no longer theirs to see."""
    found = _of_week(person, monday_of(today))
    needs = frozenset(one.need_id for one in found if one.need_id)
    others = frozenset(one.other_id for one in found if one.other_id)
    seen, shown = set(_needs_seen(person, today, needs)), set(_shown(person, others))
    gone, asked = set(_gone(person)), set(_asked(person, needs))
    return [
        one
        for one in found
        if (one.need_id in seen if one.need_id else one.other_id in shown)
        and (one.organisation_id, one.need_id, one.other_id) not in gone
        and (one.organisation_id, one.need_id) not in asked
    ]


def _mine(person: Person) -> QuerySet[Affiliation, Any]:
    return Affiliation.objects.current().filter(person=person).values("organisation")


@prepared
def _of_week(person: Person, monday: date) -> QuerySet[Suggestion]:
    found = Suggestion.objects.filter(week=monday, organisation__in=_mine(person))
    return found.select_related("organisation", "need__organisation", "other").prefetch_related("other__sites")


@prepared
def _needs_seen(person: Person, today: date, among: frozenset[int]) -> QuerySet[Need, int]:
    return Need.objects.visible_to(person).open(today).filter(pk__in=among).order_by().values_list("pk", flat=True)


@prepared
def _shown(person: Person, among: frozenset[int]) -> QuerySet[Organisation, int]:
    return Organisation.objects.visible_to(person).filter(pk__in=among).order_by().values_list("pk", flat=True)


@prepared
def _gone(person: Person) -> QuerySet[Dismissal, tuple[int, int | None, int | None]]:
    said = Dismissal.objects.filter(organisation__in=_mine(person)).order_by()
    return said.values_list("organisation_id", "need_id", "other_id")


@prepared
def _asked(person: Person, needs: frozenset[int]) -> QuerySet[Invitation, tuple[int, int]]:
    asked = Invitation.objects.filter(supplier__in=_mine(person), need__in=needs).order_by()
    return asked.values_list("supplier_id", "need_id")


def send_digest(*, today: date) -> int:
    """One mail a week (or in the first week of a month) to those who opted in; none when there is little. Returns how many."""
    wanted = Q(digest=Digest.WEEKLY)
    if today.day <= 7:
        wanted |= Q(digest=Digest.MONTHLY)
    people = Person.objects.present().filter(wanted, claimed_at__isnull=False, is_active=True, email__isnull=False)
    week = monday_of(today)
    sent = 0
    for person in people.iterator(chunk_size=200):
        found = suggestions_for(person, today=today)
        suggested = [one.need_id for one in found if one.need_id]
        followed = needs_on_followed_themes(person, today=today, without=suggested)
        if not found and not followed:
            continue
        mail.queue(
            "matchmaking/mail/week",
            to=person,
            context={
                "needs": [one for one in found if one.need_id],
                "others": [one for one in found if one.other_id][:3],
                "followed": followed,
                "url": settings.SITE_URL + reverse("matchmaking:week"),
            },
            key=f"week:{week}:{person.pk}",
            stream=Mail.Stream.BULK,
        )
        sent += 1
    return sent
