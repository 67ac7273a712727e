"""The list of the week: what fits, what is "not for us", and the mail about it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clubhuis.accounts.models import Digest
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.market.reading import requirements_in
from clubhuis.market.requirements import all_to_json
from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking import actions, index
from clubhuis.matchmaking.actions.following import needs_on_followed_themes
from clubhuis.matchmaking.actions.suggesting import monday_of, send_digest, suggest, suggestions_for
from clubhuis.matchmaking.models import Suggestion
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.taxonomy.models import Capability
from clubhuis.themes.tests.cast import a_theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_vocabulary")]

TITANIUM = "5-assig frezen van titanium; kleine series tot 200 stuks. ISO 13485."


@pytest.fixture
def week():
    """Karin mills titanium, Bo bakes bread, and somebody looks for milled titanium. What is suggested this week is made."""
    karin, bo = a_person("Karin", digest=Digest.WEEKLY), a_person("Bo", digest=Digest.WEEKLY)
    miller = an_organisation("Verhoef", administrators=[karin], about_nl=TITANIUM)
    an_organisation("Bakkerij Bos", administrators=[bo], about_nl="Wij bakken brood en gebak.")
    text = "Wij zoeken 5-assig frezen van titanium in kleine series."
    need = a_need(text=text, requirements=all_to_json(requirements_in(text)))
    index.rebuild()
    today = timezone.localdate()
    suggest(today=today)
    return karin, bo, miller, need, today


def test_a_need_is_suggested_to_who_can_do_it_and_the_same_week_once(week):
    karin, bo, miller, need, today = week

    assert [(one.organisation, one.need) for one in suggestions_for(karin, today=today)] == [(miller, need)]
    assert suggestions_for(bo, today=today) == []
    assert suggest(today=today) == 0


def test_not_for_us_leaves_the_list_and_does_not_come_back(week):
    karin, _bo, miller, need, today = week

    actions.dismiss(miller, by=karin, need=need)

    assert suggestions_for(karin, today=today) == []
    Suggestion.objects.all().delete()
    suggest(today=today)
    assert not Suggestion.objects.filter(need=need, organisation=miller).exists()


def test_a_need_of_another_community_is_not_suggested(week):
    karin, _bo, miller, need, today = week
    ring = a_community("Precisiekring")
    need.visibility = need.Visibility.COMMUNITIES
    need.save()
    need.communities.set([ring])
    Suggestion.objects.all().delete()

    suggest(today=today)
    assert suggestions_for(karin, today=today) == []

    a_membership(ring, miller)
    Suggestion.objects.all().delete()
    suggest(today=today)
    assert [one.need for one in suggestions_for(karin, today=today) if one.need] == [need]


def test_one_mail_a_week_to_who_asked_for_it_and_has_something_to_read(week):
    karin, _bo, _miller, _need, today = week

    assert send_digest(today=today) == 1

    send_digest(today=today)
    assert [mail.to for mail in Mail.objects.filter(key__startswith=f"week:{monday_of(today)}")] == [karin.email]


def test_what_closed_since_is_no_longer_on_the_list(week):
    karin, _bo, _miller, need, today = week
    need.state = need.State.CLOSED
    need.save()

    assert suggestions_for(karin, today=today) == []
    assert send_digest(today=today) == 0
    assert suggestions_for(karin, today=today + timedelta(days=7)) == []


def test_who_follows_a_theme_hears_of_needs_on_it_wherever_they_work(week, client):
    _karin, _bo, _miller, need, today = week
    wim = a_person("Wim", digest=Digest.WEEKLY)
    need.capabilities.set([Capability.objects.get(slug="five-axis-milling")])
    theme = a_theme("Vijfassig", followers=[wim], capabilities=[Capability.objects.get(slug="milling")])
    client.force_login(wim)

    assert [(one.need, one.theme) for one in needs_on_followed_themes(wim, today=today)] == [(need, theme)]
    assert need.title in client.get("/week/").content.decode()
    need.visibility = need.Visibility.MATCHING
    need.save()
    assert needs_on_followed_themes(wim, today=today) == []
