"""Met, unknown, not met, each with its sentence."""

import pytest

from clubhuis.engines.matching import judge, needs_for

from .cast import TODAY, a_certificate, a_firm, a_need, a_vocabulary, verhagen

VOCABULARY = a_vocabulary()


def states(need, firm, **options):
    return [one.state for one in judge(a_need(need, VOCABULARY), firm, VOCABULARY, today=TODAY, **options)]


def only(need, firm, **options):
    (judgement,) = judge(a_need(need, VOCABULARY), firm, VOCABULARY, today=TODAY, **options)
    return judgement


def test_verhagen_meets_everything_the_buyer_asks():
    need = a_need("5-assig frezen van titanium, kleine series, ISO 13485, binnen 100 km van Almelo", VOCABULARY)

    judgements = judge(need, verhagen(), VOCABULARY, today=TODAY)

    assert [(one.state, one.sentence[one.start : one.end]) for one in judgements] == [
        ("met", "5-assig simultaan frezen"),
        ("met", "titanium"),
        ("met", "tot 200 stuks"),
        ("met", "ISO 13485"),
        ("met", "Almelo"),
    ]


@pytest.mark.parametrize(
    ("need", "offer", "state", "reason"),
    [
        ("frezen", "5-axis milling", "met", "says_narrower"),
        ("5-assig frezen", "milling", "unknown", "says_broader"),
        ("frezen", "Drehen", "unknown", "says_related"),
        ("frezen", "lassen", "unknown", "silent"),
        ("lassen", "Wij doen geen lassen.", "not_met", "denies"),
        ("lassen", "lassen via vaste partner", "met", "through_partner"),
        ("RVS", "delen van 1.4404", "met", "says_narrower"),
        ("316L", "delen van RVS", "unknown", "says_broader"),
        ("titanium", "Wij bewerken uitsluitend aluminium", "not_met", "only_other"),
        ("tolerantie 10 µm", "toleranties tot 5 µm", "met", "figure_within"),
        ("tolerantie 2 µm", "toleranties tot 5 µm", "not_met", "figure_beyond"),
        ("Ra 0,4", "roughness Ra 0.2", "met", "figure_within"),
        ("400 x 300 mm", "Bauteile bis 1.200 × 800 mm", "met", "figure_within"),
        ("900 x 900 mm", "Bauteile bis 1.200 × 800 mm", "not_met", "figure_beyond"),
        ("300 kg per stuk", "stukgewicht 0,5 tot 250 kg", "not_met", "figure_beyond"),
        ("50 stuks", "Series van 1.000 tot 1.000.000", "not_met", "figure_beyond"),
        ("2.000 stuks", "Series van 1.000 tot 1.000.000", "met", "figure_within"),
        ("kleine series", "Losgröße 1–50", "met", "figure_within"),
        ("kleine series", "middelgrote series", "unknown", "series_near"),
        ("gereinigd volgens grade 2", "precision cleaning to grade 1", "met", None),
        ("EN 1090-2 EXC2", "lassen volgens EN 1090-2 EXC3", "met", "says"),
        ("EN 1090-2 EXC3", "lassen volgens EN 1090-2 EXC2", "not_met", "level_lower"),
        ("EN 1090-2 EXC3", "lassen volgens EN 1090-2", "unknown", "level_open"),
        ("ISO 9001", "AS9100D certified", "met", "certificate_covered"),
        ("ISO 13485", "ISO 13485 in voorbereiding", "not_met", "planned"),
        ("ISO 13485", "ISO 9001 hebben we, ISO 13485 niet: daar zijn we te klein voor.", "not_met", "denies"),
        ("ISO 9001", "ISO 9001 hebben we, ISO 13485 niet.", "met", "says"),
        ("lassen", "Lassen doen we niet zelf.", "not_met", "denies"),
        ("lassen", "Schweißen bieten wir nicht an.", "not_met", "denies"),
        ("lassen", "Lassen is bij ons niet duur.", "met", "says"),
        ("frezen", "De Boer freest en draait al veertig jaar.", "met", "says"),
        ("draaien", "Bij ons draait alles om kwaliteit.", "unknown", "silent"),
        ("frezen", "Freesmachine Hermle C42", "met", "has_machine"),
        ("frezen", "Wij bouwen freesmachines.", "unknown", "says_related"),
        ("lassen", "Schweißen haben wir 2022 eingestellt.", "not_met", "denies"),
        ("ISO 9001", "Wij werken volgens ISO 9001.", "unknown", "follows"),
        ("ISO 9001", "Wij werken volgens ISO 9001, gecertificeerd zijn we niet.", "not_met", "denies"),
        ("ISO 9001", "Wij werken gecertificeerd volgens ISO 9001.", "met", "says"),
        ("AS9100", "Bezig met AS9100, audit voorjaar 2027.", "not_met", "planned"),
        ("IPC-A-610 class 3", "IPC-A-610 Klasse 2 und 3", "met", "says"),
        ("100 kg per stuk", "Boven 50 kg doen we niet.", "not_met", "figure_beyond"),
        ("Ø 500 mm", "Parts up to diameter 450 mm, height 600 mm.", "not_met", "figure_beyond"),
        ("titanium", "Titanium is not something we process.", "not_met", "denies"),
        ("ISO 9001", "No certificates, just quality.", "not_met", "denies"),
        ("ISO 17025", "CMM. Niet geaccrediteerd, wel herleidbaar.", "not_met", "denies"),
        ("2.000 stuks", "Grote series en ook proefseries van 100 stuks.", "unknown", "figure_partly"),
        ("lassen, Ø 2 mm", "lassen van Ø 5 tot 320 mm", "not_met", "figure_beyond"),
        ("levering binnen 3 dagen", "Parts within 48 hours.", "met", "in_time"),
        ("levering binnen 3 dagen", "Wij reageren binnen 48 uur.", "unknown", "time_not_said"),
        ("delen van 6061", "milling of 6061 and 7075", "met", "says"),
        ("serie van 100", "tussen 50 en 500 stuks per jaar", "met", "figure_within"),
    ],
)
def test_an_offer_is_held_against_a_need(need, offer, state, reason):
    judgement = judge(a_need(need, VOCABULARY), a_firm(offer), VOCABULARY, today=TODAY)[-1]

    assert (judgement.state, judgement.reason.code if reason else None) == (state, reason)


