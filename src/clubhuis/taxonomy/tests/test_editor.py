import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import HasCapability
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.taxonomy import access, actions
from clubhuis.taxonomy.changes import followers, witnesses
from clubhuis.taxonomy.models import Capability, Revision

from .cast import a_capability, some_capabilities

pytestmark = pytest.mark.django_db


def typed(**changes):
    return {
        "kind": "process",
        "name_nl": "slijpen",
        "name_en": "grinding",
        "name_de": "Schleifen",
        "synonyms_nl": "slijpwerk\nvlakslijpen\n",
        "broader": ["machining"],
        **changes,
    }


def state_with(capability, **changes):
    return actions.state_of(capability) | changes


def test_an_operator_adds_a_capability_and_it_is_found_at_once(client):
    some_capabilities()
    client.force_login(an_operator())

    answer = client.post("/desk/vocabulary/new/", typed())

    assert answer["Location"] == "/desk/vocabulary/grinding/"
    term = access.snapshot()["grinding"]
    assert (term.broader, term.synonyms["nl"]) == (("machining",), ("slijpwerk", "vlakslijpen"))
    assert access.search("vlakslijpen")[0].term == term


@pytest.mark.parametrize("who", [None, "member"])
@pytest.mark.parametrize("path", ["", "new/", "milling/"])
def test_to_others_the_editor_is_not_there(client, who, path):
    some_capabilities()
    if who:
        client.force_login(a_person())

    assert client.get(f"/desk/vocabulary/{path}").status_code == (404 if who else 302)


