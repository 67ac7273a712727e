"""A small vocabulary for tests. Most tests need four words, not two thousand."""

from clubhuis.taxonomy.loading import move_edition
from clubhuis.taxonomy.models import Capability, Synonym


def a_capability(
    slug="milling", *, nl="", en="", de="", kind="process", broader=(), related=(), synonyms=None, **fields
):
    """A capability; `synonyms={"nl": ["frezer"]}`."""
    words = slug.replace("-", " ")
    capability = Capability.objects.create(
        slug=slug, kind=kind, name_nl=nl or words, name_en=en or words, name_de=de, **fields
    )
    capability.broader.set(broader)
    capability.related.set(related)
    for language, texts in (synonyms or {}).items():
        for text in texts:
            Synonym.objects.create(capability=capability, language=language, text=text)
    move_edition()
    return capability


def some_capabilities():
    """Machining with milling, five-axis milling and turning under it; titanium; ISO 13485."""
    machining = a_capability("machining", nl="verspanen", en="machining", de="Zerspanen")
    milling = a_capability("milling", nl="frezen", en="milling", de="Fräsen", broader=[machining])
    five = a_capability(
        "five-axis-milling",
        nl="5-assig frezen",
        en="5-axis milling",
        de="5-Achs-Fräsen",
        broader=[milling],
        synonyms={"nl": ["vijfassig frezen"], "en": ["five-axis milling"], "de": ["Fünfachsfräsen"]},
    )
    turning = a_capability("turning", nl="draaien", en="turning", de="Drehen", broader=[machining], related=[milling])
    titanium = a_capability("titanium", nl="titanium", en="titanium", de="Titan", kind="material")
    iso = a_capability("iso-13485", nl="ISO 13485", en="ISO 13485", de="ISO 13485", kind="certificate")
    return {c.slug: c for c in (machining, milling, five, turning, titanium, iso)}
