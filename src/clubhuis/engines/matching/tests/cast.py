"""A small vocabulary, a few towns and the members of the cluster."""

from datetime import date

from clubhuis.engines.matching import (
    Certificate,
    Concept,
    Document,
    Need,
    Passage,
    Place,
    Site,
    read,
    requirements_from,
    with_grades,
)

TODAY = date(2026, 11, 21)


def a_vocabulary():
    def concept(id, kind, broader, nl, en, de, related=()):
        labels = {"nl": tuple(nl.split("|")), "en": tuple(en.split("|")), "de": tuple(de.split("|"))}
        return Concept(id, kind, tuple(broader.split()), tuple(related), labels)

    return with_grades(
        [
            concept("machining", "process", "", "verspanen|verspaning", "machining", "Zerspanen"),
            concept("milling", "process", "machining", "frezen|freeswerk", "milling", "Fräsen"),
            concept(
                "five-axis-milling",
                "process",
                "milling",
                "5-assig frezen",
                "5-axis milling",
                "5-Achs-Fräsen|5-achsiges Fräsen",
            ),
            concept("turning", "process", "machining", "draaien|draaiwerk", "turning", "Drehen", related=["milling"]),
            concept("laser-cutting", "process", "", "lasersnijden", "laser cutting", "Laserschneiden"),
            concept(
                "water-jet-cutting", "process", "", "waterstraalsnijden", "water jet cutting", "Wasserstrahlschneiden"
            ),
            concept("welding", "process", "", "lassen", "welding", "Schweißen"),
            concept("powder-coating", "process", "", "poedercoaten", "powder coating", "Pulverbeschichten"),
            concept("cleaning", "process", "", "reinigen|reiniging", "cleaning", "Reinigung|Reinigen"),
            concept(
                "hip",
                "process",
                "",
                "heet isostatisch persen|HIP",
                "hot isostatic pressing|HIP",
                "heißisostatisches Pressen|HIP",
            ),
            concept("injection-moulding", "process", "", "spuitgieten", "injection moulding", "Spritzgießen"),
            concept(
                "milling-machine",
                "equipment",
                "",
                "freesmachine|freesmachines",
                "milling machine",
                "Fräsmaschine",
                related=["milling"],
            ),
            concept("medical", "market", "", "medische sector|medisch", "medical", "Medizintechnik"),
        ]
    )


class Towns:
    """Almelo, Eindhoven, Münster and the region of Twente."""

    places = {
        "almelo": Place("Almelo", 52.357, 6.663),
        "eindhoven": Place("Eindhoven", 51.44, 5.478),
        "münster": Place("Münster", 51.961, 7.626),
        "twente": Place("Twente", 52.3, 6.75, radius_km=35),
        "7602 kd": Place("7602 KD", 52.357, 6.66),
        "7602": Place("7602", 52.357, 6.66),
        "6082": Place("6082", 51.28, 6.0),
        "7075": Place("7075", 51.9, 6.4),
    }

    def find(self, name, country=None):
        return self.places.get(name.lower())


def a_need(text, vocabulary, **options):
    reading = read(text, vocabulary, gazetteer=Towns(), today=TODAY, **options)
    return Need(text, requirements_from(reading, vocabulary), reading.language)


def a_firm(
    text,
    key="firm",
    *,
    town=None,
    certificates=(),
    concepts=(),
    source="profile",
    audience=frozenset(),
    groups=frozenset(),
):
    place = Towns.places.get((town or "").lower())
    sites = (Site(place.lat, place.lon, place.name),) if place else ()
    return Document(
        key,
        key,
        (Passage(source, text, audience=audience),),
        tuple(concepts),
        tuple(certificates),
        sites,
        frozenset(groups),
    )


def a_certificate(name, expires=None):
    return Certificate(name, date.fromisoformat(expires) if expires else None)


def verhagen(key="verhagen"):
    """The firm of the acceptance example."""
    return a_firm(
        "5-assig simultaan frezen en draaien van titanium, Inconel en RVS 316L; prototypes en kleine series tot 200 stuks, "
        "toleranties tot 5 um. ISO 9001 en ISO 13485.",
        key,
        town="Almelo",
    )
