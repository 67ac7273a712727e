"""What benchmarks share: an installation of their own, and honest figures."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the web processes have it; before numpy is imported


@contextmanager
def installation(*, demo: bool = False) -> Iterator[Path]:
    """Django set up on an empty SQLite in a temporary folder, with the vocabulary; with the demonstration if asked."""
    with tempfile.TemporaryDirectory(prefix="clubhuis-bench-") as folder:
        os.environ["CLUBHUIS_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "clubhuis.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        if demo:
            call_command("load_demo", verbosity=0)
        from clubhuis.ui.collecting import collect_when_changed

        collect_when_changed()
        yield Path(folder)


@contextmanager
def opened(data: Path) -> Iterator[Path]:
    """Django set up on an installation that is there already."""
    os.environ["CLUBHUIS_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "clubhuis.config.settings"
    import django

    django.setup()
    yield data


def described() -> str:
    """The machine, and how busy others keep it: wall times mean little on a busy one, processor times still something."""
    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        "",
    )
    load, *_ = os.getloadavg()
    return f"{os.cpu_count()} cores ({processor or 'unknown'}), Python {sys.version.split()[0]}, load {load:.1f}"


def timed(work: Callable[[], object], times: int, *, warm: int = 3) -> list[float]:
    """Milliseconds of each run, after some that do not count."""
    for _ in range(warm):
        work()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def memory_mb() -> float:
    """Resident memory of this process, in MiB; shared pages of mapped files count."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if sys.platform == "linux" else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    cells = [[str(c) for c in row] for row in (heads, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    for number, row in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    sys.stdout.flush()
