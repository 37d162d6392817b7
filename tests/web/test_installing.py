"""Whatever the code says of databases and voice engines has a sentence, which says all of it."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from web.sentences.installing import RECORDS, VOICE_ENGINE

ROOT = Path(__file__).parents[2]


def raised(name: str, folder: str) -> set[tuple[str, frozenset[str]]]:
    """The reason and the fields of every such error in the code."""
    calls = (
        node
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    )
    return {
        (ast.literal_eval(call.args[0]), frozenset(each.arg or "" for each in call.keywords))
        for call in calls
    }


@pytest.mark.parametrize(
    ("sentences", "name", "folder"),
    [
        (RECORDS, "DatabaseUnusable", "hall"),
        (VOICE_ENGINE, "NotInstalled", "announcer"),
    ],
)
def test_each_reason_has_a_sentence_that_says_what_is_said(sentences, name, folder):
    fields = {
        (reason, frozenset(field for _, field, _, _ in Formatter().parse(text) if field))
        for reason, text in sentences.items()
    }

    assert fields == raised(name, folder)
