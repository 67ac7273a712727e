"""Seats, queues and crashes at full length, on the database of this process."""

import sys

import django
from django.core.management import call_command


def main(name: str, numbers: list[int]) -> int:
    django.setup()
    call_command("migrate", verbosity=0)
    from tests.races import rush

    if name == "crash":
        times = numbers[0] if numbers else 100
        return int(not rush.show("T8 the whole server killed", lambda: rush.crashes(times=times, people=40 * times)))
    people, seats = numbers if len(numbers) == 2 else (10_000, 500)
    waiting = people // 5
    good = [
        rush.show("T1 seats", lambda: rush.seats_for_all(people=people, seats=seats)),
        rush.show(
            "T3 queue",
            lambda: rush.a_fair_queue(
                seats=waiting * 3 // 5, waiting=waiting, cancellations=waiting // 2, clients=32, kill_every=1.5
            ),
        ),
    ]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], [int(number) for number in sys.argv[2:]]))
