"""Keeping a search; what an operator does with people."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.lib.refusals import Refused

from .models import FeedKey, SavedSearch, feed_token

MOST_SEARCHES = 50


@transaction.atomic
def keep_search(name: str, query: str, *, by: Person) -> SavedSearch:
    """Keep a search under a name; the same name replaces what was kept."""
    if not by.saved_searches.filter(name=name).exists() and by.saved_searches.count() >= MOST_SEARCHES:
        raise Refused(_("You keep fifty searches already. Remove one first."))
    kept, _new = SavedSearch.objects.update_or_create(person=by, name=name, defaults={"query": query})
    record("search.kept", actor=by, subject=kept, concerning=[by])
    return kept


@transaction.atomic
def drop_search(kept: SavedSearch, *, by: Person) -> None:
    if kept.person_id != by.pk:
        raise PermissionDenied
    record("search.dropped", actor=by, subject=kept, concerning=[by])
    kept.delete()


@transaction.atomic
def open_feed(*, by: Person) -> FeedKey:
    """A calendar feed of one's own, at an address nobody can guess. Asked again, it is the same one."""
    key, is_new = FeedKey.objects.get_or_create(person=by)
    if is_new:
        record("feed.opened", actor=by, subject=key, concerning=[by])
    return key


@transaction.atomic
def renew_feed(*, by: Person) -> FeedKey:
    """Another address; whoever has the old one sees nothing any more."""
    key, _is_new = FeedKey.objects.update_or_create(
        person=by, defaults={"token": feed_token(), "made_at": timezone.now()}
    )
    record("feed.renewed", actor=by, subject=key, concerning=[by])
    return key


@transaction.atomic
def close_feed(*, by: Person) -> None:
    """No feed any more."""
    for key in FeedKey.objects.filter(person=by):
        record("feed.closed", actor=by, subject=key, concerning=[by])
        key.delete()


@transaction.atomic
def make_operator(person: Person, *, by: Person, operator: bool) -> Person:
    """Let somebody run the installation, or no longer. There is always one left."""
    if not by.is_operator:
        raise PermissionDenied
    if operator and person.claimed_at is None:
        raise Refused(_("%(person)s has no account yet. Invite them first.") % {"person": person})
    # Locked, so that two who take it from each other at the same moment do not leave nobody.
    able = Person.objects.present().filter(is_operator=True, is_active=True, claimed_at__isnull=False)
    others = [pk for pk in able.select_for_update().order_by("pk").values_list("pk", flat=True) if pk != person.pk]
    if not operator and not others:
        raise Refused(_("Somebody must run this installation. Make another person operator first."))
    Person.objects.filter(pk=person.pk).update(is_operator=operator)
    person.refresh_from_db()
    verb = "person.became_operator" if operator else "person.no_longer_operator"
    record(verb, actor=by, subject=person, concerning=[person], privileged=True)
    return person


@transaction.atomic
def shut_out(person: Person, *, by: Person, active: bool) -> Person:
    """Stop somebody from signing in, or let them in again."""
    if not by.is_operator:
        raise PermissionDenied
    if person.pk == by.pk:
        raise Refused(_("You cannot shut yourself out."))
    Person.objects.filter(pk=person.pk).update(is_active=active)
    person.refresh_from_db()
    verb = "person.let_in_again" if active else "person.shut_out"
    record(verb, actor=by, subject=person, concerning=[person], privileged=True)
    return person
