from datetime import timedelta

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail
from clubhuis.activity.sentences import sentence_of
from clubhuis.communities.tests.cast import a_community
from clubhuis.events.calendar_entries import uid_of
from clubhuis.events.tests.cast import an_event, an_event_role
from clubhuis.registration import actions, invitation_letters, invitees, links
from clubhuis.registration.arranging import arrange
from clubhuis.registration.models import Invitation, Letter, Registration

from .cast import (
    a_pending_registration,
    a_registration,
    a_ticket_type,
    an_event_invitation,
    an_open_event,
    as_it_is,
    write_letters,
)

pytestmark = pytest.mark.django_db
VISITOR = {"name": "Nora Visser", "email": "nora@voorbeeld.example"}


def register_url(event):
    return reverse("registration:register", args=[event.slug])


def test_a_visitor_registers_and_confirms_with_the_code(client):
    event = an_open_event(places=2)

    answer = client.post(register_url(event), VISITOR)
    registration = Registration.objects.get()
    assert registration.token not in answer.url

    client.post(answer.url, {"code": registration.code})
    assert as_it_is(registration).state == "confirmed"


@pytest.mark.django_db(transaction=True)
def test_a_wrong_code_is_refused_and_counted(client):
    registration = a_pending_registration(an_open_event(places=2))
    url = reverse("registration:confirming", args=[links.handle_of(registration)])
    wrong = "000000" if registration.code != "000000" else "111111"
    form = {"code": wrong, "once": "0123456789abcdefghijkl"}

    answers = [client.post(url, form) for _attempt in range(5)]

    assert [
        (answer.status_code, "Dit is niet de code uit de mail" in answer.content.decode()) for answer in answers
    ] == [(422, True)] * 5
    assert as_it_is(registration).attempts == 5
    assert client.post(url, {"code": registration.code}).status_code == 422
    assert as_it_is(registration).state == "pending"


@pytest.mark.django_db(transaction=True)
def test_the_code_sent_twice_leads_to_the_same_page(client):
    registration = a_pending_registration(an_open_event(places=2))
    url = reverse("registration:confirming", args=[links.handle_of(registration)])
    form = {"code": registration.code, "once": "0123456789abcdefghijkl"}

    answers = [client.post(url, form) for _twice in range(2)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, registration.get_absolute_url())}
    assert (as_it_is(registration).state, as_it_is(registration).attempts) == ("confirmed", 0)
    assert Letter.objects.filter(kind="confirmed").count() == 1


