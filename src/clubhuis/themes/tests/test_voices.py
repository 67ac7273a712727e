"""Raising, supporting and following; moving on and bringing together."""

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact, Mail, Notice
from clubhuis.communities.tests.cast import a_community
from clubhuis.lib.refusals import Refused
from clubhuis.taxonomy.tests.cast import a_capability
from clubhuis.themes import actions, merging
from clubhuis.themes.models import Following, Support, Theme
from clubhuis.themes.tests.cast import a_theme

pytestmark = pytest.mark.django_db

WHO = ("visitor", "stranger", "member", "organiser", "operator")


def test_who_raises_a_theme_supports_and_follows_it():
    alma = a_person()
    ring = a_community(members=[alma])

    theme = actions.raise_theme(by=alma, community=ring, name_nl="  Schoon   bouwen ", text_nl="Deeltjes in de opbouw.")

    assert (theme.name_nl, theme.slug, theme.state) == ("Schoon bouwen", "schoon-bouwen", "heard")
    assert (theme.supports.get().person, theme.followings.get().person) == (alma, alma)
    assert Fact.objects.get(verb="theme.raised").concerns.get().object_id == ring.pk


def test_two_themes_of_one_name_have_addresses_of_their_own():
    alma = a_person()
    ring = a_community(members=[alma])

    slugs = [actions.raise_theme(by=alma, community=ring, name_nl="Vacuüm").slug for _ in range(3)]

    assert slugs == ["vacuum", "vacuum-2", "vacuum-3"]


@pytest.mark.parametrize(
    ("name", "says"), [("   ", "Give the theme a name"), ("x" * 101, "at most 100 characters"), ("\x00\x1b", "name")]
)
def test_a_name_that_cannot_be_kept_is_refused(name, says):
    alma = a_person()
    with pytest.raises(Refused, match=says):
        actions.raise_theme(by=alma, community=a_community(members=[alma]), name_nl=name)
    assert not Theme.objects.exists()


def test_nobody_raises_themes_all_day():
    alma = a_person()
    ring = a_community(members=[alma])
    for number in range(10):
        actions.raise_theme(by=alma, community=ring, name_nl=f"Thema {number}")

    with pytest.raises(Refused, match="10 themes in one day"):
        actions.raise_theme(by=alma, community=ring, name_nl="Nog een")


def actors():
    member, organiser = a_person("Bram"), a_person("Dirk")
    ring = a_community(members=[member], organisers=[organiser], is_public=False)
    return ring, {
        "visitor": None,
        "stranger": a_person("Eva"),
        "member": member,
        "organiser": organiser,
        "operator": an_operator(),
    }


@pytest.mark.parametrize(
    ("in_community", "may"), [(True, {"member", "organiser", "operator"}), (False, {"organiser", "operator"})]
)
def test_who_may_raise_a_theme(in_community, may):
    ring, people = actors()
    raised = set()
    for who, person in people.items():
        if person is None:
            continue
        try:
            actions.raise_theme(by=person, community=ring if in_community else None, name_nl="Vacuüm")
            raised.add(who)
        except PermissionDenied:
            pass
    assert raised == may


@pytest.mark.parametrize(("in_community", "seen_by"), [(True, {"member", "organiser", "operator"}), (False, set(WHO))])
def test_a_theme_is_seen_by_who_sees_the_community(in_community, seen_by):
    ring, people = actors()
    theme = a_theme(community=ring if in_community else None)

    assert {w for w, p in people.items() if Theme.objects.visible_to(p).filter(pk=theme.pk).exists()} == seen_by


def test_supporting_twice_counts_once_and_follows_too():
    eva, theme = a_person("Eva"), a_theme()

    actions.support(theme, by=eva)
    actions.support(theme, by=eva)

    assert (Support.objects.count(), Following.objects.count()) == (1, 1)
    actions.stop_supporting(theme, by=eva)
    assert (Support.objects.count(), Following.objects.count()) == (0, 1)


def test_a_theme_one_cannot_see_cannot_be_followed():
    ring, people = actors()
    with pytest.raises(PermissionDenied):
        actions.follow(a_theme(community=ring), by=people["stranger"])


def test_what_is_done_needs_no_support():
    with pytest.raises(Refused, match="is done"):
        actions.support(a_theme(state="done"), by=a_person())


