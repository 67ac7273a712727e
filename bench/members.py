"""Bringing in a list of 10,000 members, beside reading the same file and nothing else."""

import csv
import io
import random
import time

from bench.surroundings import installation, memory_mb, table

NAMES = ["Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Dekker", "Prins"]
TRADES = ["Fijnmechanica", "Metaal", "Techniek", "Plaatwerk", "Verspaning", "Optics", "Coating", "Gieterij", "Robotics"]
TOWNS = [
    ("7602 KD", "Almelo"),
    ("5405 AB", "Uden"),
    ("5652 AL", "Eindhoven"),
    ("2629 HD", "Delft"),
    ("9747 AA", "Groningen"),
]
HEADINGS = [
    "Bedrijfsnaam",
    "Contactpersoon",
    "E-mail",
    "Telefoon",
    "Adres",
    "Postcode",
    "Plaats",
    "Website",
    "KvK-nummer",
    "Wat kunnen wij?",
    "Machines",
]
TEXT = "5-assig frezen van titanium en RVS 316L; kleine series tot 200 stuks, toleranties tot 5 um. ISO 9001."


def a_list(rows: int) -> bytes:
    chance = random.Random(7)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    for n in range(rows):
        name = f"{chance.choice(NAMES)} {chance.choice(TRADES)} {chance.choice(NAMES)} {n if n % 3 else ''}".strip()
        postcode, town = chance.choice(TOWNS)
        contact = f"dhr. {chance.choice('ABCDEFGH')}. {chance.choice(NAMES)}"
        writer.writerow([f"{name} B.V.", contact, f"p{n}@lid{n}.example", "0546-812345", f"Straat {n}", postcode, town,
                         f"www.lid{n}.example", 10_000_000 + n, TEXT, "Freesmachine"])  # fmt: skip
    return text.getvalue().encode("cp1252")


def main() -> None:
    with installation():
        from clubhuis.communities.imports import actions
        from clubhuis.communities.models import Community
        from clubhuis.lib import spreadsheets

        community = Community.objects.create(slug="bench", name_nl="Bench")
        rows = []
        for count in (1_000, 10_000):
            content = a_list(count)
            began = time.perf_counter()
            spreadsheets.read("list.csv", content)
            read = time.perf_counter() - began
            began = time.perf_counter()
            brought = actions.upload(community, "list.csv", content, by=None)
            plan = actions.check(brought, by=None)
            checked = time.perf_counter() - began
            actions.run(brought, by=None, plan=plan)
            written = time.perf_counter() - began
            actions.undo(brought, by=None)
            undone = time.perf_counter() - began - written
            rows.append(
                [
                    f"{count:,}",
                    f"{read:.2f}",
                    f"{checked:.1f}",
                    f"{written - checked:.1f}",
                    f"{written:.1f}",
                    f"{undone:.1f}",
                    f"{memory_mb():.0f}",
                ]
            )
        table(
            ["rows", "only reading (s)", "checking (s)", "writing (s)", "all (s)", "undoing (s)", "memory (MB)"], rows
        )


if __name__ == "__main__":
    main()