def test_only_operators_may_change_the_vocabulary():
    cast = some_capabilities()
    alma = a_person()
    state = actions.state_of(cast["milling"])
    revision = Revision.objects.create(capability=cast["milling"], verb="edited", before=state, after=state)

    for deed in (
        lambda: actions.add(state, by=alma),
        lambda: actions.edit(cast["milling"], state, by=alma),
        lambda: actions.withdraw(cast["milling"], replacement=None, by=alma),
        lambda: actions.reinstate(cast["milling"], by=alma),
        lambda: actions.merge(cast["milling"], into=cast["turning"], by=alma),
        lambda: actions.undo(revision, by=alma),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_editing_shows_what_is_there_and_changes_what_was_typed(client):
    some_capabilities()
    client.force_login(an_operator())
    page = client.get("/desk/vocabulary/five-axis-milling/").content.decode()
    assert "vijfassig frezen" in page
    assert 'value="milling" checked' in page

    answer = client.post(
        "/desk/vocabulary/five-axis-milling/",
        typed(name_nl="vijfassen frezen", name_en="5-axis milling", synonyms_nl="", broader=["milling"], seen="0"),
    )

    assert answer.status_code == 302
    term = access.snapshot()["five-axis-milling"]
    assert (term.names["nl"], term.names["de"], term.synonyms) == ("vijfassen frezen", "Schleifen", {})


def test_a_word_that_means_something_else_is_refused_and_what_was_typed_is_kept(client):
    some_capabilities()
    client.force_login(an_operator())

    answer = client.post("/desk/vocabulary/new/", typed(synonyms_de="fräsen\nSchleifarbeit"))

    assert answer.status_code == 422
    assert "Schleifarbeit" in answer.content.decode()
    assert "grinding" not in access.snapshot()


def test_a_capability_cannot_stand_under_itself():
    cast = some_capabilities()

    with pytest.raises(Refused):
        actions.edit(cast["machining"], state_with(cast["machining"], broader=["five-axis-milling"]), by=an_operator())


def test_two_editors_do_not_overwrite_each_other(client):
    cast = some_capabilities()
    otto, tess = an_operator(), an_operator("Tess Beheer")
    actions.edit(cast["milling"], state_with(cast["milling"], cpv=["42630000"]), by=otto)

    client.force_login(tess)
    answer = client.post(
        "/desk/vocabulary/milling/", typed(name_nl="frezen", name_en="milling", name_de="Fräsen", seen="0")
    )

    assert answer.status_code == 422
    assert Capability.objects.get(slug="milling").cpv == ["42630000"]


def test_saving_without_a_change_writes_nothing_down():
    cast = some_capabilities()

    actions.edit(cast["milling"], actions.state_of(cast["milling"]), by=an_operator())

    assert not Revision.objects.exists()


def test_every_change_can_be_taken_back():
    cast = some_capabilities()
    otto = an_operator()
    before = actions.state_of(cast["five-axis-milling"])
    actions.edit(
        cast["five-axis-milling"],
        before
        | {"names": before["names"] | {"nl": "frezen op vijf assen"}, "synonyms": {"nl": [], "en": [], "de": []}},
        by=otto,
    )

    actions.undo(Revision.objects.get(), by=otto)

    assert actions.state_of(Capability.objects.get(slug="five-axis-milling")) == before
    assert [revision.verb for revision in Revision.objects.all()] == ["undone", "edited"]


def test_withdrawing_with_a_replacement_and_putting_it_back():
    cast = some_capabilities()
    otto = an_operator()

    actions.withdraw(cast["turning"], replacement=cast["milling"], by=otto)
    assert "turning" not in access.snapshot()
    assert [c.slug for c in access.capabilities(["turning"])] == ["milling"]
    with pytest.raises(Refused):
        actions.withdraw(cast["turning"], replacement=None, by=otto)

    actions.reinstate(cast["turning"], by=otto)
    assert access.snapshot()["turning"].related == ("milling",)


def test_merging_makes_one_of_two_and_everybody_follows():
    cast = some_capabilities()
    otto = an_operator()
    lathe = a_capability(
        "lathe-work", nl="draaibankwerk", en="lathe work", synonyms={"nl": ["draaibank"]}, kind="process"
    )
    under = a_capability("bar-turning", nl="stafdraaien", en="bar turning", broader=[lathe])
    moved = []
    followers.add("test", lambda old, new: moved.append((old.slug, new.slug)))
    try:
        actions.merge(lathe, into=cast["turning"], by=otto)
    finally:
        followers._entries.pop("test")

    assert moved == [("lathe-work", "turning")]
    term = access.snapshot()["turning"]
    assert term.synonyms == {"nl": ("draaibankwerk", "draaibank"), "en": ("lathe work",)}
    assert term.narrower == (under.slug,)
    assert access.snapshot().replaced == {"lathe-work": "turning"}
    assert access.search("draaibank")[0].term.slug == "turning"


def test_a_merger_can_be_taken_back_step_by_step():
    cast = some_capabilities()
    otto = an_operator()
    lathe = a_capability("lathe-work", nl="draaibankwerk", en="lathe work", synonyms={"nl": ["draaibank"]})
    before = actions.state_of(cast["turning"]), actions.state_of(lathe)
    actions.merge(lathe, into=cast["turning"], by=otto)
    lathe.refresh_from_db()

    actions.undo(Revision.objects.get(capability=cast["turning"]), by=otto)
    actions.undo(Revision.objects.get(capability=lathe), by=otto)

    again = (Capability.objects.get(slug="turning"), Capability.objects.get(slug="lathe-work"))
    assert tuple(map(actions.state_of, again)) == before


def test_what_is_part_of_the_other_is_not_merged():
    cast = some_capabilities()

    with pytest.raises(Refused):
        actions.merge(cast["five-axis-milling"], into=cast["milling"], by=an_operator())


def test_every_change_is_told_to_the_audit_log():
    cast = some_capabilities()
    otto = an_operator()
    told = []
    witnesses.add("test", lambda verb, capability, by, data: told.append((verb, capability.slug, by)))
    try:
        actions.withdraw(cast["titanium"], replacement=None, by=otto)
    finally:
        witnesses._entries.pop("test")

    assert told == [("capability.deprecated", "titanium", otto)]


def test_words_can_be_tried_on_a_text_before_they_are_saved(client):
    some_capabilities()
    client.force_login(an_operator())
    version = access.version()

    answer = client.post(
        "/desk/vocabulary/new/",
        typed(text_to_try="Wij doen vlakslijpen en 5-assig frezen van titanium.", **{"try": "1"}),
        headers={"accept-language": "nl"},
    )

    page = answer.content.decode()
    assert '<mark title="slijpen">vlakslijpen</mark>' in page
    assert "5-assig frezen</mark>" in page
    assert "titanium</mark>" in page
    assert access.version() == version


def test_the_list_asks_as_many_questions_for_many_as_for_one(client, django_assert_num_queries):
    client.force_login(an_operator())
    machining = a_capability("machining")
    client.get("/desk/vocabulary/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/desk/vocabulary/")
    for number in range(40):
        a_capability(f"cutting-{number}", broader=[machining])
    access.snapshot()

    with django_assert_num_queries(len(for_one)):
        client.get("/desk/vocabulary/")


@pytest.mark.parametrize("state", ["used", "edited", "withdrawn", "no_german", "no_synonyms", "alone", "magic"])
def test_the_list_has_filters(client, state):
    some_capabilities()
    a_capability("lonely", nl="alleen", en="lonely")
    client.force_login(an_operator())

    page = client.get("/desk/vocabulary/", {"state": state}).content.decode()

    assert ("/desk/vocabulary/lonely/" in page) == (state not in {"edited", "withdrawn"})
    assert ("/desk/vocabulary/five-axis-milling/" in page) == (state in {"used", "magic"})


@pytest.mark.parametrize(
    "bad",
    [
        {"name_nl": "x" * 400},
        {"name_en": "\x00"},
        {"name_en": "***"},
        {"kind": "magic"},
        {"nace": "99.99"},
        {"cpv": "' OR 1=1"},
        {"synonyms_nl": "y" * 9000},
        {"seen": "9" * 40},
        {"broader": ["nothing"]},
        {"broader": ["machining"] * 3000 + ["nope"]},
        {"name_en": "choices"},
    ],
)
def test_bad_input_gets_a_kind_answer_and_keeps_what_was_typed(client, bad):
    some_capabilities()
    client.force_login(an_operator())

    answer = client.post("/desk/vocabulary/new/", typed(synonyms_en="kept words", **bad))

    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()


@pytest.mark.parametrize("deed", ["withdrawal", "merger", "reinstatement", "revisions/99999999999999999999/reversal"])
def test_deeds_on_nothing_are_not_there_or_refused_kindly(client, deed):
    some_capabilities()
    client.force_login(an_operator())

    assert client.post(f"/desk/vocabulary/nothing/{deed}/").status_code == 404
    assert client.post(f"/desk/vocabulary/milling/{deed}/", {"merge-other": ["nope"]}).status_code in {302, 404, 422}


def test_organisations_follow_a_merger_and_have_the_capability_once():
    cast = some_capabilities()
    lathe = a_capability("lathe-work", nl="draaibankwerk", en="lathe work")
    one, both = an_organisation("Alfa Draaiwerk"), an_organisation("Bèta Draaiwerk")
    HasCapability.objects.bulk_create(
        HasCapability(organisation=o, capability=c) for o, c in ((one, lathe), (both, lathe), (both, cast["turning"]))
    )
    certificate = one.certificates.create(name="Draaimeester", capability=lathe)

    actions.merge(lathe, into=cast["turning"], by=an_operator())

    assert [list(o.capabilities.values_list("slug", flat=True)) for o in (one, both)] == [["turning"], ["turning"]]
    certificate.refresh_from_db()
    assert certificate.capability == cast["turning"]


def test_the_audit_log_names_what_was_changed_and_by_whom():
    cast = some_capabilities()
    otto = an_operator()

    actions.edit(cast["titanium"], state_with(cast["titanium"], cpv=["42630000"]), by=otto)

    fact = Fact.objects.get(verb="capability.edited")
    assert (fact.actor, fact.subject_id, fact.is_privileged) == (otto, cast["titanium"].pk, True)
    assert fact.data == {"changed": ["cpv"]}


def test_the_page_counts_the_organisations_one_may_see(client):
    cast = some_capabilities()
    for name, visibility in (("Alfa Frezen", "public"), ("Bèta Frezen", "public"), ("Gamma Frezen", "nobody")):
        organisation = an_organisation(name, visibility=visibility)
        HasCapability.objects.create(organisation=organisation, capability=cast["five-axis-milling"])

    page = client.get("/capabilities/milling/", headers={"accept-language": "en"}).content.decode()

    assert "organisations can do this" in page
    assert ">2<" in page
