from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.registration import actions, tasks
from clubhuis.registration.forms import reason_in
from clubhuis.registration.models import Identity, State
from clubhuis.registration.tests.cast import details, write_letters
from clubhuis.registration.tests.day_cast import an_event_today, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    """Karin's company is visited; Mia organises it; visitors tell their name and date of birth, and agree to confidentiality."""
    mia, karin = a_person("Mia"), a_person("Karin")
    now = timezone.now()
    event = an_event_today(
        mia, kind="company_visit", starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=3, hours=3)
    )
    found = actions.arrange_visit(
        event, by=mia, organisation=an_organisation("Roelvink", administrators=[karin]), host_approves=True,
        asks_identity=["full_name", "birth_date"], forget_after=7, safety_nl="Draag veiligheidsschoenen.",
        confidentiality_nl="Geen foto's.",
    )  # fmt: skip
    event.refresh_from_db()
    return found, mia, karin


TOLD = {"full_name": "Nora Maria Visser", "birth_date": date(1990, 2, 28), "nationality": "Nederlands"}


def tell(registration, **fields):
    return actions.tell_gate(registration, TOLD, **{"read_safety": True, "agrees": True} | fields)


def test_the_visited_organisation_approves_who_comes_and_others_do_not(visit):
    found, mia, karin = visit
    nora, els = somebody(found.event), somebody(found.event, "Els Kok")
    assert nora.state == State.AWAITING_APPROVAL

    with pytest.raises(PermissionDenied):
        actions.approve(nora, by=a_person("Otto"))
    assert actions.approve(nora, by=karin).state == State.CONFIRMED
    assert actions.decline(els, by=karin, reason="De groep is vol.").state == State.DECLINED
    assert actions.approve(somebody(found.event, "Jan Smit"), by=mia).state == State.CONFIRMED


def test_without_its_say_the_visited_organisation_only_looks(visit):
    found, mia, karin = visit
    actions.arrange_visit(found.event, by=mia, host_approves=False)

    with pytest.raises(PermissionDenied):
        actions.approve(somebody(found.event), by=karin)


def test_only_what_is_asked_is_kept(visit):
    found, *_ = visit

    identity = tell(somebody(found.event))

    assert (identity.full_name, identity.birth_date, identity.nationality) == (
        "Nora Maria Visser",
        date(1990, 2, 28),
        "",
    )
    assert identity.agreed_at is not None


@pytest.mark.parametrize(
    ("fields", "said"), [({"read_safety": False}, "safety rules"), ({"agrees": False}, "confidentiality")]
)
def test_rules_and_confidentiality_are_agreed_to_first(visit, fields, said):
    found, *_ = visit

    with pytest.raises(Refused, match=said):
        tell(somebody(found.event), **fields)
    assert not Identity.objects.exists()


def test_competitors_are_told_kindly(visit):
    found, *_ = visit
    rival = an_organisation("Concurrent Frezen")
    found.event.rules.excluded_organisations.add(rival)

    with pytest.raises(Refused, match="Ask the organisers if you think it can"):
        actions.register(found.event, details(organisation=rival))


def test_a_company_sends_no_more_than_its_number(visit):
    found, *_ = visit
    van_dam = an_organisation("Van Dam")
    found.event.rules.per_organisation = 1
    found.event.rules.has_waiting_list = False
    found.event.rules.save()

    somebody(found.event, organisation=van_dam)
    with pytest.raises(Refused):
        somebody(found.event, "Els Kok", organisation=van_dam)


def test_what_the_gate_was_told_is_deleted_when_it_was_promised(visit, time_machine):
    found, mia, _karin = visit
    tell(actions.approve(somebody(found.event), by=mia))
    promised = found.event.ends_at + timedelta(days=7)

    time_machine.move_to(promised - timedelta(minutes=1))
    tasks.forget_what_is_old.func()
    assert Identity.objects.count() == 1

    time_machine.move_to(promised)
    tasks.forget_what_is_old.func()
    assert Identity.objects.count() == 0


