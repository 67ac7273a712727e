"""As whom one can look around: one person for each role, with one password for all. Only a demonstration has them."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "kom-binnen-2026"  # noqa: S105  # printed by ./run; an installation with real data refuses to load the demonstration


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who can be signed in as."""

    name: str
    email: str
    role: str  # as ./run prints it
    language: str = "nl"
    headline: str = ""
    about: str = ""
    organisation: str = ""  # slug
    job: str = ""
    place: str = "member"  # Affiliation.Role
    desk: tuple[tuple[str, str], ...] = ()  # (slug of the community, Role.Kind)
    joins: tuple[str, ...] = ()  # communities they belong to as a person
    is_operator: bool = False


SIGN_INS = [
    SignIn("Olga Terpstra", "olga@clubhuis.example", "operator of the installation", headline="Houdt de boel draaiend", is_operator=True),
    SignIn(
        "Alma Hiemstra", "alma@precisiekring.example", "manager of Precisiekring", headline="Verenigingsmanager Precisiekring",
        about="Ik breng makers met elkaar in gesprek. Bel me gerust als je niet weet bij wie je moet zijn.", desk=(("precisiekring", "manager"),),
        joins=("precisiekring",),
    ),
    SignIn(
        "Bram Oude Elferink", "bram@precisiekring.example", "editor of Precisiekring", headline="Redacteur en webbeheer",
        desk=(("precisiekring", "editor"),),
    ),
    SignIn(
        "Esma Yıldız", "esma@precisiekring.example", "event organiser of Precisiekring", headline="Organiseert beurzen, kennisdagen en cafés",
        desk=(("precisiekring", "organiser"), ("jong-precies", "manager")),
    ),
    SignIn(
        "Vera van Zanten", "vera@precisiekring.example", "viewer of Precisiekring's desk", headline="Bestuurslid",
        desk=(("precisiekring", "viewer"),),
    ),
    SignIn(
        "Coen Lubbers", "coen@reinenvacuum.example", "coordinator of the cluster Rein & Vacuüm", headline="Clustercoördinator Rein & Vacuüm",
        desk=(("rein-en-vacuum", "manager"), ("metaalkring-overijssel", "organiser")),
    ),
    SignIn(
        "Karin Roelvinkhof", "karin@roelvinkhof-verspaning.example", "administrator of a milling company in Almelo",
        headline="Directeur-eigenaar van Roelvinkhof Verspaning", organisation="roelvinkhof-verspaning", job="Directeur-eigenaar", place="administrator",
    ),
    SignIn(
        "Priya Menon", "priya@proxinova-surgical.example", "buyer of a maker of medical robots", language="en",
        headline="Strategic buyer, mechanical parts", organisation="proxinova-surgical", job="Strategic buyer", place="editor",
    ),
    SignIn(
        "Thijs Verhoeven", "thijs@axentis-motion.example", "engineer", headline="Werktuigbouwkundig ontwerper, precisiemechanica",
        organisation="axentis-motion", job="Mechanical designer", joins=("vakplaats",),
    ),
    SignIn(
        "Yara Mansouri", "yara@roelvinkhof-verspaning.example", "young professional", headline="CNC-verspaner en programmeur, derde jaar",
        organisation="roelvinkhof-verspaning", job="CNC-programmeur", joins=("jong-precies",),
    ),
    SignIn("Wim de Graaf", "wim@bezoek.example", "visitor who belongs to nothing yet", headline="Kijkt rond"),
]  # fmt: skip
