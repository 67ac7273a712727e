import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.lib.refusals import Refused
from clubhuis.lib.uploads import SafeFile
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.registration import actions, new_connections, statistics
from clubhuis.registration.models import AttendedTogether, Feedback, Registration, Scan
from clubhuis.registration.statistics import Group, without_small
from clubhuis.registration.tests.cast import details
from clubhuis.registration.tests.day_cast import an_event_today, somebody

pytestmark = pytest.mark.django_db


def let_in(registration, by, **fields):
    fields.setdefault("at", timezone.now())
    return actions.check_in(actions.Seen(registration, key=uuid.uuid4(), **fields), by=by)


@pytest.fixture
def over():
    """Yesterday's event: Nora and Els were there, Jan was not, Ola looked on online."""
    mia = a_person("Mia")
    event = an_event_today(mia, attendance="both")
    roel, dam = an_organisation("Roelvink"), an_organisation("Van Dam")
    people = {
        "nora": somebody(event, organisation=roel, is_listed=True),
        "els": somebody(event, "Els Kok", organisation=dam, is_listed=True),
        "jan": somebody(event, "Jan Smit", organisation=dam, is_listed=True),
        "ola": somebody(event, "Ola Berg", attendance="online"),
    }
    for name in ("nora", "els"):
        let_in(people[name], mia)
    for moment in ("starts_at", "ends_at"):
        setattr(event, moment, getattr(event, moment) - timedelta(days=2))
    event.save()
    return event, mia, people


def states(people):
    return {name: Registration.objects.get(pk=one.pk).state for name, one in people.items()}


def settle():
    return actions.settle_events(now=timezone.now())


def test_who_was_not_seen_did_not_come_and_it_is_settled_once(over):
    event, mia, people = over

    assert (settle(), settle()) == (1, 0)

    assert states(people) == {"nora": "attended", "els": "attended", "jan": "no_show", "ola": "confirmed"}
    let_in(people["jan"], mia, at=event.starts_at)  # a telephone that was in a drawer
    assert states(people)["jan"] == "attended"


def test_nothing_is_settled_within_a_day():
    event = an_event_today()
    event.starts_at, event.ends_at = (timezone.now() - timedelta(hours=hours) for hours in (28, 23))
    event.save()

    assert settle() == 0


def test_without_any_check_in_nobody_is_called_absent():
    event = an_event_today()
    nora = somebody(event)
    for moment in ("starts_at", "ends_at"):
        setattr(event, moment, getattr(event, moment) - timedelta(days=2))
    event.save()

    settle()

    assert states({"nora": nora}) == {"nora": "confirmed"}


def test_organisations_are_connected_by_who_was_there_and_agreed(over):
    event, _mia, people = over
    settle()
    roel, dam = people["nora"].organisation_id, people["els"].organisation_id
    assert AttendedTogether.objects.values_list("one", "other").get() == (min(roel, dam), max(roel, dam))

    Registration.objects.filter(pk=people["els"].pk).update(is_listed=False)
    assert actions.connect(event) == 0
    assert not AttendedTogether.objects.exists()


def test_who_was_there_is_thanked_once_with_the_material(over):
    event, mia, people = over
    settle()
    with pytest.raises(Refused, match="word of thanks"):
        actions.thank(event, by=mia)
    actions.prepare_thanks(event, by=mia, thanks_nl="Fijn dat je er was.", thanks_en="Good to have you.")
    actions.add_material(event, by=mia, title="Dia's", url="https://voorbeeld.example/dias")
    with pytest.raises(Refused, match="either"):
        actions.add_material(event, by=mia, title="Niets")
    with pytest.raises(PermissionDenied):
        actions.thank(event, by=a_person("Otto"))

    ids = list(actions.was_there(event).values_list("pk", flat=True))
    assert actions.thank(event, by=mia) == 3
    for _time in range(2):
        actions.write_thanks.func(ids)

    mails = Mail.objects.filter(kind="registration/mail/thanks")
    assert {mail.to for mail in mails} == {people[name].email for name in ("nora", "els", "ola")}
    text = mails.get(to=people["nora"].email).text
    assert "Fijn dat je er was." in text
    assert "https://voorbeeld.example/dias" in text
    assert reverse("registration:feedback", args=[people["nora"].token]) in text


