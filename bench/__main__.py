"""`./run bench NAME [ARGS]`: run one benchmark."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted({p.stem for p in HERE.glob("[a-z]*.py")} | {p.parent.name for p in HERE.glob("*/__main__.py")})


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        sys.exit(f"Which one? {', '.join(NAMES)}. See bench/README.md.")
    name = sys.argv.pop(1)
    sys.argv[0] = f"bench {name}"
    runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=False)


if __name__ == "__main__":
    main()
