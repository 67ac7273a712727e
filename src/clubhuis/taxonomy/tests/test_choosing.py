import pytest
from django import forms
from django.http import QueryDict

from clubhuis.taxonomy.forms import CapabilitiesField
from clubhuis.taxonomy.models import Capability

from .cast import some_capabilities

pytestmark = pytest.mark.django_db


class Profile(forms.Form):
    capabilities = CapabilitiesField(label="What can you do?", required=False)


def sent(**values):
    data = QueryDict(mutable=True)
    for key, value in values.items():
        data.setlist(key, value if isinstance(value, list) else [value])
    return Profile(data)


def slugs(form):
    assert form.is_valid(), form.errors
    return [capability.slug for capability in form.cleaned_data["capabilities"]]


def test_what_is_ticked_is_chosen_in_that_order():
    some_capabilities()

    assert slugs(sent(capabilities=["titanium", "milling", "titanium"])) == ["titanium", "milling"]


def test_without_javascript_one_types_and_sends():
    some_capabilities()

    assert slugs(sent(capabilities=["turning"], capabilities_words="frezen, Fünfachsfräsen; TITANIUM")) == [
        *("turning", "milling", "five-axis-milling", "titanium")
    ]


def test_what_is_unclear_comes_back_to_be_ticked():
    some_capabilities()

    form = sent(capabilities=["titanium"], capabilities_words="freezen, draaien")

    assert not form.is_valid()
    assert "freezen" in form.errors["capabilities"][0]
    page = str(form["capabilities"])
    assert 'value="titanium" checked' in page
    assert 'value="turning" checked' in page
    assert 'value="milling">' in page
    assert 'value="freezen"' in page


def test_words_that_were_only_searched_with_are_no_error():
    some_capabilities()

    assert slugs(sent(capabilities=["milling"], capabilities_words="frez", capabilities_live="1")) == ["milling"]


def test_a_capability_that_does_not_exist_is_refused():
    some_capabilities()

    form = sent(capabilities=["milling", "magic"])

    assert not form.is_valid()
    assert "magic" in form.errors["capabilities"][0]


def test_a_withdrawn_capability_gives_way_to_what_replaced_it():
    cast = some_capabilities()
    Capability.objects.filter(slug="turning").update(is_deprecated=True, replaced_by=cast["milling"])
    from clubhuis.taxonomy.loading import move_edition

    move_edition()

    assert slugs(sent(capabilities=["turning"])) == ["milling"]


def test_what_is_there_already_is_shown_ticked_and_counts_as_unchanged():
    cast = some_capabilities()
    initial = {"capabilities": Capability.objects.filter(slug__in=["milling", "titanium"])}

    assert str(Profile(initial=initial)["capabilities"]).count(" checked") == 2
    data = QueryDict("capabilities=titanium&capabilities=milling")
    assert not Profile(data, initial=initial).has_changed()
    assert Profile(data, initial={"capabilities": [cast["turning"]]}).has_changed()


def test_a_required_field_wants_one():
    form = type("Needed", (forms.Form,), {"capabilities": CapabilitiesField()})(QueryDict(""))

    assert form.errors["capabilities"].as_data()[0].code == "required"


@pytest.mark.parametrize("words", ["\x00", "💥" * 5000, ",;,\n", "<b>x</b>", "{{ settings.SECRET_KEY }}", "\ud800"])
def test_nonsense_gets_a_kind_answer(words):
    some_capabilities()
    form = sent(capabilities=["\x00", "x" * 10_000], capabilities_words=words)

    assert not form.is_valid()
    assert "<b>" not in str(form["capabilities"])


def test_choosing_asks_the_database_a_fixed_number_of_questions(django_assert_num_queries):
    some_capabilities()
    sent(capabilities=["milling"]).is_valid()
    for chosen in (["milling"], ["milling", "turning", "titanium", "iso-13485"]):
        with django_assert_num_queries(3):
            assert sent(capabilities=chosen).is_valid()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("frez", "milling"),
        ("freezen", "milling"),
        ("Fräsen", "milling"),
        ("frasen", "milling"),
        ("vijfassig", "five-axis-milling"),
        ("5 assig", "five-axis-milling"),
        ("5assig frezen", "five-axis-milling"),
        ("iso13485", "iso-13485"),
    ],
)
def test_typing_finds_it_in_three_languages_with_a_slip(client, typed, slug):
    some_capabilities()

    answer = client.get("/capabilities/choices/", {"q": typed}).json()

    assert answer["capabilities"][0]["slug"] == slug


def test_a_kind_can_be_asked_for(client):
    some_capabilities()

    assert client.get("/capabilities/choices/", {"q": "titanium", "kind": "process"}).json() == {"capabilities": []}


def test_searching_along_keeps_what_is_ticked_and_leaves_it_out_of_what_is_found(client):
    some_capabilities()

    answer = client.get(
        "/capabilities/choices/",
        {"field": "capabilities", "id": "id_x", "capabilities": ["milling"], "capabilities_words": "titanium, frezen"},
        headers={"hx-request": "true"},
    )

    text = answer.content.decode()
    assert text.count('value="milling" checked') == 1
    assert 'value="five-axis-milling">' in text
    assert 'name="capabilities_live"' in text


@pytest.mark.parametrize("name", ['"><script>', "", "x" * 500])
def test_the_name_of_the_field_is_not_echoed_unless_it_is_one(client, name):
    answer = client.get("/capabilities/choices/", {"field": name, "id": name}, headers={"hx-request": "true"})

    assert "script" not in answer.content.decode()
    assert 'id="capabilities_choice"' in answer.content.decode()
