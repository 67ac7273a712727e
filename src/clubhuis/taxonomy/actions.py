"""What operators do to the vocabulary. Each change moves the edition, keeps what was there before, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused

from . import access
from .changes import followers, witnesses
from .checks import as_claimed
from .loading import move_edition
from .merging import repoint
from .models import Capability, Edition, Kind, Revision, Synonym

RESERVED = {"choices", "vocabulary"}

type State = dict[str, Any]
"""A capability as JSON: names, synonyms and definitions are by language; broader, related and replaced_by are slugs."""


def state_of(capability: Capability) -> State:
    synonyms: dict[str, list[str]] = {code: [] for code in CONTENT_LANGUAGES}
    for language, text in capability.synonyms.order_by("pk").values_list("language", "text"):
        synonyms[language].append(text)
    return {
        "kind": capability.kind,
        "names": {code: getattr(capability, f"name_{code}") for code in CONTENT_LANGUAGES},
        "definitions": {code: getattr(capability, f"definition_{code}") for code in CONTENT_LANGUAGES},
        "synonyms": synonyms,
        "broader": sorted(capability.broader.values_list("slug", flat=True)),
        "related": sorted(capability.related.values_list("slug", flat=True)),
        "nace": list(capability.nace),
        "cpv": list(capability.cpv),
        "withdrawn": capability.is_deprecated,
        "replaced_by": capability.replaced_by.slug if capability.replaced_by else "",
    }


@transaction.atomic
def add(state: State, *, by: Person) -> Capability:
    """A new capability. Its slug comes from its English name and stays for ever."""
    _gate(by)
    slug = slugify(state["names"]["en"])[:80].strip("-")
    if not slug or slug in RESERVED or Capability.objects.filter(slug=slug).exists():
        raise Refused(
            _("There is already a capability with this English name, or it has no letters. Choose another name.")
        )
    _refuse_what_clashes(slug, state)
    capability = Capability.objects.create(slug=slug, kind=state["kind"], edited_at=timezone.now())
    _put(capability, state)
    _write_down(Revision.Verb.ADDED, capability, before=None, by=by)
    return capability


@transaction.atomic
def edit(capability: Capability, state: State, *, by: Person, seen: int | None = None) -> Capability:
    """Change names, synonyms, definitions, ways to others and mappings. `seen` is the newest revision the editor had before them."""
    _gate(by)
    newest = capability.revisions.values_list("pk", flat=True).first()
    if seen is not None and (newest or 0) != seen:
        raise Refused(
            _("Somebody changed this capability while you were typing. Look at the history below, and save again.")
        )
    before = state_of(capability)
    after = {**before, **state}
    _refuse_what_clashes(capability.slug, after)
    if after != before:
        _put(capability, after)
        _write_down(Revision.Verb.EDITED, capability, before=before, by=by)
    return capability


@transaction.atomic
def withdraw(capability: Capability, *, replacement: Capability | None, by: Person) -> Capability:
    """No longer offer a capability; who has it keeps it. A replacement takes its place where it is asked for."""
    _gate(by)
    if capability.is_deprecated:
        raise Refused(_("This capability has been withdrawn already."))
    if replacement is not None and (replacement == capability or replacement.is_deprecated):
        raise Refused(_("Choose a replacement that is in use and is another capability."))
    before = state_of(capability)
    _put(capability, {**before, "withdrawn": True, "replaced_by": replacement.slug if replacement else ""})
    _write_down(Revision.Verb.DEPRECATED, capability, before=before, by=by)
    return capability


@transaction.atomic
def reinstate(capability: Capability, *, by: Person) -> Capability:
    """Offer a withdrawn capability again."""
    _gate(by)
    if not capability.is_deprecated:
        raise Refused(_("This capability is in use already."))
    before = state_of(capability)
    after = {**before, "withdrawn": False, "replaced_by": ""}
    _refuse_what_clashes(capability.slug, after)
    _put(capability, after)
    _write_down(Revision.Verb.REINSTATED, capability, before=before, by=by)
    return capability


@transaction.atomic
def merge(capability: Capability, *, into: Capability, by: Person) -> Capability:
    """Make one of two. The names of the first become synonyms of the second, what was under it comes under the second, and whoever
    had it has the second. Answers the second. The words can be put back from the history; who had which cannot."""
    _gate(by)
    if capability == into or capability.is_deprecated or into.is_deprecated:
        raise Refused(_("Choose two different capabilities that are both in use."))
    if into.slug in _above(capability.slug) or capability.slug in _above(into.slug):
        raise Refused(
            _(
                "One of these is part of the other. Merging them would lose a distinction that people make; withdraw one instead."
            )
        )
    before, theirs = state_of(capability), state_of(into)
    _put(capability, {**before, "withdrawn": True, "replaced_by": into.slug, "broader": [], "related": []})
    Synonym.objects.filter(capability=capability).delete()  # a label belongs to one; the revision remembers them
    synonyms = {
        code: list(
            dict.fromkeys(
                [*theirs["synonyms"][code], *filter(None, [before["names"][code]]), *before["synonyms"][code]]
            )
        )
        for code in CONTENT_LANGUAGES
    }
    synonyms = {code: [text for text in texts if text != theirs["names"][code]] for code, texts in synonyms.items()}
    related = sorted({*theirs["related"], *before["related"]} - {into.slug, capability.slug} - set(theirs["broader"]))
    _put(into, {**theirs, "synonyms": synonyms, "related": related})
    for child in Capability.objects.filter(broader=capability):
        child.broader.remove(capability)
        if child != into:
            child.broader.add(into)
    repoint(capability, into)
    for follow in followers:
        follow(capability, into)
    _write_down(Revision.Verb.MERGED, capability, before=before, by=by)
    _write_down(Revision.Verb.EDITED, into, before=theirs, by=by)
    return into


@transaction.atomic
def undo(revision: Revision, *, by: Person) -> Capability:
    """Put a capability back to what it was before a change. Later changes of it are undone with it; others stay."""
    _gate(by)
    capability = revision.capability
    if revision.before is None:
        raise Refused(_("This is where it began. Withdraw the capability instead."))
    before = state_of(capability)
    if before == revision.before:
        raise Refused(_("It is already as it was then."))
    _refuse_what_clashes(capability.slug, revision.before)
    _put(capability, revision.before)
    _write_down(Revision.Verb.UNDONE, capability, before=before, by=by)
    return capability


def clashes(slug: str, state: State) -> list[str]:
    """Why this state of a capability cannot be, one sentence each: labels that belong to another one, circles."""
    found = []
    if not state["withdrawn"]:
        found += [_clash(label, owner) for label, owner in _owners_of_labels(slug, state)]
    for above in state["broader"]:
        if above == slug or slug in _above(above):
            found.append(
                _("“%(name)s” is part of this capability itself, so it cannot be above it.") % {"name": _name(above)}
            )
    for other in state["related"]:
        if other == slug:
            found.append(_("A capability goes together with others, not with itself."))
        elif any(other == above or other in _above(above) for above in state["broader"]):
            found.append(
                _("“%(name)s” is above this capability; it need not be named as going together.")
                % {"name": _name(other)}
            )
    return found


def _clash(label: str, owner: str) -> str:
    return _("“%(label)s” already means “%(owner)s”. A word means one thing in each language.") % {
        "label": label,
        "owner": _name(owner),
    }


def _owners_of_labels(slug: str, state: State) -> list[tuple[str, str]]:
    wanted = {
        (code, as_claimed(label)): label
        for code in CONTENT_LANGUAGES
        for label in [state["names"][code], *state["synonyms"][code]]
        if label
    }
    return [
        (wanted[code, as_claimed(label)], term.slug)
        for term in access.snapshot().values()
        if term.slug != slug
        for code in CONTENT_LANGUAGES
        for label in term.labels(code)
        if (code, as_claimed(label)) in wanted
    ]


def _name(slug: str) -> str:
    term = access.snapshot().get(slug)
    return term.name if term else slug


def _above(slug: str) -> Mapping[str, int]:
    return access.vocabulary().above(slug)


def _gate(by: Person) -> None:
    if not access.can_edit(by):
        raise PermissionDenied
    # Changes come one after another: two people at once must not both find that a word is free.
    Edition.objects.select_for_update().filter(pk=1).first()


def _refuse_what_clashes(slug: str, state: State) -> None:
    found = clashes(slug, state)
    if found:
        raise Refused(" ".join(found))


def _put(capability: Capability, state: State) -> None:
    if state["kind"] not in Kind.values:
        raise Refused(_("Choose one of the kinds."))
    capability.kind = state["kind"]
    for code in CONTENT_LANGUAGES:
        setattr(capability, f"name_{code}", state["names"][code])
        setattr(capability, f"definition_{code}", state["definitions"][code])
    capability.nace, capability.cpv = list(state["nace"]), list(state["cpv"])
    capability.is_deprecated = state["withdrawn"]
    capability.replaced_by = (
        Capability.objects.filter(slug=state["replaced_by"]).first() if state["replaced_by"] else None
    )
    capability.edited_at = timezone.now()
    capability.save()
    capability.broader.set(Capability.objects.filter(slug__in=state["broader"]))
    capability.related.set(Capability.objects.filter(slug__in=state["related"]))
    capability.synonyms.all().delete()
    Synonym.objects.bulk_create(
        Synonym(capability=capability, language=code, text=text)
        for code in CONTENT_LANGUAGES
        for text in state["synonyms"][code]
    )


def _write_down(verb: Revision.Verb, capability: Capability, *, before: State | None, by: Person) -> None:
    after = state_of(capability)
    Revision.objects.create(capability=capability, verb=verb, by=by, before=before, after=after)
    move_edition()
    for witness in witnesses:
        witness(f"capability.{verb}", capability, by, {"before": before, "after": after})
