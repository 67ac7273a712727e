"""Is this organisation here already? Likely ones with the reasons, fast enough for a list of 10,000 against 50,000."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from .models import Organisation, Site
from .names import is_shared, plain_name, rare_words, registrable, telling_words

LOWEST = 0.6  # what is less alike is not worth asking a person about
CERTAIN = 0.9
LEAST_ALIKE = 0.65  # names less alike than this are no reason
COMMON = 400  # a word that more names than this have does not help to find one


class Reason(TextChoices):
    KVK = "kvk", _("same Chamber of Commerce number")
    DOMAIN = "domain", _("same website or e-mail domain")
    NAME = "name", _("same name")
    SIMILAR_NAME = "similar_name", _("similar name")
    POSTCODE = "postcode", _("same postcode")
    TOWN = "town", _("same town")
    OTHER_KVK = "other_kvk", _("but another Chamber of Commerce number")
    OTHER_DOMAIN = "other_domain", _("but another website or e-mail domain")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An organisation that may be the same one. `score` runs from 0.6 (ask) to 1 (surely)."""

    organisation_id: int
    reasons: tuple[Reason, ...]
    score: float

    @property
    def is_certain(self) -> bool:
        return self.score >= CERTAIN


@dataclass(frozen=True, slots=True)
class Entry:
    """What is compared of one organisation."""

    organisation_id: int
    name: str
    in_order: str  # the words of the name, sorted
    telling: frozenset[str]
    compact: str
    domain: str
    kvk: str
    postcode: str
    town: str


def _entry(organisation_id: int, name: str, domain: str, kvk: str, postcode: str, town: str) -> Entry:
    domain = domain.lower().removeprefix("www.")
    return Entry(
        organisation_id,
        name,
        " ".join(sorted(name.split())),
        telling_words(name),
        name.replace(" ", ""),
        "" if not domain or is_shared(domain) else registrable(domain),
        kvk,
        "".join(postcode.split()).upper(),
        plain_name(town),
    )


class Candidates:
    """Everything that could be a duplicate, in memory, in blocks of organisations that share something.

    >>> candidates = Candidates.load()
    >>> candidates.find(name="Van Dam Fijnmechaniek BV", postcode="7556 AB")
    [Duplicate(organisation_id=12, reasons=(Reason.SIMILAR_NAME, Reason.POSTCODE), score=0.9)]
    """

    def __init__(self) -> None:
        self._entries: dict[int, list[Entry]] = defaultdict(list)
        self._blocks: dict[tuple[str, str], list[Entry]] = defaultdict(list)

    @classmethod
    def load(cls, among: Q | None = None) -> Self:
        """All organisations that are present, or those `among` a condition, under their trade and legal name. Two queries."""
        candidates = cls()
        organisations = Organisation.objects.present().filter(among or Q()).order_by()
        sites = Site.objects.filter(organisation__in=organisations) if among else Site.objects.all()
        places = dict[int, tuple[str, str]]()
        for pk, postcode, town in sites.order_by("is_main", "-pk").values_list("organisation_id", "postcode", "town"):
            places[pk] = (postcode, town)  # the main site comes last and stays
        rows = organisations.values_list("pk", "name", "legal_name", "domain", "kvk_number")
        for pk, name, legal_name, domain, kvk in rows.order_by("pk").iterator():
            postcode, town = places.get(pk, ("", ""))
            candidates.add(pk, name=name, legal_name=legal_name, domain=domain, kvk=kvk, postcode=postcode, town=town)
        return candidates

    @classmethod
    def near(cls, *, name: str, domain: str = "", kvk: str = "") -> Self:
        """Only those that the database finds quickly for one question: for a form, where a whole list would be too slow."""
        plain = plain_name(name)
        alike = Q(pk__in=[])
        for word in rare_words(plain):
            alike |= Q(plain_name__contains=word[:5])
        if plain:
            alike |= Q(plain_name__startswith=plain[:4])
        if kvk:
            alike |= Q(kvk_number=kvk)
        if domain and not is_shared(domain):
            alike |= Q(domain__endswith=registrable(domain))
        return cls.load(alike)

    def add(
        self,
        organisation_id: int,
        *,
        name: str,
        legal_name: str = "",
        domain: str = "",
        kvk: str = "",
        postcode: str = "",
        town: str = "",
    ) -> None:
        """Also rows of a list that are not organisations yet may be added, under ids of their own (negative ones)."""
        plain_names = dict.fromkeys(filter(None, (plain_name(name), plain_name(legal_name))))
        for plain in plain_names or {"": None}:
            entry = _entry(organisation_id, plain, domain, kvk, postcode, town)
            self._entries[organisation_id].append(entry)
            for key in self._keys(entry):
                self._blocks[key].append(entry)

    def forget(self, organisation_id: int) -> None:
        for entry in self._entries.pop(organisation_id, []):
            for key in self._keys(entry):
                self._blocks[key].remove(entry)

    def find(
        self, *, name: str, domain: str = "", kvk: str = "", postcode: str = "", town: str = "", limit: int = 5
    ) -> list[Duplicate]:
        """The most likely ones first; each organisation once. `domain` is that of the website or the e-mail address."""
        asked = _entry(0, plain_name(name), domain, kvk, postcode, town)
        best: dict[int, Duplicate] = {}
        for entry in likely(asked, list(self._neighbours(asked))):
            duplicate = compare(asked, entry)
            known = best.get(entry.organisation_id)
            if duplicate and (known is None or duplicate.score > known.score):
                best[entry.organisation_id] = duplicate
        return sorted(best.values(), key=lambda d: (-d.score, d.organisation_id))[:limit]

    def _neighbours(self, asked: Entry) -> Iterable[Entry]:
        found: dict[int, Entry] = {}
        for kind, key in self._keys(asked):
            block = self._blocks.get((kind, key), [])
            if len(block) <= COMMON or kind in {"kvk", "domain", "compact"}:
                found.update((id(entry), entry) for entry in block)
        return found.values()

    @staticmethod
    def _keys(entry: Entry) -> set[tuple[str, str]]:
        """What two spellings of one organisation have in common, at least one of these."""
        keys = {("kvk", entry.kvk), ("domain", entry.domain), ("postcode", entry.postcode), ("compact", entry.compact)}
        keys |= {("beginning", entry.compact[:5]), ("ending", entry.compact[-7:])}
        for word in rare_words(entry.name):
            keys |= {("word", word), ("word with place", f"{word[:4]} {entry.town}")}
        return {key for key in keys if key[1].strip()}