def test_identity_is_read_by_the_visited_organisation_and_nobody_else(visit, client):
    found, mia, karin = visit
    nora = actions.approve(somebody(found.event), by=mia)
    tell(nora)
    slug = found.event.slug
    pages = [
        reverse(name, args=[slug])
        for name in ("registration:registrations", "registration:visit", "events:desk", "registration:door", "registration:paper")
    ]  # fmt: skip

    client.force_login(mia, backend=settings.AUTHENTICATION_BACKENDS[0])
    pages.append(reverse("registration:desk_registration", args=[slug, nora.pk]))
    seen = "".join(client.get(page).content.decode() for page in pages)
    seen += client.post(reverse("registration:export", args=[slug]), {"kind": "csv"}).content.decode()
    assert nora.name in seen
    assert "Nora Maria Visser" not in seen
    assert client.post(reverse("registration:gate_list", args=[slug]), {"kind": "xlsx"}).status_code == 404

    client.force_login(karin, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert nora.name in client.get(reverse("registration:visit_host", args=[slug])).content.decode()
    for kind, beginning in (("pdf", b"%PDF-"), ("xlsx", b"PK")):
        taken = client.post(reverse("registration:gate_list", args=[slug]), {"kind": kind})
        assert taken.content.startswith(beginning)
    assert Fact.objects.filter(verb="visit.gate_list_taken", is_privileged=True, actor=karin).count() == 2


def test_a_visitor_is_asked_in_the_mail_and_on_their_page_until_they_told(visit, client):
    found, mia, _karin = visit
    nora = somebody(found.event)
    actions.approve(nora, by=mia)
    write_letters()
    assert "/gate/" in Mail.objects.get(kind="registration/mail/confirmed", to=nora.email).text

    page = reverse("registration:gate", args=[nora.token])
    assert page in client.get(nora.get_absolute_url()).content.decode()
    wrong = client.post(page, {"full_name": "Nora Maria Visser", "birth_date": "2099-01-01"})
    assert (wrong.status_code, "Nora Maria Visser" in wrong.content.decode()) == (422, True)
    told = {"full_name": "Nora Maria Visser", "birth_date": "1990-02-28", "read_safety": "on", "agrees": "on"}
    assert client.post(page, told).status_code == 302
    assert page not in client.get(nora.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Te laat", "Te laat"), ("  met\0NUL  ", "metNUL"), ("x" * 400, "x" * 300), ("", ""), (None, "")],
)
def test_a_reason_is_kept_as_it_can_be(typed, kept):
    data = QueryDict(mutable=True)
    if typed is not None:
        data["reason"] = typed

    assert reason_in(data) == kept


def test_the_visited_organisation_hears_that_it_is_visited_and_once_that_somebody_waits(visit):
    found, _mia, karin = visit
    url = reverse("registration:visit_host", args=[found.event.slug])
    assert list(karin.notices.values_list("url", flat=True)) == [url]
    karin.notices.update(read_at=timezone.now())

    for name in ("Nora", "Els Kok"):
        somebody(found.event, name)

    assert karin.notices.unread().count() == 1


def test_the_visited_organisation_approves_everybody_at_once(client, visit):
    found, _mia, karin = visit
    people = [somebody(found.event, name) for name in ("Nora", "Els Kok")]
    client.force_login(karin)

    client.post(reverse("registration:visit_approvals", args=[found.event.slug]))

    for one in people:
        one.refresh_from_db()
        assert one.state == State.CONFIRMED


def test_who_has_not_told_the_gate_is_asked_once_a_day(client, visit):
    found, _mia, karin = visit
    told, owes = (actions.approve(somebody(found.event, name), by=karin) for name in ("Nora", "Els Kok"))
    tell(told)
    write_letters()
    client.force_login(karin)

    for _press in range(2):
        client.post(reverse("registration:gate_request", args=[found.event.slug]))
    write_letters()

    assert list(Mail.objects.filter(kind="registration/mail/gate").values_list("to", flat=True)) == [owes.email]


def test_only_the_host_and_the_organisers_ask_for_the_gate(visit):
    found, mia, _karin = visit

    assert actions.ask_for_gate(found, by=mia) == 0
    with pytest.raises(PermissionDenied):
        actions.ask_for_gate(found, by=a_person("Otto"))
