import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clubhuis.engines.matching import Area, Figure, Place, Requirement, Standard, requirement_id
from clubhuis.lib.looking import looking
from clubhuis.market import requirements
from clubhuis.market.reading import need_value, read_text, requirements_in
from clubhuis.market.tests.cast import a_need, some_words
from clubhuis.taxonomy.loading import move_edition

pytestmark = pytest.mark.django_db

TITANIUM = "5-assig frezen van titanium, kleine series, ±5 µm, 200 stuks per jaar, ISO 13485, binnen 100 km van Almelo"


def there_and_back(requirement):
    return requirements.from_json(requirements.to_json(requirement))


def test_what_was_read_comes_back_the_same_from_json():
    some_words()
    read = requirements_in(TITANIUM)

    assert {one.kind for one in read} >= {"capability", "material", "figure", "certificate", "place"}
    back = requirements.all_from_json(json.loads(json.dumps(requirements.all_to_json(read))))
    assert back == read
    assert [requirement_id(one) for one in back] == [requirement_id(one) for one in read]


def test_a_page_that_asks_twice_what_is_in_a_text_has_it_read_once():
    some_words()

    with looking():
        assert read_text(TITANIUM, asking=True) is read_text(TITANIUM, "nl", asking=True)
        assert read_text(TITANIUM, "de", asking=True).language == "de"


@pytest.mark.parametrize(
    "requirement",
    [
        Requirement("language", "Duits sprekend", spoken="de"),
        Requirement("date", "voor 1 maart", day=date(2027, 3, 1), must=False),
        Requirement("help", "advies", help="advise"),
        Requirement("place", "Twente", area=Area("Twente", 30.0, None, 0, 6)),
        Requirement("place", "Almelo", area=Area("Almelo", 30.0, Place("Almelo", 52.3, 6.6), 0, 6)),
        Requirement(
            "certificate", "EN 1090", standard=Standard("EN 1090", "2", "EXC3", "EN 1090-2", 3, 9), implied=True
        ),
        Requirement("figure", "x", figure=Figure("size", None, 800.0, "mm", "800 x 600", 0, 9, dims=(800.0, 600.0))),
    ],
    ids=lambda requirement: requirement.kind,
)
def test_every_kind_of_requirement_comes_back_the_same(requirement):
    assert there_and_back(requirement) == requirement
    assert requirement_id(there_and_back(requirement)) == requirement_id(requirement)


@pytest.mark.parametrize(
    "nonsense",
    [
        None, 7, "capability", [], {}, {"kind": "wish"}, {"kind": "capability"}, {"kind": "capability", "concepts": ["no-such-thing"]},
        {"kind": "capability", "concepts": [{"$ne": 1}, 10**30]}, {"kind": "figure", "figure": {"kind": "batch"}},
        {"kind": "figure", "figure": {"kind": "smell", "low": 1}}, {"kind": "figure", "figure": {"kind": "batch", "low": float("nan")}},
        {"kind": "figure", "figure": {"kind": "batch", "low": 10**400}},
        {"kind": "figure", "figure": {"kind": "batch", "low": 9, "high": 2}},
        {"kind": "figure", "figure": {"kind": "batch", "low": True}}, {"kind": "place", "area": {"name": "Almelo", "radius_km": -3}},
        {"kind": "date", "day": "2027-02-31"}, {"kind": "language", "spoken": "<script>"}, {"kind": "help", "help": "steal"},
        {"kind": "certificate", "standard": {"name": "\x00"}},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(nonsense):
    assert requirements.from_json(nonsense) is None


def test_text_is_cleaned_and_cut():
    some_words()
    read = requirements.from_json({"kind": "material", "concepts": ["titanium"], "text": "ti\x00\ud800" + "x" * 999})

    assert read.text == "ti" + "x" * 296
    assert there_and_back(read) == read


def test_a_withdrawn_concept_gives_way_to_what_replaced_it():
    words = some_words()
    turning, milling = words["turning"], words["milling"]
    turning.is_deprecated, turning.replaced_by = True, milling
    turning.save()
    move_edition()

    read = requirements.from_json({"kind": "capability", "concepts": ["turning", "milling"], "text": "draaien"})

    assert read.concepts == ("milling",)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["kind", "text", "must", "concepts", "figure", "low", "high", "dims", "standard", "name", "area", "radius_km",
                         "place", "lat", "lon", "spoken", "day", "help", "start", "end"]), inner, max_size=6),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["capability", "material", "figure", "certificate", "place", "language", "date", "help"]),
    values=st.dictionaries(
        st.sampled_from(["text", "must", "concepts", "figure", "standard", "area", "spoken", "day", "help", "start"]),
        anything,
    ),
)
def test_no_json_breaks_it(kind, values):
    read = requirements.from_json({"kind": kind, **values})

    assert read is None or there_and_back(read) == read


def test_a_need_reaches_the_engine_as_people_left_it():
    some_words()
    read = requirements_in(TITANIUM)
    wish = replace(next(one for one in read if one.kind == "certificate"), must=False)
    need = a_need(
        text=TITANIUM,
        title="5-assig frezen van titanium",
        requirements=requirements.all_to_json([wish]),
        place="Almelo",
        latitude=52.35,
        longitude=6.66,
        radius_km=60,
    )

    value = need_value(need)

    assert value.text == TITANIUM
    assert value.requirements[0] == wish
    assert [(one.kind, one.area.radius_km) for one in value.requirements[1:]] == [("place", 60)]


def test_the_kind_of_a_need_says_which_help_is_asked_for():
    value = need_value(a_need(kind="knowledge", text="Wie weet alles van lijmen?"))

    assert [(one.kind, one.help, one.must) for one in value.requirements] == [("help", "advise", True)]


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "🛠️" * 50, "a" * 6000, "́" * 500, "{{ settings.SECRET_KEY }}", "‮frezen"]
)
def test_odd_text_is_read_without_complaint(text):
    assert read_text(text).text == text
