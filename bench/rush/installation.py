"""What is done inside the installation, in a process of its own: making the event before, and counting after."""

from __future__ import annotations

import json
import os
import secrets
import sys
from datetime import timedelta


def prepare(places: str, opens_in: str) -> None:
    """An event in the open, with so many places ("0": no limit); prints its slug and the moment it opens."""
    from django.core.management import call_command
    from django.utils import timezone

    from clubhuis.registration.tests.cast import an_open_event

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)  # a server of PostgreSQL may have been used before
    opens = timezone.now() + timedelta(seconds=float(opens_in)) if float(opens_in) else None
    event = an_open_event(
        "Een dag waar iedereen bij wil zijn", places=int(places) or None, opens_at=opens, has_waiting_list=True,
        text_nl="Vier lezingen, een rondgang door de fabriek en een lopend buffet. " * 12,
    )  # fmt: skip
    print(json.dumps({"slug": event.slug, "opens": opens.timestamp() if opens else 0}))


def members(number: str) -> None:
    """So many people who are signed in; prints what their browsers would keep in the cookie."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from clubhuis.accounts.models import Person
    from clubhuis.accounts.sessions import SessionStore

    now = timezone.now()
    found = Person.objects.bulk_create(
        Person(email=f"lid.{n}@rush.example", name=f"Lid {n}", password="!", claimed_at=now) for n in range(int(number))
    )
    (backend,) = settings.AUTHENTICATION_BACKENDS
    store = SessionStore()
    sessions = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: backend,
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
            expire_date=now + timedelta(days=1),
        )
        for person in found
    ]
    Session.objects.bulk_create(sessions)
    print(json.dumps([session.session_key for session in sessions]))


def count(slug: str) -> None:
    """What must hold afterwards."""
    from django.db import connection
    from django.db.models import Count

    from clubhuis.activity.models import Mail
    from clubhuis.capacity.models import Claim, Pool, Seat
    from clubhuis.events.models import Event
    from clubhuis.registration.models import Registration
    from clubhuis.registration.seats import key_of

    event = Event.objects.get(slug=slug)
    pool = Pool.objects.get(line__key=key_of(event), key="event")
    there = Registration.objects.filter(event=event).live()
    addresses = there.values_list("email", flat=True)
    numbers = list(Claim.objects.filter(line__key=key_of(event), state="waiting").values_list("number", flat=True))
    print(
        json.dumps(
            {
                "registrations": there.count(),
                "confirmed": there.filter(state="confirmed").count(),
                "pending": there.filter(state="pending").count(),
                "queued": there.filter(state="queued").count(),
                "addresses": there.aggregate(n=Count("email", distinct=True))["n"],
                "places": pool.size,
                "taken": pool.taken,
                "seats": Seat.objects.filter(pool=pool).count(),
                "holders": Seat.objects.filter(pool=pool).aggregate(n=Count("claim__holder", distinct=True))["n"],
                "in_line": len(numbers),
                "line_without_gaps": sorted(numbers) == list(range(1, len(numbers) + 1)),
                "mails": Mail.objects.filter(kind__startswith="registration/mail/").count(),
                "letters_waiting": _waiting(),
                "database": connection.vendor,
                "lost": sorted(set(json.loads(os.environ.get("BENCH_ADDRESSES", "[]"))) - set(addresses))[:5],
                "integrity": _integrity(),
            }
        )
    )


def _waiting() -> int:
    from clubhuis.registration.models import Letter

    return Letter.objects.count()


def _integrity() -> str:
    """What SQLite says of itself; PostgreSQL has no such question."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        return str(cursor.execute("PRAGMA integrity_check").fetchone()[0])


if __name__ == "__main__":
    import django

    django.setup()
    {"prepare": prepare, "members": members, "count": count}[sys.argv[1]](*sys.argv[2:])
