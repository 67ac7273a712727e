"""A need is posted, changed, renewed, closed; and it runs out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact
from clubhuis.communities.models import Community
from clubhuis.engines.matching import Requirement
from clubhuis.lib.refusals import Refused
from clubhuis.market import access
from clubhuis.market.models import NEED_LIVES, Need
from clubhuis.market.proposing import Proposal, proposal
from clubhuis.market.reading import guess_language, language_of, words_of
from clubhuis.market.requirements import all_to_json
from clubhuis.market.texts import bounded, clean
from clubhuis.organisations.models import Affiliation, Organisation
from clubhuis.places.access import gazetteer, locate
from clubhuis.places.models import Region
from clubhuis.taxonomy import access as taxonomy

MOST_OPEN = 40  # needs of one organisation at a time
MOST_A_DAY = 10  # posted by one person
REMIND_BEFORE = timedelta(days=7)
EDITABLE = frozenset(
    {
        "text", "title", "kind", "language", "requirements", "declined", "visibility", "communities", "guards_files",
        "place", "radius_km", "deadline",
    }
)  # fmt: skip


@transaction.atomic
def post(organisation: Organisation, *, by: Person, text: str, **fields: Any) -> Need:
    """Somebody looks for something on behalf of where they work. What is not given is taken from the text.

    `fields` are names from `EDITABLE`: `requirements` and `declined` (ids) as people left them, `communities` the communities
    whose members may see it, `place` as people write it. Raises Refused with what is wrong.
    """
    if not access.can_post(by, organisation):
        raise PermissionDenied
    _not_too_many(organisation, by)
    need = Need(organisation=organisation, posted_by=by, opened_on=timezone.localdate())
    need.expires_on = need.opened_on + NEED_LIVES
    communities = _fill(need, {"text": text, **fields}, by=by)
    need.save()
    _link(need, communities)
    fact = record(
        "need.posted",
        actor=by,
        subject=need,
        concerning=_concerned(need),
        data={"kind": need.kind, "visibility": need.visibility},
    )
    tell(_carers(need), fact, lambda: _("%(name)s posted a need: %(title)s") % {"name": by.name, "title": need.title},
         need.get_absolute_url(), by_mail=False)  # fmt: skip
    return need


@transaction.atomic
def edit(need: Need, *, by: Person, **fields: Any) -> Need:
    """Change what a need says; only what differs is written and recorded. A text that changed is read again unless
    `requirements` come with it."""
    _may_edit(by, need)
    if need.state == Need.State.CLOSED:
        raise Refused(_("This need is closed. Post a new one, or renew it first."))
    before = {name: getattr(need, name) for name in fields if name != "communities"}
    before_communities = set(need.communities.values_list("pk", flat=True))
    communities = _fill(need, fields, by=by)
    changed = sorted(name for name, value in before.items() if getattr(need, name) != value)
    if communities is not None and {c.pk for c in communities} != before_communities:
        changed.append("communities")
    if changed:
        need.changed_at = timezone.now()
        need.save()
        _link(need, communities)
        record("need.edited", actor=by, subject=need, concerning=_concerned(need), data={"fields": changed})
    return need


@transaction.atomic
def renew(need: Need, *, by: Person) -> Need:
    """Still looking: ninety days more from today, also for one that had run out or was closed."""
    _may_edit(by, need)
    if not need.is_open:
        _not_too_many(need.organisation, None)
    need.state, need.outcome, need.outcome_note, need.closed_at = Need.State.OPEN, "", "", None
    need.expires_on = timezone.localdate() + NEED_LIVES
    if need.deadline and need.deadline < timezone.localdate():
        need.deadline = None
    need.reminded_on, need.changed_at = None, timezone.now()
    need.save()
    record("need.renewed", actor=by, subject=need, concerning=_concerned(need))
    return need


@transaction.atomic
def close(need: Need, *, by: Person, outcome: str, note: str = "") -> Need:
    """What came of it: an order, a quote, or nothing (and why). It is no longer shown."""
    _may_edit(by, need)
    if outcome not in Need.Outcome.values:
        raise Refused(_("Say what came of it: an order, a quote or nothing."))
    closed = Need.objects.filter(pk=need.pk).exclude(state=Need.State.CLOSED)
    values = {
        "state": Need.State.CLOSED,
        "outcome": outcome,
        "outcome_note": note[:500],
        "closed_at": timezone.now(),
        "changed_at": timezone.now(),
    }
    if not closed.update(**values):
        raise Refused(_("This need has been closed already."))
    need.refresh_from_db()
    record("need.closed", actor=by, subject=need, concerning=_concerned(need), data={"outcome": outcome})
    return need


@transaction.atomic
def expire_needs(*, today: date) -> int:
    """Needs whose ninety days are over are no longer shown; who posted them is told. Returns how many."""
    ran_out = list(
        Need.objects.filter(state=Need.State.OPEN, expires_on__lt=today).select_related("posted_by", "organisation")
    )
    Need.objects.filter(pk__in=[need.pk for need in ran_out]).update(
        state=Need.State.EXPIRED, changed_at=timezone.now()
    )
    for need in ran_out:
        fact = record("need.expired", actor=None, subject=need, concerning=[need.organisation])
        tell(
            _carers(need),
            fact,
            lambda need=need: (  # type: ignore[misc]
                _("Your need “%(title)s” has run out. Still looking? Renew it; or tell what came of it.")
                % {"title": need.title}
            ),
            need.get_absolute_url(),
        )
    return len(ran_out)


@transaction.atomic
def remind_of_expiry(*, today: date) -> int:
    """A week before a need runs out, who posted it is told; once for each term. Returns how many."""
    soon = list(
        Need.objects.open(today)
        .filter(expires_on__lte=today + REMIND_BEFORE, reminded_on=None)
        .select_related("posted_by", "organisation")
    )
    Need.objects.filter(pk__in=[need.pk for need in soon]).update(reminded_on=today)
    for need in soon:
        fact = record("need.reminded", actor=None, subject=need, concerning=[need.organisation])
        tell(
            _carers(need),
            fact,
            lambda need=need: (  # type: ignore[misc]
                _("Your need “%(title)s” runs out in a week. Renew it if you are still looking.")
                % {"title": need.title}
            ),
            need.get_absolute_url(),
        )
    return len(soon)


# What is kept


def _fill(need: Need, fields: dict[str, Any], *, by: Person) -> list[Community] | None:
    """Put these on the need, with what the text proposes where it is new; answers the communities when they are chosen."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"these are not for editing: {sorted(unknown)}")
    is_new = need.pk is None
    text = bounded(clean(fields.get("text", need.text)).strip())
    if not text:
        raise Refused(_("Say what you are looking for: one sentence is enough."))
    text_changed = is_new or text != need.text
    need.text = text
    need.language = language_of(fields.get("language")) or (guess_language(text) if text_changed else need.language)
    proposed: Proposal | None = proposal(text, need.language) if text_changed else None
    if proposed and is_new:
        fields = {
            "title": proposed.title,
            "kind": proposed.kind,
            "place": proposed.place,
            "radius_km": proposed.radius_km,
            "deadline": proposed.deadline,
        } | {name: value for name, value in fields.items() if name != "title" or value}
    if "title" in fields:
        need.title = (
            clean(fields["title"]).strip()[:160] or (proposed or proposal(text, need.language)).title or text[:60]
        )
    for name in ("kind", "visibility", "radius_km", "deadline"):
        if name in fields:
            setattr(need, name, fields[name])
    declined = [str(one)[:40] for one in fields.get("declined", need.declined)][:200]
    need.declined = declined
    if "requirements" in fields:
        need.requirements = all_to_json(_without_place(fields["requirements"]))
    elif proposed:
        need.requirements = all_to_json(_without_place(proposed.requirements))
    need.words = words_of(need)
    if "place" in fields:
        _put(need, clean(fields["place"]).strip())
    if not need.place:
        need.radius_km = None
    _check(need, today_matters="deadline" in fields)
    return _communities(need, fields, by)


