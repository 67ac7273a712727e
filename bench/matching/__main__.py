"""`./run bench matching [retrieval|needs|unseen|second|…|sixteenth|speed] [--mistakes] [--sizes N …]`: measure the matching engine."""

import argparse

from bench.matching import needs, retrieval, speed
from bench.matching.sources import WEIGHTS
from clubhuis.engines.matching import sentence_model

parser = argparse.ArgumentParser(prog="bench matching")
parser.add_argument("what", nargs="*", choices=["retrieval", *needs.SETS, "speed", []], help="default: all")
parser.add_argument("--mistakes", action="store_true", help="print every need that was read, judged or found wrong")
parser.add_argument("--without-model", action="store_true", help="as on a platform without the sentence model")
parser.add_argument("--questions", type=int, default=1000)
parser.add_argument("--sizes", type=int, nargs="+", default=[560, 10_000])
chosen = parser.parse_args()
model = None if chosen.without_model else sentence_model(WEIGHTS)
print("Sentence model:", model.name if model else "none; words and vocabulary only")
for name in needs.SETS:
    if not chosen.what or name in chosen.what:
        print("\n".join((f"{name}:", *needs.measure(model, name, shown=chosen.mistakes))))
if not chosen.what or "retrieval" in chosen.what:
    retrieval.measure(model, questions=chosen.questions)
if not chosen.what or "speed" in chosen.what:
    speed.measure(model, chosen.sizes)
