"""Whatever is recorded can be read: every verb of a fact has a sentence, in both languages."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override

from clubhuis.activity.sentences import sentences
from clubhuis.taxonomy.models import Revision

SOURCE = Path(apps.get_app_config("lib").path).parent
VERB = re.compile(r"([a-z_]+)\.[a-z_]*[a-z]")


def recorded() -> dict[str, str]:
    """Every verb that is recorded, and where.

    A verb often stands in the call of `record` itself; where it comes there by a variable, it is a text of the same file
    that looks like one and is about the same kind of thing.
    """
    calls, texts = {}, {}
    for path in sorted(SOURCE.glob("*/**/*.py")):
        if {"tests", "migrations"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text())
        records = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) == "record"]
        calls |= {text: where for node in records if node.args for text, where in verbs_in(node.args[0], path)}
        if records:
            texts |= dict(verbs_in(tree, path))
    things = {VERB.fullmatch(verb)[1] for verb in calls}
    return {verb: where for verb, where in texts.items() if VERB.fullmatch(verb)[1] in things}


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def verbs_in(tree: ast.AST, path: Path) -> list[tuple[str, str]]:
    return [
        (node.value, f"{path.relative_to(SOURCE)}:{node.lineno}")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VERB.fullmatch(node.value)
    ]


RECORDED = recorded()


def test_the_verbs_are_found():
    assert {"membership.accepted", "need.posted", "site.made_main"} | {"affiliation.left", "department.added"} <= set(
        RECORDED
    )


@pytest.mark.parametrize("verb", sorted(RECORDED))
def test_every_verb_has_a_sentence_in_both_languages(verb):
    assert verb in sentences.names(), f"{RECORDED[verb]}: say how {verb!r} reads, in activity.sentences"
    with override("en"):
        english = str(sentences[verb])
    with override("nl"):
        assert str(sentences[verb]) != english


def test_so_has_every_change_of_the_vocabulary():
    assert {f"capability.{verb}" for verb in Revision.Verb.values} <= set(sentences.names())
