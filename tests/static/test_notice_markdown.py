"""What stands in the editor of notices stands on the screens: its Markdown is read back so."""

import json
import random
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from hall.notices.markdown import as_html
from tools.node import find_node

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(find_node() is None, reason="没有 Node.js，页面脚本没有检查。")

WRITE = """
import { schema } from "./static/js/editor/notice-schema.js";
import { asMarkdown } from "./static/js/editor/notice-markdown.js";
let text = "";
for await (const piece of process.stdin) text += piece;
const documents = JSON.parse(text).map((each) => schema.nodeFromJSON(each));
process.stdout.write(JSON.stringify(documents.map(asMarkdown)));
"""
PIECES = (
    "# ", "## ", "- ", "+ ", "* ", "*", "**", "_", "__", "~~", "~", "`", "```", "> ", "1. ", "12) ",
    "1．", "|", "| --- |", "---", "===", ":-:", "<b>", "&lt;", "&#35;", "&", "\\", "\\*", "[a](b)",
    "![a](b)",    "[a]: b", "http://a.b/c_d", "通知：", "《办法》", "（一）", "“是”",
    "12月3日", "abc", " ", "  ", "。", "!", "#",
)  # fmt: skip


def written(documents: list[Any]) -> list[str]:
    done = subprocess.run(
        [find_node() or "node", "--input-type=module", "-e", WRITE],
        cwd=ROOT,
        input=json.dumps(documents),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers: list[str] = json.loads(done.stdout)
    return answers


def text(words: str, *marks: str) -> dict[str, Any]:
    return {"type": "text", "text": words, "marks": [{"type": each} for each in marks]}


def node(kind: str, *content: Any, **attrs: Any) -> dict[str, Any]:
    return {"type": kind, "attrs": attrs, "content": list(content)}


def some_words(luck: random.Random) -> str:
    return "".join(luck.choices(PIECES, k=luck.randint(1, 6)))


def plain(html: str) -> str:
    """The words alone, spaces as a browser shows them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def compact(html: str) -> str:
    return re.sub(r"\s+", "", html)


def test_whatever_is_typed_stands_on_the_screen_as_it_was_typed() -> None:
    luck = random.Random(1)
    words = [some_words(luck) for _ in range(600)]
    kinds = [("paragraph", {}), ("heading", {"level": 2}), ("table_header", {}), ("list_item", {})]
    chosen = [luck.choice(kinds) for _ in words]
    documents = [
        node("doc", around(kind, node(block_of(kind), text(line), **attrs)))
        for line, (kind, attrs) in zip(words, chosen, strict=True)
    ]

    for line, markdown in zip(words, written(documents), strict=True):
        assert plain(as_html(markdown)) == " ".join(line.split()), (line, markdown)


def block_of(kind: str) -> str:
    return kind if kind == "heading" else "paragraph"


def around(kind: str, inner: dict[str, Any]) -> dict[str, Any]:
    if kind == "table_header":
        return node("table", node("table_row", node("table_header", inner)))
    return node("bullet_list", node("list_item", inner)) if kind == "list_item" else inner


def test_bold_words_are_bold_wherever_they_begin_and_end() -> None:
    luck = random.Random(2)
    parts = [[some_words(luck).strip() or "字" for _ in range(3)] for _ in range(400)]
    documents = [
        node("doc", node("paragraph", text(before), text(bold, "strong"), text(behind)))
        for before, bold, behind in parts
    ]

    for (before, bold, behind), markdown in zip(parts, written(documents), strict=True):
        html = as_html(markdown)
        inside = re.search(r"<strong>(.*)</strong>", html, re.DOTALL)
        assert inside, (before, bold, behind, markdown)
        assert compact(unescape(inside[1])) == compact(bold), markdown
        assert compact(plain(html)) == compact(before + bold + behind), markdown


def test_lists_within_lists_and_two_lists_one_below_the_other_stay_what_they_are() -> None:
    line = node("paragraph", text("身份证"))
    inner = node("ordered_list", node("list_item", line), node("list_item", line), start=3)
    twice = node("bullet_list", node("list_item", line, inner), node("list_item", line))
    numbered = node("ordered_list", node("list_item", line), start=1)
    (markdown,) = written([node("doc", twice, twice, numbered, numbered)])

    html = re.sub("</?p>", "", compact(as_html(markdown)))
    entry = "<li>身份证</li>"
    outer = f'<ul><li>身份证<olstart="3">{entry * 2}</ol></li>{entry}</ul>'
    assert html == outer * 2 + f"<ol>{entry}</ol>" * 2


def test_joined_cells_of_a_pasted_table_leave_every_column_in_its_place() -> None:
    def cell(words: str, **attrs: int) -> dict[str, Any]:
        return node("table_cell", node("paragraph", *([text(words)] if words else [])), **attrs)

    rows = (
        node("table_row", cell("村", rowspan=2, colspan=1), cell("户", rowspan=1, colspan=2)),
        node("table_row", cell("低保"), cell("特困")),
        node("table_row", cell("云集"), cell("1"), cell("2")),
    )
    (markdown,) = written([node("doc", node("table", *rows))])

    assert markdown.splitlines() == [
        "| 村 | 户 |  |", "| --- | --- | --- |", "|  | 低保 | 特困 |", "| 云集 | 1 | 2 |",
    ]  # fmt: skip
