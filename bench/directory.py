"""The directory with facets, words and distance as it grows, beside counting each facet in the database.

./run bench directory [--sizes 500,5000,50000] [--times 20]
"""

import argparse
import random
import time
from collections.abc import Callable

from bench.surroundings import described, installation, median, memory_mb, p95, table

TOWNS = [(52.357, 6.662), (51.441, 5.478), (52.012, 4.357), (53.219, 6.567), (51.924, 4.478), (50.851, 5.691)]
REGIONS = ["NL21", "NL41", "NL33", "NL11", "NL22", "NL42"]


def grow(upto: int) -> None:
    """Organisations until there are so many, each with a site, five capabilities, a sector, a size and perhaps a community."""
    from clubhuis.communities.models import Community, Membership
    from clubhuis.organisations.models import HasCapability, Kind, Organisation, Site, Size
    from clubhuis.places.models import Region
    from clubhuis.taxonomy.models import Capability, Sector

    chance = random.Random(upto)
    community, _ = Community.objects.get_or_create(slug="bench", defaults={"name_nl": "Bench", "shows_members": True})
    capabilities = list(Capability.objects.order_by("slug").values_list("pk", flat=True))
    sectors = list(Sector.objects.order_by("code").values_list("code", flat=True))
    regions = list(Region.objects.filter(code__in=REGIONS).values_list("code", flat=True)) or [None]
    already = Organisation.objects.count()
    for start in range(already, upto, 2_000):
        made = Organisation.objects.bulk_create(
            Organisation(
                slug=f"bench-{n}",
                name=f"{chance.choice(['Fijn', 'Metaal', 'Optiek', 'Lasser'])}bedrijf {n}",
                plain_name=f"bedrijf {n}",
                kind=chance.choice(Kind.values),
                size=chance.choice(Size.values),
                sector_id=chance.choice(sectors),
            )
            for n in range(start, min(upto, start + 2_000))
        )
        Site.objects.bulk_create(site_of(one, chance, regions) for one in made)
        HasCapability.objects.bulk_create(
            HasCapability(organisation=one, capability_id=pk) for one in made for pk in chance.sample(capabilities, 5)
        )
        Membership.objects.bulk_create(
            Membership(community=community, organisation=one, state="current") for one in made if chance.random() < 0.3
        )


def site_of(organisation: object, chance: random.Random, regions: list[str | None]) -> object:
    from clubhuis.organisations.models import Site

    latitude, longitude = chance.choice(TOWNS)
    return Site(
        organisation=organisation,
        is_main=True,
        country="NL",
        region_id=chance.choice(regions),
        latitude=latitude + chance.gauss(0, 0.2),
        longitude=longitude + chance.gauss(0, 0.2),
    )


def counted_by_the_database() -> None:
    """The baseline: one question for each facet, without words, distance or choices, and a page of names."""
    from django.db.models import Count

    from clubhuis.organisations.models import Organisation

    seen = Organisation.objects.visible_to(None)
    for field in ("kind", "size", "sector", "sites__region", "memberships__community", "capabilities"):
        list(seen.values_list(field).annotate(number=Count("pk", distinct=True)).order_by("-number")[:40])
    list(seen.order_by("plain_name")[:24])


def run(work: Callable[[], object], times: int) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock, and of processor time."""
    work()
    wall, busy = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - used) * 1000)
    return wall, busy


def main() -> None:
    words = argparse.ArgumentParser(prog="bench directory")
    words.add_argument("--sizes", default="500,5000,50000")
    words.add_argument("--times", type=int, default=20)
    asked = words.parse_args()
    with installation():
        from django.test import Client

        from clubhuis.accounts.models import Person
        from clubhuis.portal import catalogue
        from clubhuis.taxonomy.loading import load_vocabulary
        from clubhuis.taxonomy.models import Capability

        load_vocabulary()
        Person.objects.create_user(name="Olga", email="olga@bench.example", is_operator=True)
        client = Client(headers={"accept-encoding": "gzip", "host": "localhost"})
        slug = Capability.objects.order_by("slug").values_list("slug", flat=True)[10]
        questions = {
            "directory, all facets": "/directory/",
            "with two choices": f"/directory/?kind=company&capability={slug}",
            "words and distance": "/directory/?q=optiekbedrijf&near=Almelo&km=100",
        }
        rows: list[list[object]] = []
        for size in [int(size) for size in asked.sizes.split(",")]:
            grow(size)
            catalogue.forget()
            began = time.process_time()
            catalogue.catalogue()
            made = time.process_time() - began
            works: dict[str, Callable[[], object]] = {
                question: lambda path=path: client.get(path) for question, path in questions.items()
            }
            works["baseline: the database counts"] = counted_by_the_database
            for question, work in works.items():
                wall, busy = run(work, asked.times if question in questions else 2)
                figures = [f"{figure:.0f}" for times in (wall, busy) for figure in (median(times), p95(times))]
                rows.append([f"{size:,}", question, *figures, f"{made:.2f}", f"{memory_mb():.0f}"])
                print(*rows[-1], sep="\t", flush=True)  # the last sizes take minutes
        table(
            ["organisations", "question", "median ms", "p95 ms", "processor median", "p95", "making (s)", "memory MB"],
            rows,
        )
        print(described())


if __name__ == "__main__":
    main()
