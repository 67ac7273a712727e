"""Chains, partners for a gap, needs for an organisation, and whom it is worth to meet."""

import pytest

from clubhuis.engines.matching import Index, Party, know, needs_for, worth_meeting

from .cast import TODAY, a_firm, a_need, a_vocabulary, verhagen

VOCABULARY = a_vocabulary()
COATERS = [
    a_firm("Powder coating of steel", "coat", town="Almelo"),
    a_firm("Spritzgießen von Kunststoff", "kunststoff", town="Münster"),
]


@pytest.fixture
def index(tmp_path):
    made = Index(tmp_path / "index", VOCABULARY)
    made.rebuild([verhagen(), *COATERS])
    return made


def test_a_chain_shows_who_takes_what_and_what_nobody_does(index):
    need = a_need("frezen, poedercoaten en waterstraalsnijden", VOCABULARY)

    (first, *_) = index.chains(need, today=TODAY)

    taken = {link.key: [need.requirements[place].text for place in link.takes] for link in first.links}
    assert taken == {"verhagen": ["frezen"], "coat": ["poedercoaten"]}
    assert [need.requirements[place].text for place in first.gaps] == ["waterstraalsnijden"]


def test_a_chain_proves_each_step(index):
    (first, *_) = index.chains(a_need("frezen en poedercoaten", VOCABULARY), today=TODAY)

    sentences = [one.sentence for link in first.links for one in link.judgements if one.state == "met"]
    assert len(sentences) == 2
    assert all(sentences)


def test_who_does_everything_is_a_chain_of_one(index):
    (first, *_) = index.chains(a_need("frezen en draaien van titanium", VOCABULARY), today=TODAY)

    assert (first.keys, first.gaps) == (("verhagen",), ())


def test_a_figure_counts_for_the_step_it_stands_behind(tmp_path):
    index = Index(tmp_path, VOCABULARY)
    index.rebuild(
        [a_firm("Frezen, toleranties tot 5 µm", "fijn"), a_firm("Frezen, toleranties tot 0,1 mm", "grof"), *COATERS]
    )

    (first, *_) = index.chains(a_need("frezen met toleranties van 10 µm en poedercoaten", VOCABULARY), today=TODAY)

    assert first.keys == ("fijn", "coat")


def test_partners_fill_what_a_group_lacks(index):
    need = a_need("frezen, poedercoaten en spuitgieten", VOCABULARY)

    partners = index.partners(need, ["verhagen"], today=TODAY)

    assert {one.key: [need.requirements[place].text for place in one.fills] for one in partners} == {
        "coat": ["poedercoaten"],
        "kunststoff": ["spuitgieten"],
    }


def test_a_group_that_lacks_nothing_needs_no_partners(index):
    assert index.partners(a_need("frezen en draaien", VOCABULARY), ["verhagen"], today=TODAY) == []


def test_needs_for_a_firm_are_those_it_can_do_something_for():
    needs = [
        a_need(text, VOCABULARY)
        for text in ("frezen van titanium, binnen 20 km van Almelo", "spuitgieten", "draaien, toleranties tot 1 µm")
    ]

    found = needs_for(verhagen(), needs, VOCABULARY, today=TODAY)

    assert [one.need.text for one in found] == ["frezen van titanium, binnen 20 km van Almelo"]
    assert found[0].distance_km == 0.0


def test_a_buyer_meets_who_can_help_before_who_follows_the_same_theme():
    buyer = Party(
        "priya", "proxinova", needs=(a_need("frezen van titanium", VOCABULARY),), themes=frozenset({"vacuum"})
    )
    others = [
        Party("wim", "museum", themes=frozenset({"vacuum"})),
        Party("karin", "verhagen", know(verhagen(), VOCABULARY)),
        Party("bas", "drukker", a_firm("Powder coating")),
    ]

    met = worth_meeting(buyer, others, VOCABULARY, today=TODAY)

    assert [(one.key, [ground.why for ground in one.grounds]) for one in met] == [
        ("karin", ["can_help"]),
        ("wim", ["same_theme"]),
    ]
    assert "titanium" in met[0].grounds[0].judgements[0].sentence


def test_a_supplier_meets_who_it_can_help():
    met = worth_meeting(
        Party("karin", "verhagen", verhagen()),
        [Party("priya", "proxinova", needs=(a_need("frezen van titanium", VOCABULARY),))],
        VOCABULARY,
        today=TODAY,
    )

    assert [(one.key, one.grounds[0].why) for one in met] == [("priya", "can_be_helped")]


def test_work_that_goes_together_is_a_ground():
    met = worth_meeting(
        Party("draaier", "a", a_firm("turning")), [Party("frezer", "b", a_firm("milling"))], VOCABULARY, today=TODAY
    )

    assert [(one.key, one.grounds[0].common) for one in met] == [("frezer", ("milling",))]


def test_colleagues_and_acquaintances_are_not_proposed_and_a_firm_once():
    follows = frozenset({"vacuum"})
    me = Party("alma", "kring", themes=follows, met=frozenset({"bekend"}))
    others = [
        Party("collega", "kring", themes=follows),
        Party("bekend", "x", themes=follows),
        Party("een", "y", themes=follows),
        Party("twee", "y", themes=follows),
    ]

    assert [one.key for one in worth_meeting(me, others, VOCABULARY, today=TODAY)] == ["een"]
