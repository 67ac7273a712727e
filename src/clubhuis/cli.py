"""The one command: `clubhuis` (and `./run` in a checkout)."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

OPTIONS = {"--port": "CLUBHUIS_PORT", "--host": "CLUBHUIS_HOST", "--data": "CLUBHUIS_DATA"}


def take_options(words: Sequence[str]) -> list[str]:
    """Put --port, --host and --data into the environment, wherever they stand; return the other words."""
    rest: list[str] = []
    waiting: str | None = None
    for word in words:
        name, separator, value = word.partition("=")
        if waiting:
            os.environ[waiting] = word
            waiting = None
        elif name in OPTIONS and separator:
            os.environ[OPTIONS[name]] = value
        elif name in OPTIONS:
            waiting = OPTIONS[name]
        else:
            rest.append(word)
    if waiting:
        sys.exit(f"--{waiting.removeprefix('CLUBHUIS_').lower()} needs a value. See: clubhuis help")
    return rest


def release() -> str:
    try:
        return version("clubhuis")
    except PackageNotFoundError:
        return "from a checkout"


def main(arguments: Sequence[str] | None = None) -> None:
    words = take_options(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clubhuis.config.settings")
    match words:
        case [] | ["--empty"] | ["serve"] | ["serve", "--empty"]:
            from clubhuis.config.serve import serve  # Django is set up only when it is needed

            serve(with_demo="--empty" not in words)
        case ["worker", *rest]:
            from clubhuis.config.serve import worker

            worker(*rest)
        case ["manage", *rest]:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["clubhuis", *rest])
        case ["check", *rest]:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["clubhuis", "check_installation", *rest])
        case ["version" | "--version"]:
            print(f"clubhuis {release()}")
        case ["help" | "--help" | "-h"]:
            print(
                "clubhuis [serve] [--empty] | worker | manage COMMAND … | check | version   [--port N] [--host H] [--data DIR]"
            )
        case _:
            sys.exit(f"Clubhuis does not know “{' '.join(words)}”. See: clubhuis help")
