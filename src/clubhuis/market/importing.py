"""Columns of a member list that say what an organisation can do, and with which machines."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.imports.targets import Target
from clubhuis.organisations.models import Organisation

from .models import Need, Offer
from .proposing import title_of
from .reading import guess_language
from .tasks import read_organisations
from .texts import clean, lines

BATCH = 500


class OffersOfAList:
    """Each text becomes an offer in the organisation's own words. Capabilities are recognised afterwards, by a task."""

    targets: tuple[Target, ...] = (
        Target(
            "offer",
            _("what the organisation can do"),
            "wat kunnen wij|wat kunnen we|wat doen wij|wat doen we|wat kunt u|wat kan het bedrijf|wat bieden wij|aanbod|"
            "capabilities|capability|competenties|competentie|kerncompetenties|activiteiten|werkzaamheden|diensten|"
            "producten|producten en diensten|specialisatie|specialisaties|specialismen|bewerkingen|technieken|products|"
            "products and services|services|competences|competencies|core competences|expertise|what we do|what can we do|"
            "what do you do|activities|processes|offer|offering|leistungen|leistungsspektrum|was wir tun|was wir konnen|"
            "kompetenzen|produkte|produkte und dienstleistungen|dienstleistungen|tatigkeiten|verfahren|angebot",
            longest=6000,
        ),
        Target(
            "equipment",
            _("machines"),
            "machines|machinepark|machine park|equipment|apparatuur|uitrusting|machinery|machine list|machinelijst|"
            "maschinenpark|maschinen|anlagen|ausstattung|middelen",
            longest=2000,
        ),
    )

    def write(self, texts: list[tuple[Organisation, dict[str, str]]], language: str) -> dict[str, list[int]]:
        """Make the offers of a batch; a text that an organisation has already is not made twice."""
        ids = {organisation.pk for organisation, _cells in texts}
        there = set(Offer.objects.filter(organisation__in=ids).values_list("organisation", "text", "equipment"))
        new: list[Offer] = []
        for organisation, cells in texts:
            offer = _offer(organisation, cells, language)
            if offer is not None and (key := (organisation.pk, offer.text, offer.equipment)) not in there:
                there.add(key)
                new.append(offer)
        made = Offer.objects.bulk_create(new, batch_size=BATCH)
        changed = sorted({offer.organisation_id for offer in made})
        Organisation.objects.filter(pk__in=changed).update(changed_at=timezone.now())
        if changed:
            read_organisations.enqueue(changed)
        return {Offer._meta.label: [offer.pk for offer in made]}

    def take_back(self, made: dict[str, list[int]]) -> None:
        """The offers that nobody has edited since go."""
        ids = made.get(Offer._meta.label, [])
        for start in range(0, len(ids), BATCH):
            Offer.objects.filter(pk__in=ids[start : start + BATCH], is_imported=True).delete()

    def built_upon(self, organisations: list[int]) -> set[int]:
        """Organisations that look for something, or that have offers of their own or from another list."""
        needs = Need.objects.filter(organisation__in=organisations).values_list("organisation", flat=True)
        offers = Offer.objects.filter(organisation__in=organisations).values_list("organisation", flat=True)
        return {*needs, *offers}


def _offer(organisation: Organisation, cells: dict[str, str], language: str) -> Offer | None:
    text, equipment = clean(cells.get("offer", "")).strip(), lines(_one_a_line(clean(cells.get("equipment", ""))))
    if not text and not equipment:
        return None
    text = text or equipment
    return Offer(
        organisation=organisation,
        title=title_of(text) or text[:60],
        text=text[:6000],
        equipment=equipment[:2000],
        language=guess_language(text, language),
        is_imported=True,
    )


def _one_a_line(cell: str) -> str:
    """ "2x DMG Mori; Mazak | Trumpf" is three machines; a comma may stand inside one, unless nothing else parts them."""
    parted = cell.replace(";", "\n").replace("|", "\n").replace("•", "\n")
    return parted if "\n" in parted.strip() else parted.replace(", ", "\n")
