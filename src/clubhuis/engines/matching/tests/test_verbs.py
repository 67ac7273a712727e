"""Forms of the verbs in which companies say what they do."""

import pytest

from clubhuis.engines.matching.verbs import compound_forms, doers, infinitives, participles


@pytest.mark.parametrize(
    ("language", "verb", "made"),
    [
        ("nl", "frezen", "gefreesd"),
        ("nl", "afkanten", "afgekant"),
        ("nl", "kotteren", "gekotterd"),
        ("nl", "anodiseren", "geanodiseerd"),
        ("nl", "verzinken", "verzinkt"),
        ("nl", "hardverchromen", "hardverchroomd"),
        ("nl", "lasersnijden", "lasergesneden"),
        ("nl", "buigen", "gebogen"),
        ("nl", "harden", "gehard"),
        ("de", "Abkanten", "abgekantet"),
        ("de", "Wuchten", "gewuchtet"),
        ("de", "Kalibrieren", "kalibriert"),
        ("de", "Feuerverzinken", "feuerverzinkt"),
        ("de", "Wasserstrahlschneiden", "wasserstrahlgeschnitten"),
    ],
)
def test_a_part_is_called_by_what_was_done_to_it(language, verb, made):
    assert made in participles(verb, language)


def test_who_does_it_and_where_are_called_by_it():
    assert doers("frezen", "nl") == ["frezer", "frezerij"]
    assert doers("Schleifen", "de") == ["schleifer", "schleiferei"]
    assert doers("milling", "en") == []


def test_a_compound_is_made_as_its_verb_is():
    assert compound_forms("Gesenkschmieden", "de", {"schmieden"}) == ["gesenkgeschmiedet"]
    assert compound_forms("matrijssmeden", "nl", {"smeden"}) == ["matrijsgesmeed"]
    assert compound_forms("Feuerverzinken", "de", {"schmieden"}) == []


@pytest.mark.parametrize(
    ("root", "verb"), [("smeed", "smeden"), ("frees", "frezen"), ("las", "lassen"), ("snijd", "snijden")]
)
def test_a_dutch_root_leads_to_its_verb(root, verb):
    assert verb in infinitives(root)
