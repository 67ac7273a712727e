"""What is denied, planned or left to a partner, and how far such a word reaches."""

import pytest

from clubhuis.engines.matching import read

from .cast import a_vocabulary

VOCABULARY = a_vocabulary()


def stance(text: str, word: str) -> str:
    reading = read(text, VOCABULARY)
    return reading.stance_at(text.index(word))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Wij frezen tot 2 meter. Lassen doen wij niet.", "Lassen", "denied"),
        ("Wij frezen tot 2 meter. Lassen doen wij niet.", "frezen", "stated"),
        ("Heat treatment and welding are not done here.", "welding", "denied"),
        ("Wir fräsen, Schweißen bieten wir nicht an.", "Schweißen", "denied"),
        ("Wir fräsen, Schweißen bieten wir nicht an.", "fräsen", "stated"),
        ("No welding, turning or milling.", "milling", "denied"),
        ("Geen lassen, wel frezen.", "frezen", "stated"),
        ("Frezen tot 1 m | Lassen: nee | Draaien: ja", "Lassen", "denied"),
        ("Frezen tot 1 m | Lassen: nee | Draaien: ja", "Draaien", "stated"),
        ("Fräsen: 5 Achsen; Schweißen: extern", "Schweißen", "partner"),
        ("Lassen kunt u elders beter laten doen.", "Lassen", "denied"),
        ("Welding we leave to others.", "Welding", "denied"),
        ("Schweißen lehnen wir ab.", "Schweißen", "denied"),
        ("Met lassen zijn we gestopt.", "lassen", "denied"),
        ("Lassen besteden wij uit aan een vaste partner.", "Lassen", "partner"),
        ("Schweißen machen wir nicht selbst, sondern mit einem Partner.", "Schweißen", "partner"),
        ("Schweißen vergeben wir an langjährige Partner.", "Schweißen", "partner"),
        ("Spanningsarm gloeien gebeurt bij een collega in Moerdijk.", "gloeien", "partner"),
        ("Frezen is voor ons niet moeilijk.", "Frezen", "stated"),
        ("Frezen zonder gedoe.", "Frezen", "stated"),
        ("ISO 13485 streben wir für 2027 an.", "ISO 13485", "planned"),
        ("ISO 14001 hebben we laten verlopen.", "ISO 14001", "planned"),
        ("Alles behalve lassen.", "lassen", "denied"),
        ("We do no machining other than milling.", "milling", "stated"),
        ("Welding? No, sorry.", "Welding", "denied"),
        ("Lassen? Dat doen we niet meer. Frezen wel.", "Lassen", "denied"),
        ("Lassen? Dat doen we niet meer. Frezen wel.", "Frezen", "stated"),
        ("ISO 9001 bis 2025 – nicht verlängert.", "ISO 9001", "planned"),
        ("Lassen en poedercoaten. Dat besteden we uit.", "poedercoaten", "partner"),
        ("Lassen doet een collega in Delft.", "Lassen", "partner"),
        ("Unser Partner übernimmt das Schweißen.", "Schweißen", "partner"),
        ("Onze collega's frezen de hele dag.", "frezen", "stated"),
        ("Welding is not among our services.", "Welding", "denied"),
        ("Welding is not done by milling here.", "Welding", "denied"),
        ("Schweißen nur nach Absprache, Drehen immer.", "Schweißen", "on_request"),
        ("Schweißen nur nach Absprache, Drehen immer.", "Drehen", "stated"),
        ("We turn and, on request, weld: welding.", "turn", "stated"),
        ("Auf Wunsch Pulverbeschichten.", "Pulverbeschichten", "stated"),
        ("Lieferanten ohne ISO 9001 können wir nicht berücksichtigen.", "ISO 9001", "stated"),
        ("Leveranciers zonder ISO 9001 vallen af.", "ISO 9001", "stated"),
        ("We do not buy from shops without ISO 13485.", "ISO 13485", "stated"),
        ("Zonder VCA komt niemand het terrein op.", "VCA", "stated"),
        ("Wij werken zonder ISO 9001.", "ISO 9001", "denied"),
        ("ISO 14001 ist kein Muss.", "ISO 14001", "denied"),
        ("ISO 14001 hoeft niet.", "ISO 14001", "denied"),
        ("ISO 13485 staat voor 2027 op de agenda.", "ISO 13485", "planned"),
        ("The Nadcap audit is booked for spring.", "Nadcap", "planned"),
        ("ISO 9001 ist für nächstes Jahr vorgesehen.", "ISO 9001", "planned"),
        ("Wij zijn sinds 2024 gecertificeerd volgens ISO 9001.", "ISO 9001", "stated"),
    ],
)
def test_a_denial_reaches_as_far_as_a_reader_takes_it(text, word, expected):
    assert stance(text, word) == expected
