"""Who runs a community. There is always a manager."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access
from clubhuis.communities.models import Community, Role
from clubhuis.lib.refusals import Refused


@transaction.atomic
def give_role(community: Community, person: Person, *, kind: Role.Kind, by: Person) -> Role:
    """Somebody with an account gets a place at the desk; others are invited by mail (see `invite`)."""
    if not access.can_manage(by, community):
        raise PermissionDenied
    return grant(community, person, kind=kind, by=by)


def grant(community: Community, person: Person, *, kind: Role.Kind, by: Person | None) -> Role:
    """Write a role that somebody entitled has decided on."""
    try:
        with transaction.atomic():
            role = Role.objects.create(community=community, person=person, kind=kind, given_by=by)
    except IntegrityError:
        raise Refused(_("%(person)s has a role already. Change it in the list.") % {"person": person}) from None
    record(
        "role.given",
        actor=by,
        subject=role,
        concerning=[community, person],
        data={"kind": kind},
        privileged=True,
    )
    return role


@transaction.atomic
def change_role(role: Role, *, kind: Role.Kind, by: Person) -> Role:
    """Give somebody at the desk another role."""
    if not access.can_manage(by, role.community):
        raise PermissionDenied
    before = role.kind
    if kind != Role.Kind.MANAGER:
        _keep_a_manager(role)
    role.kind = kind
    role.save(update_fields=["kind"])
    record(
        "role.changed",
        actor=by,
        subject=role,
        concerning=[role.community, role.person],
        data={"from": before, "to": kind},
        privileged=True,
    )
    return role


@transaction.atomic
def take_role(role: Role, *, by: Person) -> None:
    """A manager takes a role away, or somebody puts their own down."""
    if role.person_id != by.pk and not access.can_manage(by, role.community):
        raise PermissionDenied
    _keep_a_manager(role)
    record(
        "role.taken",
        actor=by,
        subject=role,
        concerning=[role.community, role.person],
        data={"kind": role.kind},
        privileged=True,
    )
    Role.objects.filter(pk=role.pk).delete()


def _keep_a_manager(role: Role) -> None:
    """Refuse when no other manager would be left.

    Two managers may do this to each other at the same moment, and a condition on the row would let both through: they change
    different rows. So the community's row is held first; on SQLite the transaction itself holds everything.
    """
    Community.objects.select_for_update().get(pk=role.community_id)
    others = Role.objects.filter(community=role.community_id, kind=Role.Kind.MANAGER).exclude(pk=role.pk)
    if not others.filter(person__is_active=True, person__erased_at=None).exists():
        raise Refused(_("A community always has a manager. Make somebody else a manager first."))