def test_sending_the_form_twice_is_one_registration(client):
    event = an_open_event(places=2)

    answers = [client.post(register_url(event), VISITOR) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Registration.objects.count() == 1


def test_the_same_form_sent_twice_leads_to_the_same_page_and_one_mail(client):
    event = an_open_event(places=2)
    form = VISITOR | {"once": "0123456789abcdefghijkl"}

    first, second = (client.post(register_url(event), form) for _twice in range(2))

    assert (first["Location"], Registration.objects.count()) == (second["Location"], 1)
    assert write_letters() == ["pending"]
    assert client.post(register_url(event), form | {"name": "Iemand anders"}).status_code == 422


def test_a_visitor_is_not_told_who_is_registered(client):
    event = an_open_event()
    known = a_registration(event)
    write_letters()

    for address in (known.email, "nieuw@voorbeeld.example"):
        answer = client.post(register_url(event), VISITOR | {"email": address}, follow=True)
        assert (answer.status_code, "Kijk in je mail" in answer.content.decode()) == (200, True)
        assert known.token.encode() not in answer.content

    assert write_letters() == ["already", "pending"]


def test_a_wrong_code_opens_nothing_of_who_is_registered_already(client):
    event = an_open_event()
    known = a_registration(event)
    answer = client.post(register_url(event), VISITOR | {"email": known.email})

    wrong = client.post(answer.url, {"code": "000000" if known.code != "000000" else "111111"})

    assert wrong.status_code == 422
    assert known.token.encode() not in wrong.content


def test_who_is_signed_in_needs_one_click(client):
    event, nora = an_open_event(), a_person("Nora Visser")
    client.force_login(nora)
    assert "Eén klik" in client.get(event.get_absolute_url()).content.decode()

    answer = client.post(register_url(event), {})

    assert answer.url == Registration.objects.get(person=nora).get_absolute_url()


def test_what_was_typed_stays_when_something_is_wrong(client):
    event = an_open_event()
    a_ticket_type(event, price_cents=5000)
    ticket = f"ticket:{event.ticket_types.get().pk}"

    answer = client.post(register_url(event), VISITOR | {"ticket": ticket, "invoice_town": "Almelo"})

    assert answer.status_code == 422
    assert b'value="Almelo"' in answer.content
    assert "Vul in aan wie de factuur gericht wordt." in answer.content.decode()


@pytest.mark.parametrize("colleagues", ["-1", "1e9", "٣", "9" * 40, "x"])
def test_a_strange_number_of_colleagues_is_refused_kindly(client, colleagues):
    answer = client.post(register_url(an_open_event()), VISITOR | {"colleagues": colleagues})

    assert answer.status_code in (302, 422)
    assert Registration.objects.count() <= 4


def test_opening_a_link_changes_nothing(client):
    registration = a_pending_registration()

    for ending in ("", "cancellation/", "hand-over/"):
        assert client.get(f"{registration.get_absolute_url()}{ending}").status_code == 200

    assert as_it_is(registration).state == "pending"


def test_an_invitation_is_answered_without_an_account(client):
    invitation = an_event_invitation(name="Nora Visser")
    url = reverse("registration:invitation_answer", args=[invitation.token])

    client.post(url, {"answer": "coming", "name": "Nora Visser", "word": "Graag!"})

    registration = Registration.objects.get(email=invitation.email)
    assert (registration.state, registration.through) == ("confirmed", "invitation")
    client.post(url, {"answer": "supportive", "word": "Toch niet."})
    invitation.refresh_from_db()
    assert (as_it_is(registration).state, invitation.answer) == ("cancelled", "supportive")


def test_one_click_leaves_somebody_in_peace(client):
    lead = a_community()
    invitation = an_event_invitation(an_open_event(community=lead))
    url = reverse("registration:invitation_peace", args=[invitation.token])
    client.get(url)
    invitation.refresh_from_db()
    assert invitation.left_at is None

    client.post(url)

    again = an_open_event(community=lead)
    olga = a_person("Olga")
    lead.roles.create(person=olga, kind="organiser")
    sent = actions.invite(again, [invitees.Invitee(invitation.email)], by=olga)
    assert (sent.invitations, [address for address, _why in sent.skipped]) == ([], [invitation.email])


@pytest.fixture
def desk(client):
    """An event with its organiser signed in."""
    olga, lead = a_person("Olga Organisator"), a_community()
    lead.roles.create(person=olga, kind="organiser")
    client.force_login(olga)
    return an_open_event(community=lead), olga


def test_a_list_from_a_spreadsheet_is_invited_in_one_go(client, desk):
    event, _olga = desk
    rows = "\n".join(f"Bedrijf {n} BV;Persoon {n};persoon{n}@bedrijf{n}.example" for n in range(180))
    file = SimpleUploadedFile("leden.csv", f"Bedrijfsnaam;Contactpersoon;E-mail contactpersoon\n{rows}".encode())

    client.post(reverse("registration:invite", args=[event.slug]), {"source": "list", "file": file, "language": "nl"})

    assert Invitation.objects.count() == 180
    assert Invitation.objects.get(email="persoon7@bedrijf7.example").organisation_name == "Bedrijf 7 BV"
    write_letters()
    mail = Mail.objects.filter(kind="registration/mail/invitation")
    assert (mail.count(), mail.filter(stream="bulk").count()) == (180, 180)
    assert mail.first().headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_rows_of_a_list_without_an_address_are_named(client, desk):
    event, _olga = desk
    rows = "Staal BV;Jan;jan@staal.example\nGeen Adres BV;Eva;\nFout BV;Kim;geenmail"
    file = SimpleUploadedFile("leden.csv", f"Bedrijfsnaam;Contactpersoon;E-mail contactpersoon\n{rows}".encode())

    page = client.post(
        reverse("registration:invite", args=[event.slug]), {"source": "list", "file": file, "language": "nl"}
    )

    assert page.context["skipped"] == [(name, "Er staat geen e-mailadres.") for name in ("Geen Adres BV", "Fout BV")]
    assert Invitation.objects.get().email == "jan@staal.example"


def test_inviting_costs_as_much_for_many_as_for_few(desk, django_assert_max_num_queries):
    event, olga = desk
    people = [invitees.Invitee(f"persoon{n}@voorbeeld.example") for n in range(180)]

    with django_assert_max_num_queries(40):
        actions.invite(event, people, by=olga)


def test_nobody_is_invited_twice_and_who_is_wrong_is_named(desk):
    event, olga = desk
    known = a_registration(event)
    people = [invitees.Invitee(address) for address in ("a@x.example", "A@X.example", "geen adres", known.email)]

    sent = actions.invite(event, people, by=olga)

    assert [one.email for one in sent.invitations] == ["a@x.example"]
    assert {address for address, _why in sent.skipped} == {"geen adres", known.email}


def test_an_export_is_written_down_and_holds_no_formulas(client, desk):
    event, olga = desk
    a_registration(event, a_person("=1+1"))

    answer = client.post(reverse("registration:export", args=[event.slug]), {"kind": "csv"})

    assert b"'=1+1" in answer.content
    fact = Fact.objects.get(verb="registration.exported", actor=olga, is_privileged=True)
    assert "exporteerde de tabel met aanmeldingen van" in sentence_of(fact)


def test_a_co_host_sees_its_own_people_in_full_and_names_of_the_others(client, desk):
    event, _olga = desk
    co_host = a_community()
    event.hosts.create(community=co_host, state="accepted", sees_others="names")
    carla = a_person("Carla")
    co_host.roles.create(person=carla, kind="organiser")
    own = a_person("Olivia Eigen")
    co_host.memberships.create(person=own)
    arrange(event, event.rules)
    a_registration(event, own, diet="geen noten")
    other = a_registration(event, a_person("Xander Ander"), diet="halal")
    client.force_login(carla)

    answer = client.post(reverse("registration:export", args=[event.slug]), {"kind": "csv"}).content.decode()

    assert ("Olivia Eigen" in answer, "geen noten" in answer, own.email in answer) == (True, True, True)
    assert ("Xander Ander" in answer, "halal" in answer, other.email in answer) == (True, False, False)
    assert client.get(reverse("registration:desk_registration", args=[event.slug, other.pk])).status_code == 404


def test_a_note_is_written_where_it_stands_in_the_table(client, desk):
    event, _olga = desk
    coming = a_registration(event)
    url = reverse("registration:note", args=[event.slug, coming.pk])

    cell = client.post(url, {"note": "komt <later>"}, headers={"HX-Request": "true"}).content.decode()
    table = client.get(reverse("registration:registrations", args=[event.slug])).content.decode()

    written = f'<input id="note-{coming.pk}" name="note" maxlength="500" value="komt &lt;later&gt;">'
    assert (cell.count(written), table.count(written), f'hx-post="{url}"' in table) == (1, 1, True)


def test_the_table_of_a_co_host_shows_of_others_their_name_only(client, desk):
    event, _olga = desk
    co_host, carla = a_community(), a_person("Carla")
    event.hosts.create(community=co_host, state="accepted", sees_others="names")
    co_host.roles.create(person=carla, kind="organiser")
    arrange(event, event.rules)
    other = a_registration(event, a_person("Xander Ander"))
    Registration.objects.filter(pk=other.pk).update(note="heeft haast")
    client.force_login(carla)

    table = client.get(reverse("registration:registrations", args=[event.slug])).content.decode()

    seen = (
        "Xander Ander",
        other.email,
        "heeft haast",
        f"/registrations/{other.pk}/",
        f'name="chosen" value="{other.pk}"',
    )
    assert [text in table for text in seen] == [True, False, False, False, False]


@pytest.mark.parametrize("page", ["registrations", "queue", "invitations", "mailings"])
def test_a_page_of_the_desk_costs_the_same_for_one_row_and_for_many(client, desk, page):
    event, _olga = desk
    event.places = 1
    event.save()
    arrange(event, event.rules)

    def some(number):
        for n in range(number):
            person = a_person(f"Persoon {n}")
            a_registration(event, person)
            an_event_invitation(event, f"genodigd-{person.email}")
        write_letters()

    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"registration:{page}", args=[event.slug])).status_code == 200
        return len(found)

    some(2)
    few = asked()
    some(6)

    assert asked() == few