def _without_place(requirements: Iterable[Requirement]) -> list[Requirement]:
    """The place and the kind of help are fields of the need itself."""
    return [one for one in requirements if one.kind not in ("place", "help")]


def _put(need: Need, place: str) -> None:
    need.place, need.latitude, need.longitude, need.region = place[:100], None, None, None
    if not place:
        return
    found = gazetteer().find(place)
    if found is None:
        raise Refused(
            _("We do not know the place “%(place)s”. Write a town, a region or a postcode.") % {"place": place[:100]}
        )
    need.latitude, need.longitude = found.lat, found.lon
    if found.radius_km is None and (located := locate("", place, place)):
        need.region = Region.objects.filter(code=located.region).first()
    elif found.radius_km is not None and need.radius_km is None:
        need.radius_km = round(found.radius_km)


def _check(need: Need, *, today_matters: bool) -> None:
    if today_matters and need.deadline and need.deadline < timezone.localdate():
        raise Refused(_("The day before which you want an answer has passed. Choose a later one, or none."))
    try:
        need.clean_fields(exclude=["organisation", "posted_by", "region"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _communities(need: Need, fields: dict[str, Any], by: Person) -> list[Community] | None:
    if need.visibility != Need.Visibility.COMMUNITIES:
        return []
    if "communities" not in fields:
        if need.pk is not None and need.communities.exists():
            return None
        return _at_least_one(list(access.communities_for(by, [need.organisation_id])))
    wanted: Collection[Community] = list(fields["communities"])
    allowed = set(access.communities_for(by, [need.organisation_id]).values_list("pk", flat=True))
    kept = set(need.communities.values_list("pk", flat=True)) if need.pk else set()
    return _at_least_one([c for c in wanted if c.pk in allowed | kept])


def _at_least_one(communities: list[Community]) -> list[Community]:
    if not communities:
        raise Refused(_("Choose at least one community whose members may see it, or let somebody else see it."))
    return communities


def _link(need: Need, communities: list[Community] | None) -> None:
    if communities is not None:
        need.communities.set(communities)
    concepts = [slug for one in need.requirements for slug in one.get("concepts", ())]
    need.capabilities.set(taxonomy.capabilities(concepts))


# Who


def _may_edit(by: Person, need: Need) -> None:
    if not access.can_edit_need(by, need):
        raise PermissionDenied


def _not_too_many(organisation: Organisation, by: Person | None) -> None:
    if Need.objects.open().filter(organisation=organisation).count() >= MOST_OPEN:
        raise Refused(
            _("%(name)s has %(count)s open needs already. Close what has been answered first.")
            % {"name": organisation.name, "count": MOST_OPEN}
        )
    if by is not None:
        since = timezone.now() - timedelta(days=1)
        if Fact.objects.filter(verb="need.posted", actor=by, at__gte=since).count() >= MOST_A_DAY:
            raise Refused(_("You have posted %(count)s needs in one day. Go on tomorrow.") % {"count": MOST_A_DAY})


def _concerned(need: Need) -> list[Any]:
    """In whose history it belongs. What is anonymous or for matching only stays with the organisation."""
    if need.visibility == Need.Visibility.COMMUNITIES:
        return [need.organisation, *need.communities.all()]
    return [need.organisation]


def _carers(need: Need) -> list[Person]:
    """Who posted it as long as they work there, and who edits the organisation's page."""
    here = need.organisation.affiliations.current().select_related("person")
    roles = (Affiliation.Role.EDITOR, Affiliation.Role.ADMINISTRATOR)
    return [a.person for a in here if a.person_id == need.posted_by_id or a.role in roles]
