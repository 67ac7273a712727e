"""Sessions for tests."""

from datetime import timedelta

from clubhuis.events.tests.cast import an_event
from clubhuis.programme.models import Session


def a_session(event=None, *, title="Lekzoeken in de praktijk", after=0, minutes=45, speakers=(), **fields):
    """A session that begins `after` minutes from the beginning of the event; `speakers` are people or names."""
    event = event or an_event()
    fields.setdefault("starts_at", event.starts_at + timedelta(minutes=after))
    fields.setdefault("ends_at", fields["starts_at"] + timedelta(minutes=minutes))
    session = Session.objects.create(event=event, title_nl=title, **fields)
    for position, speaker in enumerate(speakers):
        who = {"name": speaker} if isinstance(speaker, str) else {"person": speaker, "name": speaker.name}
        session.speakers.create(position=position, **who)
    return session


def a_workshop(event=None, *, seats=20, **fields):
    """A session that people choose when they register."""
    fields.setdefault("title", "Workshop lekzoeken")
    return a_session(event, kind="workshop", needs_choice=True, seats=seats, **fields)