def test_how_it_was_is_said_from_the_mail_and_looking_says_nothing(over, client):
    event, mia, people = over
    settle()
    page = reverse("registration:feedback", args=[people["nora"].token])

    client.get(page, {"rating": "5"})
    assert not Feedback.objects.exists()
    assert client.post(page, {"rating": "9"}).status_code == 422
    client.post(page, {"rating": "4", "word": "Goede sprekers"})
    client.post(page, {"rating": "5", "word": "Goede sprekers"})

    assert Feedback.objects.values_list("rating", "word").get() == (5, "Goede sprekers")
    assert client.get(reverse("registration:feedback", args=[people["jan"].token])).status_code == 404
    client.force_login(mia, backend=settings.AUTHENTICATION_BACKENDS[0])
    desk = client.get(reverse("registration:afterwards", args=[event.slug])).content.decode()
    assert "Goede sprekers" in desk
    assert people["nora"].name not in desk


def test_who_agreed_sees_who_agreed(over, client):
    _event, _mia, people = over
    settle()
    els = people["els"].name

    def sees(name):
        return els in client.get(reverse("registration:after", args=[people[name].token])).content.decode()

    assert (sees("nora"), sees("ola")) == (True, False)
    Registration.objects.filter(pk=people["els"].pk).update(is_listed=False)
    assert not sees("nora")


def test_material_is_for_who_was_there(over, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    event, mia, people = over
    settle()
    file = SafeFile(b"%PDF-1.7", extension="pdf", original_name="dias.pdf")
    found = actions.add_material(event, by=mia, title="Dia's", file=file)

    def status(name):
        answer = client.get(reverse("registration:material", args=[people[name].token, found.pk]))
        b"".join(answer)
        return answer.status_code

    assert (status("nora"), status("jan")) == (200, 404)


def test_figures_say_who_came_and_who_did_not(over):
    event, _mia, _people = over
    settle()

    found = statistics.figures_of(event, shows_small=True)

    assert (found.registered, found.came, found.missed, found.missed_share) == (4, 2, 1, 33)
    assert found.newcomers == 3


def test_who_came_before_is_no_newcomer(over):
    event, _mia, people = over
    settle()
    later = an_event_today(community=event.lead)
    nora = people["nora"]
    actions.register(later, details(nora.name, nora.email), by=nora.person)
    somebody(later, "Nieuw Iemand")

    assert statistics.figures_of(later, shows_small=True).newcomers == 1


def test_no_group_under_five_is_shown_nor_follows_from_the_others(over):
    groups = [Group("A", 20), Group("B", 7), Group("C", 3), Group("D", 1)]

    assert without_small(groups) == [Group("A", 20), Group("Smaller groups together", 11)]
    assert without_small([Group("A", 9), Group("B", 4), Group("C", 3)]) == [
        Group("A", 9),
        Group("Smaller groups together", 7),
    ]
    assert without_small([Group("A", 4)]) == []
    event, *_ = over
    assert statistics.figures_of(event, shows_small=False).by_region == []


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_cost_the_same(rows, django_assert_max_num_queries):
    event = an_event_today()
    for _n in range(rows):
        somebody(event)

    with django_assert_max_num_queries(9):
        statistics.figures_of(event, shows_small=True)


def test_scans_are_not_kept_for_ever(over):
    assert Scan.objects.count() == 2
    actions.forget_what_is_old(now=timezone.now() + timedelta(days=170))
    assert Scan.objects.count() == 2

    actions.forget_what_is_old(now=timezone.now() + timedelta(days=181))
    assert Scan.objects.count() == 0


def organisations_in(*regions):
    """One for each, in the order of their ids."""
    found = []
    for code in regions:
        organisation = an_organisation(f"Bedrijf {len(found)}")
        organisation.sites.create(town="Ergens", region_id=code, is_main=True)
        found.append(organisation)
    return found


def met(event, one, other, on):
    AttendedTogether.objects.create(event=event, one=one, other=other, on=on)


def test_figures_say_which_regions_met_for_the_first_time(over):
    event, *_ = over
    brabant, overijssel, neighbour = organisations_in("NL41", "NL21", "NL21")
    today = event.days[0]
    earlier = an_event_today(community=event.lead)
    met(earlier, overijssel, neighbour, today - timedelta(days=30))
    for one, other in ((brabant, overijssel), (brabant, neighbour), (overijssel, neighbour)):
        met(event, one, other, today)

    found = new_connections.made_at(event, shows_small=True)

    assert (found.pairs, found.between) == (2, [Group("North Brabant – Overijssel", 2)])
    assert new_connections.made_at(event, shows_small=False).between == []