def test_a_mailing_is_tried_on_oneself_first(client, desk):
    event, olga = desk
    a_registration(event)
    client.post(
        reverse("registration:new_mailing", args=[event.slug]), {"subject": "Parkeren", "text": "Achter de hal."}
    )
    mailing = event.mailings.get()

    client.post(reverse("registration:mailing_trial", args=[event.slug, mailing.pk]))

    assert Mail.objects.get(kind="registration/mail/mailing").to == olga.email
    assert mailing.state == "draft"


def test_registering_asks_the_database_little(client, django_assert_max_num_queries):
    event = an_open_event(places=500)
    with django_assert_max_num_queries(14):
        client.get(register_url(event))
    with django_assert_max_num_queries(34):
        client.post(register_url(event), VISITOR)


def test_pages_that_visitors_share_hold_nothing_of_another(client_factory, settings):
    settings.KEPT_FOR = 60
    event = an_open_event()
    seen = []
    for name in ("nora", "piet"):
        client = client_factory()
        form = client.get(reverse("registration:register", args=[event.slug])).content.decode()
        sent = client.post(
            reverse("registration:register", args=[event.slug]), {"name": name, "email": f"{name}@voorbeeld.example"}
        )
        seen.append((sent.url.split("/")[-2], form, client.get(sent.url).content.decode()))
    (nora, _, _), (piet, form, page) = seen

    assert "piet@voorbeeld.example" in page
    assert page.count(piet) > 1
    assert "nora" not in page + form
    assert nora not in page + form


