"""Chinese in hall/ and devices/ is data; the sentences to people stand in web/sentences/."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IDEOGRAPH = re.compile("[\u3400-\u9fff]")
#: Files and folders that may hold Chinese, and why it is no sentence of the program to people.
DATA = {
    "hall/catalogue/": "the columns, units and everyday words of the offices' own spreadsheets",
    "hall/demo_data/": "the demonstration's content",
    "hall/parsing.py": "the signs and units that people type in times, days and lists",
    "hall/proof_of_play/": "the wording of a document, the proof, kept with its layout",
    "hall/guidance/": "the document handed to an applicant, and words looked for in materials",
    "hall/hours/": "names of holidays, and words read in their notices",
    "hall/line/window_names.py": "how a window is called, on papers as on screens",
    "hall/machines/paper.py": "the slip's own words",
    "hall/migrations/": "rows that a new hall begins with",
    "hall/notices/": "names of the plan's board pages, and what looks like a person's particulars",
    "hall/call_pads/actions.py": "kept with the window, as if a clerk had typed it",
    "hall/speech/": "how numbers and signs are pronounced",
    "hall/slips/": "layouts of papers, which the office edits",
    "devices/call_pads/simulator.py": "the prompt of a program of its own",
    "devices/fingerprint_reader/simulator.py": "the prompt of a program of its own",
    "devices/id_card_reader/simulator.py": "what stands on a demonstration card",
    "devices/ticket_printer/": "the slip's own words, and where Chinese lines may break",
}


def chinese(file: Path) -> list[int]:
    """The lines of string literals that hold an ideograph; docstrings are not asked."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docstrings
        if isinstance(node.value, str) and IDEOGRAPH.search(node.value)
    ]


FILES = sorted(file for name in ("hall", "devices") for file in (ROOT / name).rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_sentence_to_people_does_not_stand_in_the_hall_or_a_driver(file):
    if not file.relative_to(ROOT).as_posix().startswith(tuple(DATA)):
        assert chinese(file) == [], "say it in web/sentences/"
