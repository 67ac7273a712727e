"""Writing a plan whole or not at all, and taking it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, MemberNote, Membership, MemberTag, Tier
from clubhuis.engines.matching.languages import guess_language
from clubhuis.organisations.models import Affiliation, Certificate, Department, Organisation, Site
from clubhuis.organisations.names import plain_name
from clubhuis.places.access import locate
from clubhuis.taxonomy.models import Capability, Kind, Sector, Synonym

from .contacts import Contact
from .plan import Entry, Plan
from .targets import extensions, plain

BATCH = 500
FIELDS = ("legal_name", "kind", "website", "email", "phone", "kvk_number", "vat_number", "size", "founded_in")


@dataclass(slots=True)
class Changes:
    """What was made and filled in, so that it can be taken back: ids by model, and values by organisation and field."""

    made: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    filled: dict[str, dict[str, Any]] = field(default_factory=dict)

    def note(self, things: Iterable[models.Model]) -> None:
        for thing in things:
            self.made[thing._meta.label].append(thing.pk)

    def as_json(self) -> dict[str, Any]:
        return {"made": dict(self.made), "filled": self.filled}


@transaction.atomic
def write(
    plan: Plan,
    community: Community,
    *,
    by: Person | None,
    language: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Changes:
    """Write all entries of a plan. `language` is that of texts in which no language is recognised."""
    changes = Changes()
    writer = Writer(community, by, language, changes)
    for start in range(0, len(plan.entries), BATCH):
        writer.write(plan.entries[start : start + BATCH])
        progress(min(start + BATCH, len(plan.entries)), len(plan.entries))
    return changes


class Writer:
    """Writes entries in batches; holds what every batch needs to know."""

    def __init__(self, community: Community, by: Person | None, language: str, changes: Changes) -> None:
        self.community = community
        self.by = by
        self.language = language
        self.changes = changes
        self.now = timezone.now()
        self.today = timezone.localdate()
        self.slugs = set(Organisation.objects.values_list("slug", flat=True))
        self.sectors = set(Sector.objects.values_list("code", flat=True))
        self.tiers = {
            plain(name): tier
            for tier in Tier.objects.filter(community=community)
            for name in (tier.name_nl, tier.name_en)
            if name
        }
        self.default_tier = Tier.objects.filter(community=community, is_default=True).first()
        self.tags = {tag.name.lower(): tag for tag in MemberTag.objects.filter(community=community)}
        self.norms = norms()
        self.no_password = make_password(None)

    def write(self, entries: list[Entry]) -> None:
        organisations = self.organisations(entries)
        pairs = list(zip(entries, organisations, strict=True))
        self.sites(pairs)
        self.certificates(pairs)
        self.people(pairs)
        memberships = self.memberships(pairs)
        self.labels(pairs, memberships)
        for extension in extensions:
            wanted = {target.name for target in extension.targets}
            texts = [
                (organisation, values)
                for entry, organisation in pairs
                if (values := {name: str(entry.record.values[name]) for name in wanted & entry.record.values.keys()})
            ]
            if texts:
                for label, ids in extension.write(texts, self.language).items():
                    self.changes.made[label].extend(ids)

    # Organisations

    def organisations(self, entries: list[Entry]) -> list[Organisation]:
        """The organisation of each entry, in their order: known ones with what was empty filled in, new ones made."""
        known = Organisation.objects.in_bulk([entry.same_as for entry in entries if entry.same_as])
        new: list[Organisation] = []
        found: list[Organisation] = []
        for entry in entries:
            if entry.same_as and (organisation := known.get(entry.same_as)):
                self.fill(organisation, self.values(entry))
            else:
                organisation = Organisation(
                    slug=self.free_slug(entry.record.name), changed_at=self.now, **self.values(entry)
                )
                new.append(organisation)
            found.append(organisation)
        self.changes.note(Organisation.objects.bulk_create(new))
        return found

    def values(self, entry: Entry) -> dict[str, Any]:
        record = entry.record
        values = {name: record.values[name] for name in FIELDS if name in record.values}
        values |= {"name": record.name, "plain_name": plain_name(record.name), "domain": record.domain}
        if sector := self.sector(str(record.values.get("sector", ""))):
            values["sector_id"] = sector
        if about := record.values.get("about"):
            values[f"about_{guess_language(about, self.language)}"] = about  # type: ignore[arg-type]
        return values

    def fill(self, organisation: Organisation, values: dict[str, Any]) -> None:
        """Only what is empty is filled in: what people wrote themselves is theirs."""
        empty = {name: value for name, value in values.items() if value and getattr(organisation, name) in ("", None)}
        if not empty:
            return
        for name, value in empty.items():
            setattr(organisation, name, value)
        organisation.changed_at = self.now
        organisation.save(update_fields=[*empty, "changed_at"])
        self.changes.filled.setdefault(str(organisation.pk), {}).update(empty)

    def free_slug(self, name: str) -> str:
        base = slugify(name)[:70].strip("-") or "organisatie"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return slug

    def sector(self, code: str) -> str | None:
        """The sector with this code, or the wider one that exists."""
        while code and code not in self.sectors:
            code = code[:-1].rstrip(".")
        return code or None

    def sites(self, pairs: list[tuple[Entry, Organisation]]) -> None:
        with_site = set(
            Site.objects.filter(organisation__in=[o for _e, o in pairs]).values_list("organisation_id", flat=True)
        )
        new: dict[int, Site] = {}
        for entry, organisation in pairs:
            values = entry.record.values
            if organisation.pk in with_site or organisation.pk in new:
                continue
            if not any(values.get(name) for name in ("street", "postcode", "town")):
                continue
            site = Site(organisation=organisation, is_main=True, country=values.get("country", "NL"))
            site.street, site.postcode, site.town = (values.get(name, "") for name in ("street", "postcode", "town"))
            if located := locate(site.country, site.postcode, site.town):
                site.latitude, site.longitude, site.region_id = located.latitude, located.longitude, located.region
            site.town = tidy_town(site.town)
            new[organisation.pk] = site
        self.changes.note(Site.objects.bulk_create(new.values()))

    def certificates(self, pairs: list[tuple[Entry, Organisation]]) -> None:
        held = {
            (pk, plain(name))
            for pk, name in Certificate.objects.filter(organisation__in=[o for _e, o in pairs]).values_list(
                "organisation_id", "name"
            )
        }
        new: dict[tuple[int, str], Certificate] = {}
        for entry, organisation in pairs:
            for name in split(str(entry.record.values.get("certificates", ""))):
                key = (organisation.pk, plain(name))
                if key not in held:
                    new[key] = Certificate(
                        organisation=organisation, name=name[:120], capability_id=self.norms.get(plain(name))
                    )
        self.changes.note(Certificate.objects.bulk_create(new.values()))

    # People

    def people(self, pairs: list[tuple[Entry, Organisation]]) -> None:
        contacts = [(organisation, c) for entry, organisation in pairs for c in entry.record.contacts]
        self.departments([(o, c) for o, c in contacts if c.is_department])
        persons = [(o, c) for o, c in contacts if not c.is_department and c.name]
        found = self.persons(persons)
        taken = set(
            Affiliation.objects.filter(organisation__in=[o for o, _c in persons], ended_on=None).values_list(
                "organisation_id", "person_id"
            )
        )
        new: list[Affiliation] = []
        for (organisation, contact), person in zip(persons, found, strict=True):
            if (organisation.pk, person.pk) not in taken:
                first = not any(a.organisation_id == organisation.pk for a in new)
                new.append(
                    Affiliation(
                        organisation=organisation,
                        person=person,
                        job_title=contact.job[:120],
                        is_contact=first,
                        confirmed_at=self.now,
                    )
                )
                taken.add((organisation.pk, person.pk))
        self.changes.note(Affiliation.objects.bulk_create(new))

    def persons(self, contacts: list[tuple[Organisation, Contact]]) -> list[Person]:
        """The person of each contact: the one with that address, or of that name at that organisation, or a new one."""
        emails = {c.email for _o, c in contacts if c.email}
        by_email = {p.email: p for p in Person.objects.present().filter(email__in=emails)}
        by_name = {
            (a.organisation_id, plain(a.person.name)): a.person
            for a in Affiliation.objects.filter(
                organisation__in={o for o, _c in contacts}, ended_on=None
            ).select_related("person")
        }
        new: list[Person] = []
        found: list[Person] = []
        for organisation, contact in contacts:
            key = (organisation.pk, plain(contact.name))
            person = by_email.get(contact.email) if contact.email else by_name.get(key)
            if person is None:
                person = Person(
                    email=contact.email or None,
                    name=contact.name,
                    phone=contact.phone,
                    language="nl" if self.language == "nl" else "en",
                    password=self.no_password,
                )
                new.append(person)
                if contact.email:
                    by_email[contact.email] = person
                by_name[key] = person
            found.append(person)
        self.changes.note(Person.objects.bulk_create(new))
        return found

    def departments(self, contacts: list[tuple[Organisation, Contact]]) -> None:
        there = {
            (pk, plain(name))
            for pk, name in Department.objects.filter(organisation__in=[o for o, _c in contacts]).values_list(
                "organisation_id", "name"
            )
        }
        new: dict[tuple[int, str], Department] = {}
        for organisation, contact in contacts:
            name = (contact.name or contact.email.partition("@")[0].capitalize())[:100]
            key = (organisation.pk, plain(name))
            if key not in there:
                new.setdefault(
                    key, Department(organisation=organisation, name=name, email=contact.email, phone=contact.phone)
                )
        self.changes.note(Department.objects.bulk_create(new.values()))

    # Memberships

    def memberships(self, pairs: list[tuple[Entry, Organisation]]) -> dict[int, Membership]:
        there = {
            m.organisation_id: m
            for m in Membership.objects.filter(
                community=self.community,
                organisation__in=[o for _e, o in pairs],
                state__in=[Membership.State.CURRENT, Membership.State.ASKED],
            )
        }
        new: dict[int, Membership] = {}
        for entry, organisation in pairs:
            if organisation.pk in there or organisation.pk in new:
                continue
            values = entry.record.values
            new[organisation.pk] = Membership(
                community=self.community,
                organisation=organisation,
                tier=self.tiers.get(plain(values.get("tier", "")), self.default_tier),
                through=Membership.Through.IMPORT,
                number=values.get("member_number", ""),
                since=values.get("since") or self.today,
                asked_by=self.by,
            )
        self.changes.note(Membership.objects.bulk_create(new.values()))
        return {pk: membership for pk, membership in (there | new).items() if pk is not None}

    def labels(self, pairs: list[tuple[Entry, Organisation]], memberships: dict[int, Membership]) -> None:
        through = MemberTag.memberships.through
        links: list[Any] = []
        notes: list[MemberNote] = []
        for entry, organisation in pairs:
            membership = memberships[organisation.pk]
            tags = [self.tag(name[:40]) for name in split(str(entry.record.values.get("tags", "")))]
            links.extend(through(membertag_id=tag.pk, membership_id=membership.pk) for tag in tags)
            if text := entry.record.values.get("note"):
                notes.append(MemberNote(membership=membership, author=self.by, text=text))
        through._default_manager.bulk_create(links, ignore_conflicts=True)
        self.changes.note(MemberNote.objects.bulk_create(notes))

    def tag(self, name: str) -> MemberTag:
        if name.lower() not in self.tags:
            tag = MemberTag.objects.create(community=self.community, name=name)
            self.changes.note([tag])
            self.tags[name.lower()] = tag
        return self.tags[name.lower()]


def norms() -> dict[str, int]:
    """The certificates of the vocabulary by all their names, for "ISO 9001" in a list."""
    kinds = Capability.objects.filter(kind=Kind.CERTIFICATE)
    rows = kinds.values_list("pk", "name_nl", "name_en", "name_de")
    named = {plain(name): pk for pk, *names in rows for name in names}
    for text, pk in Synonym.objects.filter(capability__in=kinds).values_list("text", "capability_id"):
        named.setdefault(plain(text), pk)
    named.pop("", None)
    return named


def split(cell: str) -> list[str]:
    """ "ISO 9001; ISO 14001" → two names. A comma also parts, but not inside a number."""
    parts = [part.strip(" .") for line in cell.split("\n") for half in line.split(";") for part in half.split(", ")]
    return list(dict.fromkeys(part for part in parts if part))


def tidy_town(town: str) -> str:
    """ "ALMELO" → "Almelo"; what has small letters stays as it was written."""
    return town.title() if town.isupper() and len(town) > 3 else town


@dataclass(frozen=True, slots=True)
class Undone:
    removed: int  # organisations
    kept: tuple[str, ...]  # names of organisations and people that somebody has built upon since


@transaction.atomic
def take_back(changes: dict[str, Any]) -> Undone:
    """Remove what an import made, unless somebody has taken charge of it or built upon it since; empty what it filled in."""
    made: dict[str, list[int]] = changes.get("made", {})
    for extension in extensions:
        extension.take_back(made)
    for leaf in (MemberNote, Membership, Certificate):
        delete(leaf, made)
    organisations = made.get(Organisation._meta.label, [])
    kept = set[int]()
    for some in batches(organisations):
        unused = Q(claimed_at=None, memberships=None, claims=None)
        kept.update(Organisation.objects.filter(pk__in=some).exclude(unused).values_list("pk", flat=True))
        for extension in extensions:
            kept.update(extension.built_upon(some))
    for part in (Affiliation, Site, Department):
        theirs = set(part.objects.filter(organisation__in=kept).values_list("pk", flat=True))
        delete(part, made, keep=theirs)
    delete(Organisation, made, keep=kept)
    kept_persons = set[int]()
    for some in batches(made.get(Person._meta.label, [])):
        unused = Q(claimed_at=None, affiliations=None, memberships=None, community_roles=None)
        kept_persons.update(Person.objects.filter(pk__in=some).exclude(unused).values_list("pk", flat=True))
    delete(Person, made, keep=kept_persons)
    delete(MemberTag, made, keep=set(MemberTag.objects.exclude(memberships=None).values_list("pk", flat=True)))
    empty_again(changes.get("filled", {}))
    names = [
        *Organisation.objects.filter(pk__in=kept).values_list("name", flat=True),
        *Person.objects.filter(pk__in=kept_persons).values_list("name", flat=True),
    ]
    return Undone(len(organisations) - len(kept), tuple(names))


def delete(model: type[models.Model], made: dict[str, list[int]], keep: set[int] | None = None) -> None:
    for some in batches([pk for pk in made.get(model._meta.label, []) if pk not in (keep or set())]):
        model._default_manager.filter(pk__in=some).delete()


def batches(ids: list[int], size: int = 500) -> Iterable[list[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def empty_again(filled: dict[str, dict[str, Any]]) -> None:
    for pk, values in filled.items():
        organisation = Organisation.objects.filter(pk=int(pk)).first()
        same = [name for name, value in values.items() if organisation and getattr(organisation, name) == value]
        if organisation and same:
            for name in same:
                setattr(organisation, name, None if Organisation._meta.get_field(name).null else "")
            organisation.changed_at = timezone.now()
            organisation.save(update_fields=[*same, "changed_at"])