def test_an_invitation_brings_the_event_for_ones_calendar():
    event = an_open_event(online_url="https://geheim.example/kamer")
    invitation = an_event_invitation(event)
    invitation_letters.send_soon([invitation.pk])
    write_letters()

    mail = Mail.objects.get(kind="registration/mail/invitation")
    entry = icalendar.Calendar.from_ical(mail.calendar).walk("VEVENT")[0]
    assert (entry["UID"], entry.decoded("DTSTART")) == (uid_of(event), event.starts_at)
    assert str(entry["TRANSP"]) == "TRANSPARENT"
    assert invitation.token in entry["URL"]
    assert "geheim" not in mail.calendar


def test_reminders_are_set_before_an_organiser_thinks_of_them(client):
    mia = a_person("Mia")
    event = an_event(a_community(managers=[mia]))
    client.force_login(mia)

    page = client.get(reverse("registration:rules", args=[event.slug]))

    assert page.context["form"]["reminder_days"].value() == "7, 1"


def test_who_fills_in_a_form_while_the_event_moves_is_told(client):
    event = an_open_event(places=2)
    event.sequence = 1
    event.save()

    answer = client.post(register_url(event), VISITOR | {"sequence": "0"})

    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert "is het evenement verplaatst" in answer.content.decode()
    client.post(register_url(event), VISITOR | {"sequence": "1"})
    assert Registration.objects.count() == 1


def test_a_volunteer_finds_the_door_on_the_page_of_the_event(client):
    soon = timezone.now() + timedelta(hours=1)
    event, yara = an_open_event(starts_at=soon, ends_at=soon + timedelta(hours=3)), a_person("Yara")
    door = reverse("registration:door", args=[event.slug])
    client.force_login(yara)
    assert door not in client.get(event.get_absolute_url()).content.decode()

    an_event_role(event, yara, kind="volunteer")

    assert door in client.get(event.get_absolute_url()).content.decode()
