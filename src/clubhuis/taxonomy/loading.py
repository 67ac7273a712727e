"""Bring the vocabulary of the files into the database, once for each edition of the files."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clubhuis.lib.languages import CONTENT_LANGUAGES

from .files import Entry, fingerprint, shipped_codes, shipped_entries
from .models import Capability, Edition, ProcurementCode, Sector, Synonym

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Loaded:
    concepts: int
    left_alone: int  # edited by an operator
    withdrawn: int  # no longer in the files


def load_vocabulary(*, anew: bool = False) -> Loaded | None:
    """Load the shipped vocabulary; None when these very files were loaded before (unless `anew`).

    What an operator edited or added stays as it is. A concept that the files no longer have is withdrawn, not removed, because
    organisations may have it.
    """
    files = fingerprint()
    if not anew and Edition.objects.filter(files=files).exists():
        return None
    return load(shipped_entries(), files=files)


@transaction.atomic
def load(entries: list[Entry], *, files: str = "") -> Loaded:
    """Make the database say what these entries say, except where an operator has spoken."""
    _load_codes()
    edited = set(Capability.objects.exclude(edited_at=None).values_list("slug", flat=True))
    free = [entry for entry in entries if entry.id not in edited]
    Capability.objects.bulk_create(
        [
            Capability(
                slug=entry.id,
                kind=entry.kind,
                **{f"name_{code}": entry.names.get(code, "") for code in CONTENT_LANGUAGES},
                **{f"definition_{code}": entry.definitions.get(code, "") for code in CONTENT_LANGUAGES},
                nace=list(entry.nace),
                cpv=list(entry.cpv),
            )
            for entry in free
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[
            "kind",
            *(f"{field}_{code}" for field in ("name", "definition") for code in CONTENT_LANGUAGES),
            *("nace", "cpv", "is_deprecated", "replaced_by"),
        ],
    )
    ids = dict(Capability.objects.values_list("slug", "pk"))
    gone = set(ids) - {entry.id for entry in entries} - edited
    withdrawn = Capability.objects.filter(slug__in=gone, is_deprecated=False).update(is_deprecated=True)
    _load_words(free, ids)
    move_edition(files=files)
    return Loaded(concepts=len(free), left_alone=len(edited), withdrawn=withdrawn)


def _load_words(free: list[Entry], ids: dict[str, int]) -> None:
    own = [ids[entry.id] for entry in free]
    Synonym.objects.filter(capability__edited_at=None).delete()
    Synonym.objects.bulk_create(
        (
            Synonym(capability_id=ids[entry.id], language=language, text=text)
            for entry in free
            for language, texts in entry.synonyms.items()
            for text in texts
        ),
        batch_size=BATCH,
    )
    broader, related = Capability.broader.through, Capability.related.through
    broader.objects.filter(from_capability__edited_at=None).delete()
    broader.objects.bulk_create(
        (
            broader(from_capability_id=ids[entry.id], to_capability_id=ids[above])
            for entry in free
            for above in entry.broader
            if above in ids
        ),
        batch_size=BATCH,
    )
    related.objects.filter(from_capability__edited_at=None, to_capability__edited_at=None).delete()
    mine = set(own)
    pairs = {(ids[entry.id], ids[other]) for entry in free for other in entry.related if ids.get(other) in mine}
    related.objects.bulk_create(
        (related(from_capability_id=a, to_capability_id=b) for a, b in sorted(pairs | {(b, a) for a, b in pairs})),
        batch_size=BATCH,
    )


def _load_codes() -> None:
    names = [f"name_{code}" for code in CONTENT_LANGUAGES]
    sectors = [
        Sector(code=c.code, parent_id=c.parent or None, **{f"name_{k}": v for k, v in c.names.items()})
        for c in shipped_codes("nace")
    ]
    Sector.objects.bulk_create(
        sectors, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=["parent", *names]
    )
    codes = [ProcurementCode(code=c.code, **{f"name_{k}": v for k, v in c.names.items()}) for c in shipped_codes("cpv")]
    ProcurementCode.objects.bulk_create(
        codes, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=names
    )


def move_edition(*, files: str | None = None) -> None:
    """Tell every process that the vocabulary is another one now. Part of the transaction that changes it."""
    now = timezone.now()
    stamp = {} if files is None else {"files": files}
    if not Edition.objects.filter(pk=1).update(version=F("version") + 1, changed_at=now, **stamp):
        Edition.objects.create(pk=1, version=1, changed_at=now, files=files or "")
