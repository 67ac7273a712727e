"""Founding a community, and what its managers decide about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access, hosts
from clubhuis.communities.models import Community, Role, Tier
from clubhuis.lib.refusals import Refused

PAGE_FIELDS = frozenset(
    {f"{text}_{language}" for text in ("name", "purpose", "about") for language in ("nl", "en", "de")}
    | {"picture", "logo", "accent", "languages", "region", "website", "email"}
)
SETTINGS_FIELDS = PAGE_FIELDS | {
    "slug", "kind", "host_name", "parent", "joining", "email_domains", "is_public", "shows_members"
}  # fmt: skip


@transaction.atomic
def begin_installation(
    *, name: str, email: str, language: str, community: Mapping[str, Any], password: str | None = None
) -> tuple[Person, Community]:
    """The first operator and the first community, together. Refused once somebody runs the installation.

    The operator is taken at their word for the e-mail address: there may be no mail server yet.
    """
    take_turn()
    if Person.objects.filter(is_operator=True).exists():
        raise Refused(_("This installation has been set up already. Sign in instead."))
    address = normal_address(email)
    if Person.objects.filter(email=address).exists():
        raise Refused(_("Somebody with this e-mail address is known already."))
    operator = Person.objects.create_user(
        address, password, name=name, language=language, is_operator=True, claimed_at=timezone.now()
    )
    EmailAddress.objects.create(user=operator, email=address, verified=True, primary=True)
    record("person.became_operator", actor=operator, subject=operator, concerning=[operator], privileged=True)
    return operator, found(by=operator, **community)


def take_turn() -> None:
    """Of two who begin at once the second waits for the first. Nothing of ours is there yet to hold, so hold what describes it."""
    ContentType.objects.select_for_update(no_key=True).get(app_label="communities", model="community")


@transaction.atomic
def found(*, by: Person, manager: Person | None = None, **fields: Any) -> Community:
    """Make a community with a first kind of membership and somebody who runs it."""
    if not access.can_found(by):
        raise PermissionDenied
    unknown = set(fields) - SETTINGS_FIELDS
    if unknown:
        raise TypeError(f"a community has no {', '.join(sorted(unknown))}")
    community = Community(**fields)
    community.full_clean()
    community.save()
    Tier.objects.create(community=community, name_nl="Lid", name_en="Member", is_default=True)
    Role.objects.create(community=community, person=manager or by, kind=Role.Kind.MANAGER, given_by=by)
    record("community.founded", actor=by, subject=community, concerning=[community], privileged=True)
    hosts.forget()
    return community


def change_page(community: Community, *, by: Person, **fields: Any) -> Community:
    """Write the public page; what editors may do."""
    if not access.can_edit_page(by, community):
        raise PermissionDenied
    return _change(community, fields, allowed=PAGE_FIELDS, verb="community.page_changed", by=by)


def change_settings(community: Community, *, by: Person, **fields: Any) -> Community:
    """Change anything about a community; what managers may do.

    A parent is chosen among communities that one runs, too: nobody is made a parent unasked.
    """
    if not access.can_manage(by, community):
        raise PermissionDenied
    parent = fields.get("parent", community.parent)
    if parent is not None and parent != community.parent:
        if not access.can_manage(by, parent):
            raise Refused(
                _("Ask a manager of %(community)s to make you a manager there first.") % {"community": parent}
            )
        if _is_below(parent, community):
            raise Refused(_("%(community)s is itself a part of this community.") % {"community": parent})
    return _change(community, fields, allowed=SETTINGS_FIELDS, verb="community.settings_changed", by=by)


@transaction.atomic
def _change(
    community: Community, fields: Mapping[str, Any], *, allowed: frozenset[str], verb: str, by: Person
) -> Community:
    unknown = set(fields) - allowed
    if unknown:
        raise TypeError(f"not to be changed here: {', '.join(sorted(unknown))}")
    before = Community.objects.get(pk=community.pk)
    changed = sorted(name for name, value in fields.items() if getattr(before, name) != value)
    for name, value in fields.items():
        setattr(community, name, value)
    community.full_clean()
    community.save(update_fields=list(fields))
    if changed:
        record(verb, actor=by, subject=community, concerning=[community], data={"fields": changed}, privileged=True)
    hosts.forget()
    return community


def _is_below(community: Community, other: Community) -> bool:
    """Whether `community` is a part, or a part of a part, of `other`."""
    seen: set[int] = set()
    above = community.parent
    while above is not None and above.pk not in seen:
        if above == other:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


@transaction.atomic
def keep_tiers(community: Community, tiers: Iterable[tuple[int | None, str, str]], *, default: int, by: Person) -> None:
    """Replace the kinds of membership by these (id or None, Dutch name, English name), in this order.

    `default` is the place in the list of the one that new members get. Members of one that goes keep belonging, without a tier.
    """
    if not access.can_manage(by, community):
        raise PermissionDenied
    rows = list(tiers)
    if not rows:
        raise Refused(_("Keep at least one kind of membership."))
    if len({name.casefold() for _pk, name, _en in rows}) < len(rows):
        raise Refused(_("Two kinds of membership have the same name."))
    mine = {tier.pk: tier for tier in community.tiers.all()}
    kept = {pk for pk, _nl, _en in rows if pk in mine}
    community.tiers.exclude(pk__in=kept).delete()
    # Names may be swapped: first out of each other's way, then to their places.
    for tier_id in kept:
        Tier.objects.filter(pk=tier_id).update(is_default=False, name_nl=f"\N{HORIZONTAL ELLIPSIS}{tier_id}")
    for position, (pk, name_nl, name_en) in enumerate(rows):
        tier = mine[pk] if pk in kept and pk is not None else Tier(community=community)
        tier.name_nl, tier.name_en, tier.position, tier.is_default = name_nl, name_en, position, position == default
        tier.full_clean(validate_constraints=False)
        tier.save()
    record("community.tiers_changed", actor=by, subject=community, concerning=[community], privileged=True)


@transaction.atomic
def close(community: Community, *, by: Person) -> Community:
    """The community ends: its page and desk are gone, what it did stays in everybody's history."""
    if not access.can_found(by):
        raise PermissionDenied
    if not Community.objects.present().filter(pk=community.pk).update(closed_at=timezone.now()):
        raise Refused(_("This community has been closed already."))
    community.refresh_from_db()
    record("community.closed", actor=by, subject=community, concerning=[community], privileged=True)
    hosts.forget()
    return community


@transaction.atomic
def reopen(community: Community, *, by: Person) -> Community:
    """A closed community comes back with its members."""
    if not access.can_found(by):
        raise PermissionDenied
    if not Community.objects.filter(pk=community.pk, closed_at__isnull=False).update(closed_at=None):
        raise Refused(_("This community is not closed."))
    community.refresh_from_db()
    record("community.reopened", actor=by, subject=community, concerning=[community], privileged=True)
    hosts.forget()
    return community
