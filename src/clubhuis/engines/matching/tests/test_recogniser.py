"""Concepts in text."""

import pytest

from clubhuis.engines.matching import Concept, Vocabulary, read, with_grades

from .cast import a_vocabulary

VOCABULARY = a_vocabulary()


def concepts(text, **options):
    return [mention.concept for mention in read(text, VOCABULARY, **options).mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wij frezen onderdelen", ["milling"]),
        ("gefreesde onderdelen", ["milling"]),
        ("gefräste Teile aus Titan", ["milling", "grade:titanium"]),
        ("milled parts", ["milling"]),
        ("5-assig simultaan frezen", ["five-axis-milling"]),
        ("vijfassig frezen", ["five-axis-milling"]),
        ("frezen (5-assig)", ["five-axis-milling"]),
        ("laser snijden", ["laser-cutting"]),
        ("laser-snijden", ["laser-cutting"]),
        ("laser- en waterstraalsnijden", ["laser-cutting", "water-jet-cutting"]),
        ("titaniumfreeswerk voor machines", ["grade:titanium", "milling"]),
        ("Laserschneiden und Pulverbeschichten", ["laser-cutting", "powder-coating"]),
        ("we doen injection moulding", ["injection-moulding"]),
        ("onderdelen van RVS 316L", ["grade:1.4404"]),
        ("Bauteile aus 1.4404", ["grade:1.4404"]),
        ("parts in Ti-6Al-4V and AlSi10Mg", ["grade:ti-6al-4v", "grade:AlSi10Mg"]),
        ("TiAl6V4", ["grade:ti-6al-4v"]),
        ("EN AW-6082", ["grade:6082"]),
        ("Hoekstra freest en last", ["milling", "welding"]),
        ("de last op de brug", []),
        ("die Firma fräst", ["milling"]),
        ("Schweißfräsarbeiten", ["welding", "milling"]),
    ],
)
def test_a_concept_is_found_however_it_is_written(text, found):
    assert concepts(text) == found


def test_an_abbreviation_counts_in_capitals_only():
    assert (concepts("nabewerking met HIP"), concepts("een hip bedrijf")) == (["hip"], [])


def test_a_spelling_mistake_is_forgiven_when_asked():
    assert (concepts("lasersneiden", language="nl"), concepts("lasersneiden", language="nl", tolerant=True)) == (
        [],
        ["laser-cutting"],
    )


def test_a_page_can_highlight_what_was_found():
    text = "Wij zijn goed in 5-assig frezen."
    (mention,) = read(text, VOCABULARY).mentions

    assert text[mention.start : mention.end] == "5-assig frezen"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Wij doen geen lassen", "denied"),
        ("We do not offer welding", "denied"),
        ("Kein Schweißen", "denied"),
        ("lassen via vaste partner", "partner"),
        ("welding through trusted partners", "partner"),
        ("Niet alleen lassen", "stated"),
        ("Lassen in eigen huis", "stated"),
    ],
)
def test_it_is_heard_whether_something_is_done_denied_or_left_to_a_partner(text, stance):
    assert [mention.stance for mention in read(text, VOCABULARY).mentions] == [stance]


def test_a_vocabulary_may_learn_other_names_without_new_concepts():
    plain = [
        Concept("v4a-steel", "material", labels={"en": ("316L",)}),
        Concept("wood", "material", labels={"en": ("wood",)}),
    ]

    named = with_grades(plain, known_only=True)

    assert [concept.id for concept in named] == ["v4a-steel", "wood"]
    assert [mention.concept for mention in read("Teile aus 1.4404 und X2CrNiMo17-12-2", named).mentions] == [
        "v4a-steel",
        "v4a-steel",
    ]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("wij laten het frame nafrezen", ["milling"]),
        ("Wellen vordrehen", ["turning"]),
        ("Gehäuse im Laserschneidverfahren", ["laser-cutting"]),
        ("uit RVS lassen", ["welding"]),
        ("Wij werken met RVS. Alleen frezen.", ["milling"]),
    ],
)
def test_a_process_is_found_with_what_stands_around_its_name(text, concepts):
    found = {mention.concept for mention in read(text, VOCABULARY).mentions}

    assert sorted(one for one in found if VOCABULARY[one].kind == "process") == concepts


def test_names_that_share_a_stem_are_told_apart_by_how_they_are_written():
    vocabulary = Vocabulary(
        [
            Concept("silicon", "material", labels={"en": ("silicon",)}),
            Concept("silicone", "material", labels={"en": ("silicone",)}),
        ]
    )

    assert [mention.concept for mention in read("a silicone seal", vocabulary).mentions] == ["silicone"]
    assert [mention.concept for mention in read("a silicon wafer", vocabulary).mentions] == ["silicon"]


def test_a_word_everybody_knows_is_no_misspelt_name():
    vocabulary = Vocabulary(
        [
            Concept("pressing", "process", labels={"en": ("compacting",)}),
            Concept("polishing", "process", labels={"en": ("electropolishing",)}),
        ]
    )

    assert [one.concept for one in read("electropolshing", vocabulary, tolerant=True).mentions] == ["polishing"]
    assert read("It is vacuum compatible.", vocabulary, tolerant=True).mentions == ()
