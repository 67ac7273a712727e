"""Every check and every test, on SQLite and wherever possible on PostgreSQL: `./run test`.

With arguments it is pytest on SQLite alone: `./run test src/clubhuis/market -k expiry`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

CHECKS = {  # the slow ones first: two run at a time
    "types": ["mypy", "src"],
    "templates": ["djlint", "--quiet", "--lint", "src"],
    "imports": ["lint-imports", "--no-logo"],
    "django": ["python", "-W", "error", "-m", "clubhuis", "manage", "check", "--fail-level", "WARNING"],
    "migrations": ["python", "-m", "clubhuis", "manage", "makemigrations", "--check", "--dry-run"],
    "ruff": ["ruff", "check", "-q", "."],
    "format": ["ruff", "format", "-q", "--check", "."],
}
SPREAD = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# What a browser shows, and what never asks the database, does not depend on which one there is.
WHAT_DEPENDS_ON_IT = ["-m", "(not journey or smoke) and not once"]
# The server itself is thrown away: its databases need not be dropped one by one, which a connection still closing would refuse.
MADE_ANEW_AND_LEFT = ["--create-db", "--reuse-db"]


def say(words: str) -> None:
    print(words, flush=True)


def step(name: str, command: list[str], environment: dict[str, str], *, quiet: bool = True) -> bool:
    began = time.monotonic()
    program = BIN / command[0]
    done = subprocess.run(
        [str(program), *command[1:]], cwd=ROOT, env=environment, text=True, capture_output=quiet, check=False
    )
    good = done.returncode == 0
    say(f"{'✓' if good else '✗'} {name} ({time.monotonic() - began:.0f} s)")
    if quiet and not good:
        say(done.stdout + done.stderr)
    return good


def main(arguments: list[str]) -> int:
    data = tempfile.mkdtemp(prefix="clubhuis-tests-")
    environment = os.environ | {"CLUBHUIS_DATA": data, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONHASHSEED": "0"}
    without_database = {k: v for k, v in environment.items() if k != "DATABASE_URL"}
    try:
        if arguments:
            return 0 if step("tests", ["python", "-m", "pytest", *arguments], environment, quiet=False) else 1
        with ThreadPoolExecutor(max_workers=2) as pool:
            good = list(pool.map(lambda check: step(*check, without_database), CHECKS.items()))
        good.append(step("tests on SQLite", ["python", "-m", "pytest", *SPREAD], without_database, quiet=False))
        with postgresql.running() as url:
            if url:
                on_postgresql = environment | {"DATABASE_URL": url}
                good.append(
                    step(
                        "tests on PostgreSQL",
                        ["python", "-m", "pytest", *SPREAD, *WHAT_DEPENDS_ON_IT, *MADE_ANEW_AND_LEFT],
                        on_postgresql,
                        quiet=False,
                    )
                )
            else:
                say("- tests on PostgreSQL: skipped, because there is none here (Debian: apt install postgresql)")
                good.append(not os.environ.get("CI"))
        return 0 if all(good) else 1
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
