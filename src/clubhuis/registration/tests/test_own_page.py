"""One's own page says the same, whether it was made for one or with what is everybody's."""

import re

import pytest

from clubhuis.registration import actions
from clubhuis.registration.views import own_page
from clubhuis.ui.keeping import _pages

from .cast import a_pending_registration, a_ticket_type, an_open_event

pytestmark = pytest.mark.django_db
EACH_TIME = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="[^"]+"|"X-CSRFToken": "[^"]+"|nonce="[^"]+")')


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEPT_FOR = 60
    _pages.forget()


@pytest.fixture
def made(monkeypatch):
    """The pages that were made from their templates."""
    names, page = [], own_page.page

    def making(request, found, **forms):
        names.append(found.name)
        return page(request, found, **forms)

    monkeypatch.setattr(own_page, "page", making)
    return names


def confirmed(event, name, **fields):
    address = f"{len(name)}.{name[0].lower()}@voorbeeld.example"
    return actions.confirm(a_pending_registration(event, name=name, email=address, **fields))


def shown(client, registration, **headers):
    answer = client.get(registration.get_absolute_url(), **headers)
    assert answer.status_code == 200
    return EACH_TIME.sub("", answer.content.decode())


def alone(client, registration, monkeypatch):
    """Made for this one only."""
    with monkeypatch.context() as patch:
        patch.setattr(own_page, "_like_others", lambda *_args: None)
        return shown(client, registration)


def test_it_is_made_once_and_says_what_it_would_say_alone(client, made, monkeypatch):
    event = an_open_event(practical_nl="Neem schoenen mee.")
    everybody = [confirmed(event, name) for name in ("Nora Visser", "Jan & Zonen <b>", "Zoë")]
    wanted = [alone(client, one, monkeypatch) for one in everybody]
    made.clear()

    assert [shown(client, one) for one in everybody] == wanted
    assert len(made) == 1
    assert "Jan &amp; Zonen &lt;b&gt;" in wanted[1]


def test_what_was_just_done_is_said_to_who_did_it_only(client, made):
    event = an_open_event()
    nora, jan, zoe = (confirmed(event, name) for name in ("Nora Visser", "Jan", "Zoë"))
    said = "Je bent aangemeld."
    for registration in (nora, jan):
        client.post(f"{registration.get_absolute_url()}confirmation/")
        assert said in shown(client, registration)
    assert said not in shown(client, zoe)
    assert len(made) == 2


@pytest.mark.parametrize(
    "more", [{"diet": "vegetarisch"}, {"organisation_name": "Metaalhuis"}, {"state": "cancelled"}, {"language": "en"}]
)
def test_who_has_more_to_see_sees_it(client, monkeypatch, more):
    event = an_open_event()
    nora, jan = confirmed(event, "Nora Visser"), confirmed(event, "Jan")
    shown(client, nora)
    for name, value in more.items():
        setattr(jan, name, value)
    jan.save()

    assert shown(client, jan) == alone(client, jan, monkeypatch)


def test_a_ticket_and_a_colleague_are_shown(client, made):
    event = an_open_event()
    nora = confirmed(event, "Nora Visser")
    shown(client, nora)
    nora.ticket = a_ticket_type(event, "Vriendenkaart")
    nora.save()
    assert "Vriendenkaart" in shown(client, nora)
    jan = confirmed(an_open_event("Andere dag"), "Jan", colleagues=1)
    assert "nog zonder naam" in shown(client, jan)
    assert made == [made[0], "Nora Visser", "Jan"]


def test_a_link_that_is_nobodys_leads_nowhere(client):
    assert client.get("/registrations/nothing-at-all/").status_code == 404