def likely(asked: Entry, near: list[Entry]) -> Iterable[Entry]:
    """The neighbours worth a closer look: all names are compared at once, which is ten times faster than one by one."""
    if not near:
        return []
    together = process.cdist([asked.compact], [entry.compact for entry in near], scorer=fuzz.ratio)[0]
    in_order = process.cdist([asked.in_order], [entry.in_order for entry in near], scorer=fuzz.ratio)[0]
    alike = np.maximum(together, in_order) >= 100 * LEAST_ALIKE
    return (
        entry
        for entry, close in zip(near, alike, strict=True)
        if close
        or entry.telling == asked.telling
        or (asked.kvk and asked.kvk == entry.kvk)
        or (asked.domain and asked.domain == entry.domain)
    )


def alikeness(a: Entry, b: Entry) -> float:
    """0 to 1. Words may stand in another order, be written together, or have a typing error."""
    if not a.name or not b.name:
        return 0.0
    if a.compact == b.compact:
        return 1.0
    together = fuzz.ratio(a.compact, b.compact, score_cutoff=60)
    sorted_words = fuzz.ratio(a.in_order, b.in_order, score_cutoff=60)
    alike = max(together, sorted_words) / 100
    if a.telling == b.telling:
        alike = max(alike, 0.9)
    return min(alike, 0.99)


def are_apart(one: str, other: str) -> bool:
    """Each has a domain of its own."""
    return bool(one and other) and one != other


def compare(asked: Entry, entry: Entry) -> Duplicate | None:
    """Why these two may be the same organisation, and how sure that is; None when they are not."""
    reasons: list[Reason] = []
    score = 0.0
    alike = alikeness(asked, entry)
    same_town = bool(asked.town) and asked.town == entry.town
    other_town = bool(asked.town and entry.town) and not same_town
    same_postcode = bool(asked.postcode) and asked.postcode == entry.postcode

    if asked.kvk and asked.kvk == entry.kvk:
        reasons.append(Reason.KVK)
        score = 1.0
    if asked.domain and asked.domain == entry.domain:
        reasons.append(Reason.DOMAIN)
        score = max(score, 0.88 + 0.1 * alike)
    if alike == 1.0:
        reasons.append(Reason.NAME)
        score = max(score, 0.75 if other_town and not same_postcode else 0.92)
    elif alike >= 0.84:
        reasons.append(Reason.SIMILAR_NAME)
        score = max(score, alike - (0.3 if other_town and not same_postcode else 0.15))
    if same_postcode and (reasons or alike >= LEAST_ALIKE):
        reasons.append(Reason.POSTCODE)
        score = max(score + 0.1, 0.65)
    elif same_town and reasons:
        reasons.append(Reason.TOWN)
        score += 0.05
    if asked.kvk and entry.kvk and asked.kvk != entry.kvk and reasons:
        reasons.append(Reason.OTHER_KVK)
        score = min(score - 0.15, 0.7)
    elif Reason.SIMILAR_NAME in reasons and Reason.KVK not in reasons and are_apart(asked.domain, entry.domain):
        reasons.append(Reason.OTHER_DOMAIN)  # neighbours with much the same name: a person decides
        score = min(score, CERTAIN - 0.05)
    if score < LOWEST:
        return None
    return Duplicate(entry.organisation_id, tuple(reasons), round(min(score, 1.0), 2))
