"""What a figure is said of: "frezen tot 5 µm, draaien tot 10 µm" has one figure of each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clubhuis.engines.matching.figures import Figure
from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.known import Part
from clubhuis.engines.matching.reading import Mention

_OF_A_PROCESS = frozenset(("tolerance", "roughness", "size", "diameter", "length", "thickness", "it_grade", "layer"))
"""Kinds of figures that belong to the process they are named with; a weight or a pressure holds for all."""


def scope_of(bench: Bench, part: Part, figure: Figure) -> int:
    """2 when a figure is said of a process that is asked, 1 of its kin or of none, 0 of another one."""
    if not bench.asked or figure.kind not in _OF_A_PROCESS:
        return _scope_of_weight(bench, part, figure) if bench.asked and figure.kind == "weight" else 1
    if figure.kind == "layer" and not any(_puts_on(bench, one) for one in bench.asked):
        return 1  # who blasts and paints speaks of the paint
    start, _ = _clause(bench, part, figure)
    behind = [
        process
        for one in part.mentions
        if figure.end <= one.start <= figure.end + 1 and one.stance != "denied"
        for process in _processes(bench, one)
    ]
    if behind:
        # "0.05 - 0.8 mm sprayed, nickel 3 to 75 microns"
        return 2 if any(_is_asked(bench, one) for one in behind) else int(any(_near(bench, one) for one in behind))
    # What stands before a figure is what it is about: "frezen tot 5 µm, draaien tot 10 µm".
    before = [
        (one, process)
        for one in part.mentions
        if start <= one.start < figure.start and one.stance != "denied"
        for process in _processes(bench, one)
    ]
    if not before:
        return 1
    last = max(one.start for one, _ in before)
    together = [process for one, process in before if not part.figures_between(one.start, last)]
    if any(_is_asked(bench, process) for process in together):
        return 2
    if figure.kind == "thickness" and _sheet(bench, bench.asked) and _sheet(bench, together):
        return 1  # who cuts sheet of that thickness may bend it as well
    if (
        figure.kind == "roughness"
        and any(_finishes(bench, one) for one in together)
        and not _machines(bench, bench.asked)
    ):
        return 1  # who makes vessels and polishes them speaks of the vessel
    return int(any(_near(bench, process) for process in together))


def _puts_on(bench: Bench, process: str) -> bool:
    """Whether a process puts something on, or goes some way into, the surface."""
    covers = bench.vocabulary.covers
    return not covers("blasting", process) and any(
        covers(wide, process) for wide in ("coating-processes", "surface-treatment", "heat-treatment", "welding")
    )


def _finishes(bench: Bench, process: str) -> bool:
    return any(bench.vocabulary.covers(wide, process) for wide in ("grinding", "polishing", "surface-treatment"))


def _machines(bench: Bench, processes: Iterable[str]) -> bool:
    return any(bench.vocabulary.covers("machining", one) for one in processes)


def _processes(bench: Bench, mention: Mention) -> tuple[str, ...]:
    """The process that is named, or those of the machine that is named: a lathe turns."""
    concept = bench.vocabulary[mention.concept]
    if concept.kind == "process":
        return (concept.id,)
    if concept.kind != "equipment":
        return ()
    return tuple(one for one in bench.vocabulary.related(concept.id) if bench.vocabulary[one].kind == "process")


_THINGS = re.compile(
    r"assemblies|weldments|castings|\w*gruppen|samenstellingen|gietstukken|\w*teile|\w*delen", re.IGNORECASE
)
"""Names of processes that stand for what comes out of them: "assemblies up to 90 tonnes"."""


def _scope_of_weight(bench: Bench, part: Part, figure: Figure) -> int:
    """A weight holds for all that is done, unless it stands right behind another process: "Vakuumhärten bis 1.000 kg, …"."""
    beginning = max(part.text.rfind(mark, 0, figure.start) for mark in (",", ";", ".", ":"))
    named = [
        one
        for one in part.mentions
        if beginning < one.start < figure.start
        and bench.vocabulary[one.concept].kind == "process"
        and not _THINGS.fullmatch(part.text[one.start : one.end])
    ]
    if any(_is_asked(bench, one.concept) for one in named):
        return 2
    if not named or figure.start - named[-1].end > 6 or any(_near(bench, one.concept) for one in named):
        return 1
    return 0


def _is_asked(bench: Bench, process: str) -> bool:
    """Whether a process is one that is asked, or a special form of it."""
    return any(bench.vocabulary.covers(asked, process) for asked in bench.asked)


def _clause(bench: Bench, part: Part, figure: Figure) -> tuple[int, int]:
    start, end = part.sentence_at(figure.start)
    before = max(part.text.rfind(mark, start, figure.start) for mark in ";|")
    behind = min((found for mark in ";|" if (found := part.text.find(mark, figure.end, end)) >= 0), default=end)
    return (before + 1 if before >= 0 else start), behind


_OF_SHEET = "sheet-metal-working"


def _sheet(bench: Bench, processes: Iterable[str]) -> bool:
    return any(bench.vocabulary.covers(_OF_SHEET, one) for one in processes)


def _near(bench: Bench, process: str) -> bool:
    above = bench.vocabulary.above(process)
    for asked in bench.asked:
        up = bench.vocabulary.above(asked)
        if process == asked or asked in above or process in up:
            return True
        if any(steps <= 1 and up.get(shared, 9) <= 1 for shared, steps in above.items()):
            return True
    return False
