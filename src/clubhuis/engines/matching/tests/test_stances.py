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
    ],
)
def test_a_denial_reaches_as_far_as_a_reader_takes_it(text, word, expected):
    assert stance(text, word) == expected