def test_everybody_who_supported_is_told_of_a_step_in_one_mail():
    ring, people = actors()
    eva, bram, kees = people["stranger"], people["member"], a_person("Kees", language="en")
    ring.is_public = True
    ring.save()
    theme = a_theme("Vacuüm", community=ring, name_en="Vacuum", supporters=[bram, kees], followers=[bram, eva])

    actions.advance(theme, to="planned", by=people["organiser"])

    assert {n.person: n.text for n in Notice.objects.all()} == {
        bram: "Het thema “Vacuüm” dat je steunt is nu: gepland.",
        kees: "The theme “Vacuum” that you support is now: planned.",
        eva: "Het thema “Vacuüm” dat je volgt is nu: gepland.",
    }
    assert set(Mail.objects.values_list("person__name", flat=True)) == {"Bram", "Kees"}
    assert Mail.objects.count() == 2


def test_who_no_longer_sees_a_theme_is_told_nothing():
    ring, people = actors()
    theme = a_theme(community=ring, supporters=[people["stranger"], people["member"]])

    actions.advance(theme, to="in_programme", by=people["organiser"])

    assert [n.person for n in Notice.objects.all()] == [people["member"]]


def test_a_step_back_is_told_to_nobody():
    ring, people = actors()
    theme = a_theme(community=ring, state="planned", supporters=[people["member"]])

    actions.advance(theme, to="heard", by=people["organiser"])

    assert not Notice.objects.exists()
    assert Fact.objects.get().verb == "theme.stepped_back"


def test_two_organisers_who_move_it_on_at_once_tell_everybody_once():
    ring, people = actors()
    theme = a_theme(community=ring, supporters=[people["member"]])
    same = Theme.objects.get(pk=theme.pk)

    actions.advance(theme, to="planned", by=people["organiser"])
    with pytest.raises(Refused, match="somebody else"):
        actions.advance(same, to="planned", by=people["operator"])

    assert Notice.objects.count() == 1


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_only_who_organises_moves_a_theme_on(who):
    ring, people = actors()
    with pytest.raises(PermissionDenied):
        actions.advance(a_theme(community=ring), to="planned", by=people[who])


def test_a_merged_theme_brings_its_voices_its_capabilities_and_its_first_signal():
    ring, people = actors()
    bram, eva = people["member"], people["stranger"]
    milling = a_capability("milling")
    stays = a_theme("Contaminatie", community=ring, followers=[bram], supporters=[bram])
    goes = a_theme("Schoon werken", community=ring, followers=[bram, eva], supporters=[eva], capabilities=[milling])
    earlier = stays.raised_at.replace(year=2020)
    Theme.objects.filter(pk=goes.pk).update(raised_at=earlier)
    goes.refresh_from_db()
    moved = []
    merging.followers.add("test", lambda a, b: moved.append((a, b)))
    try:
        kept = actions.merge(goes, into=stays, by=people["organiser"])
    finally:
        del merging.followers._entries["test"]

    assert {f.person for f in kept.followings.all()} == {bram, eva}
    assert {s.person for s in kept.supports.all()} == {bram, eva}
    assert (list(kept.capabilities.all()), kept.raised_at) == ([milling], earlier)
    assert moved == [(goes, stays)]
    assert list(Theme.objects.present()) == [stays]
    with pytest.raises(Refused, match="become part of another"):
        actions.follow(goes, by=bram)


def test_what_was_merged_earlier_goes_along():
    ring, people = actors()
    a, b, c = (a_theme(name, community=ring) for name in ("A", "B", "C"))

    actions.merge(a, into=b, by=people["organiser"])
    actions.merge(b, into=c, by=people["organiser"])

    assert set(c.merged.all()) == {a, b}


def test_a_theme_is_not_merged_into_one_of_another_community():
    ring, people = actors()
    other = a_community(members=[people["organiser"]])
    with pytest.raises(Refused, match="same community"):
        actions.merge(a_theme(community=ring), into=a_theme(community=other), by=people["organiser"])


def test_a_theme_comes_into_the_programme_once():
    theme = a_theme()

    assert [actions.come_into_programme(theme), actions.come_into_programme(theme)] == [True, False]
    assert theme.state == "in_programme"


def test_followers_and_supporters_are_counted_apart():
    alma, bram, eva = a_person("Alma"), a_person("Bram"), a_person("Eva")
    a_theme(followers=[alma, bram, eva], supporters=[alma, bram])

    theme = Theme.objects.with_voices().get()

    assert (theme.follower_count, theme.supporter_count) == (3, 2)
