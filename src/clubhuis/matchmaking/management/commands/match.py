"""`match "5-assig frezen van titanium, …"`: the organisations that fit, with the evidence."""

from __future__ import annotations

import json
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import translation

from clubhuis.accounts.commands import person_at
from clubhuis.communities.models import Community
from clubhuis.engines.matching import Judgement
from clubhuis.market.wording import in_words as asked
from clubhuis.matchmaking import access, index
from clubhuis.matchmaking.wording import SOURCES, STATES, why

MARKS = {"met": "+", "unknown": "?", "not_met": "-"}


class Command(BaseCommand):
    help = "Print the organisations that fit a need, ranked, with the sentence that proves or denies each requirement."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("need", help="what is needed, in Dutch, English or German")
        parser.add_argument("--community", help="only members of this community (its path)")
        parser.add_argument("--limit", type=int, default=10, help="how many (1 to 100; default 10)")
        parser.add_argument("--lang", choices=["nl", "en"], help="language of the answer (default: that of the need)")
        parser.add_argument(
            "--as", dest="person", metavar="EMAIL", help="what this person may see (default: a visitor)"
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, need: str, **options: Any) -> None:
        if not 1 <= options["limit"] <= 100:
            raise CommandError("--limit is a number from 1 to 100.")
        if not need.strip():
            raise CommandError("Say what is needed.")
        index.read_ahead()
        if not index.is_ready():
            self.stderr.write("Building the index for the first time …")
            index.ensure()
        community = self.community(options["community"])
        answer = access.matches_for_text(
            need, person_at(options["person"]), community=community, limit=options["limit"]
        )
        language = options["lang"] or ("nl" if answer.need.language == "nl" else "en")
        with translation.override(language):
            if options["json"]:
                self.stdout.write(json.dumps(as_json(answer), ensure_ascii=False, indent=1))
            else:
                self.show(answer)

    def community(self, slug: str | None) -> Community | None:
        if not slug:
            return None
        try:
            return Community.objects.present().get(slug=slug)
        except Community.DoesNotExist:
            there = ", ".join(Community.objects.present().values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no community “{slug}”. There are: {there}.") from None

    def show(self, answer: access.Answer) -> None:
        requirements = answer.need.requirements
        self.stdout.write(" · ".join(asked(r) + ("" if r.must else " *") for r in requirements) or answer.need.text)
        if any(not r.must for r in requirements):
            self.stdout.write("* a wish, no condition")
        for rank, match in enumerate(answer.matches, start=1):
            where = f"  {match.distance_km:.0f} km" if match.distance_km is not None else ""
            self.stdout.write(f"\n{rank:>2}. {match.organisation.name}  {match.score:.2f}{where}")
            for judgement in match.judgements:
                self.stdout.write(f"    {MARKS[judgement.state]} {line(judgement)}")
        if not answer.matches:
            self.stdout.write("Nobody found.")


def line(judgement: Judgement) -> str:
    said = f"{asked(judgement.requirement)}: {STATES[judgement.state]}, {why(judgement)}"
    if judgement.sentence:
        said += f" — “{' '.join(judgement.sentence.split())}” ({SOURCES.get(judgement.source, judgement.source)})"
    return said


def as_json(answer: access.Answer) -> dict[str, Any]:
    return {
        "need": answer.need.text,
        "language": answer.need.language,
        "requirements": [
            {"kind": r.kind, "text": r.text, "asked": asked(r), "must": r.must, "implied": r.implied}
            for r in answer.need.requirements
        ],
        "fitting": answer.fitting,
        "matches": [
            {
                "organisation": match.organisation.name,
                "slug": match.organisation.slug,
                "url": match.organisation.get_absolute_url(),
                "score": match.score,
                "distance_km": match.distance_km,
                "requirements": [
                    {
                        "asked": asked(j.requirement),
                        "state": j.state,
                        "why": why(j),
                        "reason": j.reason.code,
                        "sentence": j.sentence,
                        "source": j.source,
                        "language": j.language,
                    }
                    for j in match.judgements
                ],
            }
            for match in answer.matches
        ],
    }
