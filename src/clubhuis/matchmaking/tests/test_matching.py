"""Who fits, for whom, and with which proof."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.engines.matching.judging import judgements as judging
from clubhuis.market.wording import in_words as asked
from clubhuis.matchmaking import index
from clubhuis.matchmaking.access import matches_for_text, search_organisations
from clubhuis.matchmaking.evidence import rows
from clubhuis.matchmaking.models import Learning
from clubhuis.matchmaking.wording import REASONS, why
from clubhuis.organisations.models import Certificate, Organisation, Site
from clubhuis.organisations.tests.cast import an_organisation

QUESTION = "5-assig frezen van titanium, kleine series, ISO 13485, binnen 100 km van Almelo"


def a_workshop(name="Verhoef Fijnmechanica", *, about="", at=(52.35, 6.66), **fields):
    about = about or "5-assig simultaan frezen van titanium; kleine series tot 200 stuks. ISO 9001 en ISO 13485."
    organisation = an_organisation(name, about_nl=about, **fields)
    if at:
        Site.objects.create(organisation=organisation, is_main=True, town="Almelo", latitude=at[0], longitude=at[1])
    return organisation


def names(answer):
    return [match.organisation.name for match in answer.matches]


def states(match):
    return {judgement.requirement.kind: judgement.state for judgement in match.judgements}


@pytest.mark.usefixtures("_vocabulary")
def test_the_workshop_that_says_so_comes_first_with_every_requirement_proved():
    a_workshop()
    a_workshop("Bakkerij Bos", about="Wij bakken brood en gebak.")
    index.rebuild()

    answer = matches_for_text(QUESTION, None)

    assert names(answer)[0] == "Verhoef Fijnmechanica"
    best = answer.matches[0]
    assert {j.state for j in best.judgements} == {"met"}
    assert all(j.sentence for j in best.judgements)
    assert best.distance_km < 10


@pytest.mark.usefixtures("_vocabulary")
def test_a_workshop_that_writes_german_is_found_by_a_dutch_question():
    an_organisation("Münster Zerspanung", about_de="5-Achs-Fräsen von Titan in Kleinserien, ISO 13485 zertifiziert.")
    a_workshop("Bakkerij Bos", about="Wij bakken brood en gebak.")
    index.rebuild()

    assert names(matches_for_text(QUESTION, None))[0] == "Münster Zerspanung"


@pytest.mark.usefixtures("_vocabulary")
def test_a_workshop_too_far_away_says_how_far():
    a_workshop(at=(50.85, 5.69))
    index.rebuild()

    [match] = matches_for_text(QUESTION, None).matches

    assert states(match)["place"] == "not_met"
    with translation.override("en"):
        assert re.fullmatch(r"1\d\d km away", why(next(j for j in match.judgements if j.requirement.kind == "place")))


@pytest.mark.usefixtures("_vocabulary")
def test_an_expired_certificate_is_no_proof():
    workshop = a_workshop(about="5-assig frezen van titanium in kleine series.")
    Certificate.objects.create(
        organisation=workshop, name="ISO 13485", expires_on=timezone.localdate() - timedelta(days=1)
    )
    index.rebuild()

    [match] = matches_for_text(QUESTION, None).matches

    assert states(match)["certificate"] == "not_met"


@pytest.mark.usefixtures("_vocabulary")
def test_a_changed_profile_is_found_at_the_next_question():
    workshop = a_workshop(about="Wij maken meubels.")
    index.rebuild()
    Organisation.objects.filter(pk=workshop.pk).update(
        about_nl="Lasersnijden van rvs tot 20 mm.", changed_at=timezone.now()
    )

    answer = matches_for_text("rvs lasersnijden", None)

    assert names(answer) == ["Verhoef Fijnmechanica"]
    assert answer.matches[0].judgements[0].sentence == "Lasersnijden van rvs tot 20 mm."


@pytest.mark.usefixtures("_vocabulary")
def test_an_organisation_that_was_removed_is_not_found():
    workshop = a_workshop()
    index.rebuild()
    now = timezone.now()
    Organisation.objects.filter(pk=workshop.pk).update(removed_at=now, changed_at=now)

    assert names(matches_for_text(QUESTION, None)) == []
    assert len(index.index()) == 0


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize(
    ("visibility", "who", "found"),
    [
        ("public", "visitor", True),
        ("signed_in", "visitor", False),
        ("signed_in", "stranger", True),
        ("communities", "stranger", False),
        ("communities", "fellow", True),
        ("nobody", "fellow", False),
        ("nobody", "colleague", True),
    ],
)
def test_only_organisations_one_may_see_are_found(visibility, who, found):
    colleague, fellow = a_person("Carla"), a_person("Frits")
    workshop = a_workshop(visibility=visibility, members=[colleague])
    a_community(members=[workshop, fellow])
    index.rebuild()
    person = {"visitor": None, "stranger": a_person("Sam"), "fellow": fellow, "colleague": colleague}[who]

    assert (names(matches_for_text(QUESTION, person)) == ["Verhoef Fijnmechanica"]) is found
    assert (search_organisations("frezen titanium", person) == [workshop.pk]) is found


@pytest.mark.usefixtures("_vocabulary")
def test_a_certificate_shown_to_communities_proves_nothing_to_a_visitor():
    fellow = a_person("Frits")
    workshop = a_workshop(
        about="5-assig frezen van titanium in kleine series.", field_visibility={"certificates": "communities"}
    )
    Certificate.objects.create(organisation=workshop, name="ISO 13485")
    a_community(members=[workshop, fellow])
    index.rebuild()

    assert states(matches_for_text(QUESTION, None).matches[0])["certificate"] == "unknown"
    assert states(matches_for_text(QUESTION, fellow).matches[0])["certificate"] == "met"


@pytest.mark.usefixtures("_vocabulary")
def test_among_the_members_of_one_community():
    here, there = a_workshop("Hier"), a_workshop("Daar")
    kring = a_community(members=[here])
    a_membership(a_community(), there)
    index.rebuild()

    assert names(matches_for_text(QUESTION, None, community=kring)) == ["Hier"]


@pytest.mark.usefixtures("_vocabulary")
def test_before_the_first_build_the_answer_says_so():
    assert matches_for_text(QUESTION, None).is_ready is False


@pytest.mark.usefixtures("_vocabulary")
def test_the_page_asks_again_by_itself_until_there_is_an_answer(client):
    a_workshop()
    page = reverse("matchmaking:match", query={"q": QUESTION})
    asks_again = f'hx-get="{escape(page)}" hx-trigger="load'

    before = client.get(page).text
    index.rebuild()

    assert (asks_again in before, asks_again in client.get(page).text) == (True, False)


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "🙂" * 3000, "x" * 10_000, "5 µm " * 500, "<script>alert(1)</script>"]
)
def test_any_text_gets_an_answer(text):
    a_workshop()
    index.rebuild()

    matches_for_text(text, None)


@pytest.mark.usefixtures("_vocabulary")
def test_requirements_are_named_in_the_language_of_the_reader():
    a_workshop()
    index.rebuild()
    [match] = matches_for_text(QUESTION, None).matches

    with translation.override("en"):
        assert asked(match.judgements[0].requirement) == "5-axis milling"


@pytest.mark.usefixtures("_vocabulary")
def test_the_page_marks_the_words_that_prove_it_in_their_language(client):
    an_organisation("Münster Zerspanung", about_de="5-Achs-Fräsen von Titan <i>in</i> Kleinserien.")
    index.rebuild()

    page = client.get("/match/", {"q": "5-assig frezen"}, headers={"Accept-Language": "nl"}).content.decode()

    assert '<span lang="de"><mark>5-Achs-Fräsen</mark> von Titan &lt;i&gt;in&lt;/i&gt; Kleinserien.</span>' in page
    assert "in het Duits" in page


@pytest.mark.usefixtures("_vocabulary")
def test_the_page_tells_a_wish_from_a_must(client):
    a_workshop()
    index.rebuild()

    page = client.get("/match/", {"q": "5-assig frezen, liefst ISO 9001"}, headers={"Accept-Language": "nl"})

    [row] = page.context["rows"]
    assert {proof.asked: proof.is_wish for proof in row.proofs} == {"5-assig frezen": False, "ISO 9001": True}
    assert page.content.decode().count('<span class="reason-wish">wens</span>') == 1


@pytest.mark.usefixtures("_vocabulary")
def test_a_certificate_that_is_denied_at_the_end_of_a_clause_is_not_met():
    a_workshop(about="5-assig frezen. ISO 9001 hebben we, ISO 13485 niet: daar zijn we te klein voor.")
    index.rebuild()

    [match] = matches_for_text("5-assig frezen, ISO 13485", None).matches

    assert states(match)["certificate"] == "not_met"


@pytest.mark.usefixtures("_vocabulary")
def test_who_says_something_else_altogether_is_not_found_by_words():
    a_workshop("Freeshal", about="Wij frezen titanium.")
    a_workshop("Bakkerij Bos", about="Wij bakken brood en gebak.")
    index.rebuild()

    assert [o.name for o in Organisation.objects.filter(pk__in=search_organisations("frezen", None))] == ["Freeshal"]


def test_every_reason_of_the_engine_has_words():
    listed = re.findall(r"^\| (`.*?`) \|", Path(judging.__file__).read_text(), re.MULTILINE)
    codes = {code for row in listed for code in re.findall(r"`(\w+)`", row)}

    assert codes == set(REASONS) | {"distance"}


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("count", [1, 4])
def test_an_answer_costs_the_same_for_one_and_for_many(count, django_assert_num_queries):
    for number in range(count):
        a_workshop(f"Werkplaats {number}")
    index.rebuild()
    matches_for_text(QUESTION, None)

    with django_assert_num_queries(7):
        matches_for_text(QUESTION, None)


@pytest.mark.usefixtures("_vocabulary")
def test_what_raised_a_match_is_told_and_what_answers_taught():
    ring = a_community("Precisiekring")
    a_membership(ring, a_workshop())
    index.rebuild()
    Learning.objects.create(community=ring, weights={"requirements": 6.0})

    (usual,) = rows(matches_for_text(QUESTION, None))
    (weighed,) = rows(matches_for_text(QUESTION, None, community=ring))

    with translation.override("en"):
        assert (usual.raised.startswith("requirements met "), usual.learnt) == (True, "")
        assert re.fullmatch(r"\d+ points higher", weighed.learnt)