def test_a_thickness_counts_for_its_own_material_only():
    firm = a_firm("Lasersnijden tot 25 mm staal en 15 mm rvs")

    assert states("lasersnijden van 20 mm staal", firm) == ["met", "met", "met"]
    assert states("lasersnijden van 20 mm rvs", firm) == ["met", "not_met", "met"]


def test_a_figure_about_another_process_says_nothing():
    firm = a_firm("Lasersnijden van platen tot 3.000 x 1.500 mm. Frezen.")

    assert states("frezen, 2.000 x 1.000 mm", firm) == ["met", "unknown"]


@pytest.mark.parametrize(
    ("expires", "state", "reason"),
    [("2026-11-21", "met", "certificate_valid"), ("2026-11-20", "not_met", "certificate_expired")],
)
def test_a_certificate_counts_until_the_day_it_ends(expires, state, reason):
    judgement = only("ISO 13485", a_firm("ISO 13485", certificates=[a_certificate("ISO 13485", expires)]))

    assert (judgement.state, judgement.reason.code, judgement.source) == (state, reason, "certificate")


@pytest.mark.parametrize(("town", "state"), [("Almelo", "met"), ("Eindhoven", "not_met"), (None, "unknown")])
def test_distance_is_measured_from_the_nearest_site(town, state):
    assert only("binnen 50 km van Almelo", a_firm("Frezen", town=town)).state == state


def test_a_capability_the_firm_ticked_counts_with_its_label_as_sentence():
    judgement = only("welding", a_firm("Wij maken mooie dingen", concepts=["welding"]))

    assert (judgement.state, judgement.reason.code, judgement.sentence) == ("met", "chosen", "welding")


