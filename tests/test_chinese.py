"""The sentences to people stand in web/sentences/ and in templates; other Chinese is data.

Not asked are docstrings, what is given to ``spoken`` (its sentence is the key of the English one,
docs/adr/0016), and the tools of builders (tools/, bench/), which are no part of the program.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IDEOGRAPH = re.compile("[\u3400-\u9fff]")
#: Files and folders that may hold Chinese, and why it is no sentence of the program to people.
DATA = {
    "web/sentences/": "the sentences",
    "web/language.py": "the range of Chinese characters",
    "announcer/voice/": "what the voice says: its clips are made of these words",
    "announcer/write_vocabulary.py": "the heading of a page of the documentation",
    "api/openapi.py": "a document for programmers, kept with the addresses it describes",
    "hall/attendance/months/": "the signs and headings of a document, the monthly sheet",
    "hall/pdf_papers/": "the foot of a page and the place for the seal, of a document",
    "hall/catalogue/": "the columns, units and everyday words of the offices' own spreadsheets",
    "hall/demo_data/": "the demonstration's content",
    "hall/parsing.py": "the signs and units that people type in times, days and lists",
    "hall/proof_of_play/": "the wording of a document, the proof, kept with its layout",
    "hall/guidance/": "the document handed to an applicant, and words looked for in materials",
    "hall/hall_workbook.py": "the sheets and columns of the hall's own spreadsheet",
    "hall/hours/": "names of holidays, and words read in their notices",
    "hall/line/window_names.py": "how a window is called, on papers as on screens",
    "hall/migrations/": "rows that a new hall begins with",
    "hall/notices/": "names of the plan's board pages, and what looks like a person's particulars",
    "hall/call_pads/actions.py": "kept with the window, as if a clerk had typed it",
    "hall/speech/": "how numbers and signs are pronounced",
    "hall/slips/": "layouts of papers, which the office edits",
    "devices/id_card_reader/simulator.py": "what stands on a demonstration card",
    "devices/ticket_printer/": "the slip's own words, and where Chinese lines may break",
}


#: Words that stand in the layouts of papers: the office edits those, and knows these by name.
PAPER_WORDS = {
    "kiosk/guides/fact_cards.py",
    "kiosk/opinion_paper.py",
    "kiosk/return_paper.py",
    "office/papers.py",
    "web/check_slip.py",
    "web/daily_slip.py",
}
#: The help of a command stands with its declaration, as words of a page do in its template.
HELP = {"help", "prompt", "confirmation_prompt"}

ROOMS = (
    "hall", "devices", "announcer", "web", "kiosk", "counter", "display", "timeclock", "office",
    "me", "api", "server", "commands", "app.py", "config.py",
)  # fmt: skip


def literals(node: ast.AST) -> set[int]:
    return {id(each) for each in ast.walk(node) if isinstance(each, ast.Constant)}


def allowed(node: ast.AST, name: str) -> set[int]:
    """What may be Chinese of this node, whatever file it stands in."""
    match node:
        case ast.Module() | ast.ClassDef() | ast.FunctionDef() if node.body:
            first = node.body[0]
            return literals(first) if isinstance(first, ast.Expr) else set()
        case ast.Call(func=ast.Name(id="spoken")):
            return {id(argument) for argument in node.args}
        case ast.keyword(arg=str(word)) if name.startswith("commands/") and word in HELP:
            return {id(node.value)}
        case ast.Dict() if name in PAPER_WORDS:
            return {id(key) for key in node.keys}
    return set()


def chinese(file: Path) -> list[int]:
    """The lines of string literals that hold an ideograph and may not."""
    name = file.relative_to(ROOT).as_posix()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed = {each for node in ast.walk(tree) for each in allowed(node, name)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in passed
        if isinstance(node.value, str) and IDEOGRAPH.search(node.value)
    ]


def files_of(room: str) -> list[Path]:
    path = ROOT / room
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


FILES = [file for room in ROOMS for file in files_of(room)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_sentences_to_people_stand_in_one_place(file):
    if not file.relative_to(ROOT).as_posix().startswith(tuple(DATA)):
        assert chinese(file) == [], "say it in web/sentences/"


@pytest.mark.parametrize("name", DATA)
def test_no_exception_is_left_over(name):
    assert any(chinese(file) for file in files_of(name)), f"{name} holds no Chinese any more"
