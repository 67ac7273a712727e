"""The long form of what the tests prove in short: `./run manage prove NAME`.

rush     T1 and T3: 10,000 people for 500 seats by 32 clients, 2,000 who wait and 1,000 who cancel, a process killed every 1.5 s
rules    T7: 5,000 walks of 100 steps against the model
serving  T8 on the real server: 20 times `kill -9` of a web process, the worker or everything, while visitors register
crash    T8: 100 times `kill -9` of the whole server under load

Each runs on SQLite, and on PostgreSQL where there is one. `rush 2000 100` asks for other numbers of people and seats.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("rush", "rules", "crash", "serving")


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        print(__doc__)
        return 2
    good = on(None, sys.argv[1:])
    with postgresql.running() as url:
        if url:
            return int(not (on(url, sys.argv[1:]) and good))
    print("PostgreSQL: skipped, there is none here", flush=True)
    return int(not good)


def on(url: str | None, arguments: list[str]) -> bool:
    """Run one proof in a process of its own, with an empty database."""
    print(f"== {arguments[0]} on {'PostgreSQL' if url else 'SQLite'}", flush=True)
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | ({"DATABASE_URL": url} if url else {})
    with tempfile.TemporaryDirectory(prefix="clubhuis-proof-") as data:
        environment |= {"CLUBHUIS_DATA": data, "DJANGO_SETTINGS_MODULE": "clubhuis.config.settings"}
        if arguments[0] == "rules":
            walk = {"CLUBHUIS_RULES": arguments[1] if len(arguments) > 1 else "5000x100"}
            command = ["pytest", "-q", "tests/races/test_rules_of_capacity.py", "-k", "does_what"]
            return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment | walk).returncode == 0
        module = "tests.proofs.serving" if arguments[0] == "serving" else "tests.proofs.capacity"
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
