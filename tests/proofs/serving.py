"""The real server killed under load, at full length, on the database of this process."""

import itertools
import os
import sys

import django


def main(numbers: list[int]) -> int:
    django.setup()
    from tests.races import rush, serving

    kills = list(itertools.islice(itertools.cycle(("web process", "worker", "everything")), *(numbers or [20])))
    url = os.environ.get("DATABASE_URL")
    return int(not rush.show("T8 the real server killed", lambda: serving.killed_under_load(kills=kills, url=url)))


if __name__ == "__main__":
    sys.exit(main([int(number) for number in sys.argv[2:]]))
