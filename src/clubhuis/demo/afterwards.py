"""What is left of the events of the demonstration that have been: who was there, how they found it, and what they want to take up together."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from clubhuis.activity.models import Concern, Fact
from clubhuis.agenda.models import Backing, Idea
from clubhuis.events.models import Event
from clubhuis.registration.actions.afterwards import connect
from clubhuis.registration.models import Afterwards, CheckIn, Feedback, Material, Registration, State

from .chance import Chance
from .registering import BATCH

RATINGS = {5: 8, 4: 12, 3: 5, 2: 1.5, 1: 0.5}
WORDS_NL = {
    5: ["Eindelijk iemand die zei wat het kost.", "Drie visitekaartjes en één offerte. Prima dag.", "Meer van dit."],
    4: ["Goede sprekers; de pauze mocht langer.", "Leerzaam, vooral het verhaal over wat er misging.", ""],
    3: ["Wat mij betreft minder sheets en meer werkstukken.", "Zaal te warm, verhaal in orde."],
    2: ["Ik had meer techniek verwacht."],
    1: ["Na de lunch was er niets meer voor ons bij."],
}
WORDS_EN = {
    5: ["Best conversations I had this year.", "I met the coating shop we had been looking for."],
    4: ["Good talks, short breaks.", "Useful. Slides in English would help."],
    3: ["Fine, but I could not follow the Dutch parts."],
    2: ["Too general for us."],
    1: ["Not what the title promised."],
}
THANKS_NL = "Dank je wel dat je erbij was. Hieronder staat het materiaal. Zeg in één klik wat je ervan vond; dat leest alleen de organisatie."
THANKS_EN = "Thank you for coming. You will find the material below. One click tells us how it was; only the organisers read it."
MATERIAL = [("Alle presentaties", "presentaties"), ("Verslag van de dag", "verslag"), ("Foto's", "fotos")]
IDEAS = {
    "kennisdag-vacuum": [
        (
            "Samen één ultrasone wasstraat",
            "Vijf van ons hebben er elk net te weinig werk voor. Een gedeelde lijn met een echte cleanroom erachter kan uit.",
            "nl",
            14,
        ),
        ("Een leskist vacuüm voor het mbo", "Pomp, meter, lek. Wie geeft er een dag en een oude kamer weg?", "nl", 9),
        (
            "Lekdichtheid meten zonder helium",
            "Helium wordt onbetaalbaar. Wie heeft ervaring met waterstof in stikstof?",
            "nl",
            4,
        ),
    ],
    "kennisdag-metaalprinten": [
        (
            "Eén nabewerkingslijn voor drie printers",
            "We frezen alle drie voor de ander na, op vrijdagmiddag. Dat kan slimmer.",
            "nl",
            7,
        ),
        ("Shared powder testing", "One lab, one method, one price. We bring the microscope.", "en", 5),
    ],
    "jong-hackathon": [
        (
            "De zandkorrelweegschaal afmaken",
            "Hij weegt, maar elke dag iets anders. Wie weet waarom een bladveer kruipt?",
            "nl",
            6,
        )
    ],
}
BRINGING = {
    "nl": ["", "", "Wij hebben ruimte", "We kunnen meten", "Een dag in de maand", "Wij brengen de machine in"],
    "en": ["", "We know the standard", "A day a month", "We have two printers"],
}


def look_back(today: date, seed: int) -> None:
    """Check-ins, thanks, feedback, material, connections and ideas for every event that is over. Expects its people."""
    now = datetime.combine(today, time(9), tzinfo=UTC)
    over = Event.objects.filter(state=Event.State.PUBLISHED, ends_at__lte=now - timedelta(days=2), rules__isnull=False)
    for event in over.order_by("starts_at", "slug"):
        chance = Chance(seed, "afterwards", event.slug)
        there = list(
            Registration.objects.filter(event=event, state=State.ATTENDED).select_related("person").order_by("pk")
        )
        _let_in(event, there, chance)
        _thank(event, now, chance)
        _hear(event, there, now, chance)
        connect(event)
        for title, text, language, number in IDEAS.get(event.slug, []):
            _raise(event, there, title, text, language, number, now)


def _let_in(event: Event, there: list[Registration], chance: Chance) -> None:
    first, *later = event.days
    made = []
    for one in there:
        if one.attendance == Registration.Attendance.ONLINE:
            continue
        at = event.starts_at + timedelta(minutes=round(chance.gauss(-8, 12)))
        made.append(CheckIn(registration=one, day=first, at=at))
        made += [
            CheckIn(registration=one, day=day, at=at + timedelta(days=number, minutes=chance.randint(0, 40)))
            for number, day in enumerate(later, start=1)
            if chance.often(0.7)
        ]
    CheckIn.objects.bulk_create(made, batch_size=BATCH)


def _thank(event: Event, now: datetime, chance: Chance) -> None:
    settled = event.ends_at + timedelta(days=1)
    Afterwards.objects.create(
        event=event,
        thanks_nl=THANKS_NL,
        thanks_en=THANKS_EN,
        settled_at=settled,
        thanked_at=min(settled + timedelta(hours=chance.randint(1, 30)), now),
    )
    home = f"https://{event.lead.slug}.example/{event.slug}" if event.lead else f"https://{event.slug}.example"
    Material.objects.bulk_create(
        [
            Material(event=event, title=title, url=f"{home}/{place}/", added_by=event.created_by, added_at=settled)
            for title, place in MATERIAL[: chance.randint(1, 3)]
        ]
    )


def _hear(event: Event, there: list[Registration], now: datetime, chance: Chance) -> None:
    said = []
    for one in there:
        if not chance.often(0.35):
            continue
        rating = chance.by_weight(RATINGS)
        words = (WORDS_EN if one.language == "en" else WORDS_NL)[rating]
        said.append(
            Feedback(
                registration=one,
                rating=rating,
                word=chance.one(words) if chance.often(0.3) else "",
                given_at=min(event.ends_at + timedelta(hours=chance.randint(26, 120)), now),
            )
        )
    Feedback.objects.bulk_create(said, batch_size=BATCH)


def _raise(
    event: Event, there: list[Registration], title: str, text: str, language: str, number: int, now: datetime
) -> None:
    chance = Chance(event.slug, "idea", title)
    backers = chance.some([one for one in there if one.person], number)
    if not backers:
        return
    raised_at = event.ends_at - timedelta(minutes=chance.randint(10, 90))
    idea = Idea.objects.create(
        event=event, title=title, text=text, language=language, raised_by=backers[0].person, raised_at=raised_at
    )
    Backing.objects.bulk_create(
        [
            Backing(
                idea=idea,
                person=one.person,
                organisation=one.organisation,
                word=chance.one(BRINGING[language]),
                given_at=min(raised_at + timedelta(hours=place * chance.randint(1, 9)), now),
            )
            for place, one in enumerate(backers)
        ]
    )
    fact = Fact.objects.create(
        verb="idea.raised",
        actor=backers[0].person,
        subject_kind=idea._meta.label_lower,
        subject_id=idea.pk,
        subject_text=title,
        at=raised_at,
    )
    Concern.objects.create(fact=fact, kind=event._meta.label_lower, object_id=event.pk)
