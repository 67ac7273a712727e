"""Events with registration, and people who come, for tests."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_ox.models import OxTask

from clubhuis.accounts.tests.cast import a_person
from clubhuis.events.tests.cast import an_event
from clubhuis.registration import actions, invitation_letters, letters
from clubhuis.registration.actions import mailings
from clubhuis.registration.arranging import arrange
from clubhuis.registration.details import Details
from clubhuis.registration.models import Invitation, Letter, Registration, Rules, TicketType


def an_open_event(title="Kennisdag vacuüm", *, places=None, **rules):
    """A published event for which one can register; what is not about the rules goes to the event."""
    names = {field.name for field in Rules._meta.get_fields()} - {"event"}
    about_event = {name: rules.pop(name) for name in list(rules) if name not in names}
    event = an_event(title=title, places=places, **about_event)
    return with_rules(event, **rules)


def with_rules(event, **rules):
    rules.setdefault("cut_off_at", event.starts_at - timedelta(hours=1))
    arrange(event, Rules.objects.create(event=event, **rules))
    return event


def a_ticket_type(event, name="Deelnemer", **fields):
    ticket = TicketType.objects.create(event=event, name_nl=name, **fields)
    arrange(event, event.rules)
    return ticket


def details(name="Nora Visser", email="nora@voorbeeld.example", **fields):
    return Details(name=name, email=email, **fields)


def a_registration(event=None, person=None, **fields):
    """Somebody with a confirmed seat, or what became of them when the event is full."""
    event = event or an_open_event()
    person = person or a_person("Nora Visser")
    return actions.register(event, details(person.name, person.email, **fields), by=person)


def a_pending_registration(event=None, **fields):
    """Somebody without an account, who has not followed the link in the mail."""
    return actions.register(event or an_open_event(), details(**fields))


def somebody_waits(event, person=None):
    """Somebody on the waiting list of an event that is full."""
    registration = a_registration(event, person)
    assert registration.state == "queued"
    return registration


def an_event_invitation(event=None, email="nora@voorbeeld.example", **fields):
    return Invitation.objects.create(event=event or an_open_event(), email=email, **fields)


LETTERS = {task.module_path: task for task in (invitation_letters.write_many, mailings.dispatch, mailings.write_many)}


def write_letters():
    """What the worker would do: the letters that were asked for are written. Returns the kinds of those asked for."""
    written = []
    due = Q(run_after=None) | Q(run_after__lte=timezone.now())
    while (waiting := list(OxTask.objects.filter(due, task_path__in=LETTERS).order_by("enqueued_at"))) or (
        Letter.objects.exists()
    ):
        for row in waiting:
            LETTERS[row.task_path].func(*row.args, **row.kwargs)
            written.append(row.args[0])
            row.delete()
        written += letters_asked()
        letters.write_waiting.func()
    return written


def letters_asked():
    """The kinds of the letters that wait to be written."""
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def as_it_is(registration):
    return Registration.objects.select_related("event", "claim").get(pk=registration.pk)
