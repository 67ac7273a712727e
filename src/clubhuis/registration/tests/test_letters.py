"""Letters that are written together say what each would say alone."""

import pytest
from django.utils import timezone

from clubhuis.activity.models import Mail
from clubhuis.registration import actions, composing, letters, wording
from clubhuis.registration.models import Letter

from .cast import a_pending_registration, a_ticket_type, an_open_event

pytestmark = pytest.mark.django_db
SAID = ("to", "subject", "text", "html", "calendar", "language", "reply_to", "key", "community_id", "kind", "stream")


def said(mail):
    return {name: getattr(mail, name) for name in SAID}


@pytest.fixture
def composed(monkeypatch):
    """What was composed from the templates, by its kind."""
    kinds, compose = [], wording.composed

    def counting(kind, registration, **how):
        kinds.append(kind)
        return compose(kind, registration, **how)

    monkeypatch.setattr(wording, "composed", counting)
    return kinds


def some_registrations(event=None, **fields):
    event = event or an_open_event(
        practical_nl="Neem <b>veiligheidsschoenen</b> & goed humeur mee.", contact_email="a@b.example"
    )
    return [
        a_pending_registration(event, name=name, email=f"gast.{number}@voorbeeld.example", **fields)
        for number, name in enumerate(("Nora Visser", "Jan & Zonen <b>", "Zoë"))
    ]


@pytest.mark.parametrize("kind", sorted(composing.KINDS))
def test_they_say_what_each_would_say_alone(kind, composed):
    registrations = some_registrations()
    if kind == "confirmed":
        registrations = [actions.confirm(registration) for registration in registrations]
    alone = {
        mail.to: said(mail)
        for mail in (wording.composed(kind, one, mark="0" if kind == "pending" else "") for one in registrations)
    }
    Letter.objects.exclude(kind=kind).delete()
    composed.clear()

    letters.write_waiting.func()

    assert {mail.to: said(mail) for mail in Mail.objects.all()} == alone
    assert composed == [kind]


def test_who_has_more_to_be_told_has_a_letter_of_their_own(composed):
    event = an_open_event()
    _nora, jan, zoe = some_registrations(event)
    jan.ticket = ticket = a_ticket_type(event)
    jan.save()
    zoe.language = "en"
    zoe.save()

    letters.write_waiting.func()

    assert composed == ["pending"] * 3
    assert ticket.name in Mail.objects.get(to=jan.email).text
    assert "Hello Zoë" in Mail.objects.get(to=zoe.email).text


def test_a_mail_is_of_the_moment_in_which_it_is_written():
    """Nothing is kept between two times that letters are written."""
    event = an_open_event()
    nora, jan, _zoe = some_registrations(event)
    Letter.objects.exclude(registration=nora).delete()
    letters.write_waiting.func()
    event.title_nl = "Een andere dag"
    event.save()
    letters.soon("pending", jan, mark="1")
    letters.write_waiting.func()

    assert "Een andere dag" not in Mail.objects.get(to=nora.email).text
    assert "Een andere dag" in Mail.objects.get(to=jan.email).text
    assert Mail.objects.get(to=jan.email).send_after <= timezone.now()
