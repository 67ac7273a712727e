"""A small server for races: real processes that register and cancel, and that can be killed at any moment.

`python -m tests.races.server SOCKET PROCESSES [BREAK]` with DATABASE_URL. The parent listens and forks; who dies is replaced.
Each line that comes in is one deed as JSON, each line that goes out its answer. BREAK names a deliberate mistake; see `mistakes`.
"""

import json
import os
import signal
import socket
import sys
import threading
from contextlib import nullcontext

import django

THREADS = 12  # more than clients, so that nobody waits for another to hang up


def main(path: str, processes: int, mistake: str | None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clubhuis.config.settings")
    django.setup()
    from tests.races import mistakes

    if mistake:
        getattr(mistakes, mistake)()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen(256)
    children: set[int] = set()
    signal.signal(signal.SIGTERM, lambda *_: end(children))
    while True:
        while len(children) < processes:
            if (child := os.fork()) == 0:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                serve(listening)
                os._exit(0)
            children.add(child)
            print(child, flush=True)
        children.discard(os.wait()[0])


def end(children: set[int]) -> None:
    for child in children:
        os.kill(child, signal.SIGKILL)
    os._exit(0)


def serve(listening: socket.socket) -> None:
    threads = [threading.Thread(target=accept, args=[listening], daemon=True) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def accept(listening: socket.socket) -> None:
    from tests.races import deeds

    while True:
        connection, _ = listening.accept()
        with connection, connection.makefile("rw") as lines:
            try:
                for line in lines:
                    asked = json.loads(line)
                    answer = getattr(deeds, asked.pop("deed"))(**asked)
                    lines.write(json.dumps(answer) + "\n")
                    lines.flush()
            except (BrokenPipeError, ConnectionResetError):
                pass
            except Exception as problem:  # what would be a 500: said, and counted by who asked
                with nullcontext():
                    lines.write(json.dumps({"broken": f"{type(problem).__name__}: {problem}"}) + "\n")
                    lines.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