def test_a_passage_with_an_audience_is_evidence_for_that_audience_only():
    firm = a_firm("Lassen", audience=frozenset({"cluster"}))

    assert only("lassen", firm).state == "unknown"
    assert only("lassen", firm, audience=frozenset({"cluster"})).state == "met"


def test_nothing_is_met_without_a_sentence():
    need = a_need(
        "5-assig frezen of lassen van RVS, 20 mm, 5 µm, kleine series, ISO 9001, regio Twente, Duitstalig", VOCABULARY
    )
    firms = [
        verhagen(),
        a_firm("Lassen", concepts=["milling"], town="Almelo"),
        a_firm("", certificates=[a_certificate("ISO 9001")]),
    ]

    met = [one for firm in firms for one in judge(need, firm, VOCABULARY, today=TODAY) if one.state == "met"]

    assert len(met) > 5
    assert all(one.sentence and one.source and one.sentence[one.start : one.end] for one in met)


def test_a_firm_hears_of_the_needs_that_suit_it():
    needs = [
        a_need(text, VOCABULARY)
        for text in ("lassen", "frezen van titanium", "milling, ISO 13485", "frezen, binnen 20 km van Münster")
    ]

    assert [one.need.text for one in needs_for(verhagen(), needs, VOCABULARY, today=TODAY)] == [
        "frezen van titanium",
        "milling, ISO 13485",
    ]


@pytest.mark.parametrize(
    ("offer", "state", "code"),
    [
        ("Frezen. Levertijd 3 tot 5 werkdagen.", "met", "in_time"),
        ("Milling. Delivery in 8 to 12 weeks.", "not_met", "too_late"),
        ("Fräsen. Lieferzeit 2 bis 10 Wochen.", "unknown", "maybe_in_time"),
        ("Fräsen. Die Ware verlässt uns nach drei Arbeitstagen.", "met", "in_time"),
        ("Frezen. Reken op een levertijd van acht tot twaalf weken.", "not_met", "too_late"),
        ("Frezen. Reken op zes weken levertijd.", "not_met", "too_late"),
        ("Fräsen. Ein Werkstück braucht zwei bis drei Wochen.", "met", "in_time"),
        ("Een cursus duurt twee dagen. Frezen.", "unknown", "time_not_said"),
        ("Frezen.", "unknown", "time_not_said"),
    ],
)
def test_a_date_is_compared_with_how_long_delivery_takes(offer, state, code):
    need = a_need("frezen, binnen 4 weken", VOCABULARY)

    judgement = next(
        one for one in judge(need, a_firm(offer), VOCABULARY, today=TODAY) if one.requirement.kind == "date"
    )

    assert (judgement.state, judgement.reason.code) == (state, code)
    assert bool(judgement.sentence) == (state != "unknown" or code == "maybe_in_time")


@pytest.mark.parametrize(
    ("need", "offer", "state"),
    [
        ("draaien, 25 stuks", "Turning, single pieces to batches of 200", "met"),
        ("draaien, 500 stuks", "Draaien. Minimale afname 1.000 stuks.", "not_met"),
        ("frezen, 600 x 400 x 300 mm", "Milling up to 1200 x 1000 x 700 mm", "met"),
        ("frezen, Ø 400 mm", "Frezen tot 300 mm; draaien tot Ø500 mm", "not_met"),
    ],
)
def test_figures_in_other_spellings(need, offer, state):
    judgements = judge(a_need(need, VOCABULARY), a_firm(offer), VOCABULARY, today=TODAY)

    assert [one.state for one in judgements if one.requirement.kind == "figure"] == [state]


def test_what_is_not_offered_is_denied():
    (judgement,) = judge(
        a_need("poedercoaten", VOCABULARY), a_firm("Milling. Powder coating is not offered."), VOCABULARY, today=TODAY
    )

    assert (judgement.state, judgement.reason.code) == ("not_met", "denies")


def test_an_execution_class_beside_its_norm_is_one_requirement():
    need = a_need("welding, execution class EXC2 according to EN 1090-2", VOCABULARY)

    assert [str(one.standard) for one in need.requirements if one.kind == "certificate"] == ["EN 1090-2 EXC2"]
