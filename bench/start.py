"""From a fresh copy of the checkout to the first page, and again, as a newcomer sees it."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from bench.surroundings import table

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port on which nobody listens, below those that a system lends to outgoing connections (32768 and up on Linux).

    So it is still free when a server that was killed comes back to it, however many connections others open meanwhile.
    """
    for port in random.sample(range(20_000, 32_768), 100):
        with socket.socket() as door, suppress(OSError):
            door.bind(("127.0.0.1", port))
            return port
    raise SystemExit("No port is free.")


def until_first_page(checkout: Path, *arguments: str) -> float:
    """Seconds from the command to the first page answered with 200."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("CLUBHUIS_", "PYTHONPATH", "VIRTUAL_ENV"))}
    began = time.monotonic()
    server = subprocess.Popen(
        ["./run", "--port", str(port), *arguments], cwd=checkout, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while time.monotonic() - began < 600:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                    if page.status == 200:
                        return time.monotonic() - began
            except OSError:
                time.sleep(0.1)
            if server.poll() is not None:
                raise SystemExit(f"./run stopped with {server.returncode}")
        raise SystemExit("no page within ten minutes")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="clubhuis-start-") as folder:
        checkout = Path(folder) / "clubhuis"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(checkout)], check=True)
        fresh = until_first_page(checkout)
        again = [until_first_page(checkout) for _ in range(3)]
        shutil.rmtree(checkout / "data")
        empty = until_first_page(checkout, "--empty")
        table(
            ["start", "seconds to the first page"],
            [
                ["fresh clone, with installing and the demonstration", f"{fresh:.1f}"],
                ["again (median of 3)", f"{sorted(again)[1]:.1f}"],
                ["new and empty, installed already", f"{empty:.1f}"],
            ],
        )


if __name__ == "__main__":
    main()
