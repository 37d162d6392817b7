"""What people and programs send is read once, into types: nowhere else is the request unpacked."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk", "office", "counter", "timeclock", "display", "me", "api", "web")
UNTYPED = {"form", "args", "values", "files", "json", "get_json", "data", "get_data", "stream"}
#: Where the request is unpacked, and why.
HERE = {
    "web/forms/typed_form.py": "the class of forms and addresses",
    "web/forms/form_page.py": "gives a form back as it came",
    "web/forms/edit_form.py": "merges what came with what others changed",
    "web/forms/who_changed.py": "which changes the form's page knew",
    "web/forms/uploaded_file.py": "the file that came with a form",
    "web/forms/once.py": "whether all of a form came before",
    "web/json_body.py": "the types of JSON",
    "api/bodies.py": "the types of JSON, refused as programs have it",
    "api/tickets.py": "whether there is a body at all",
    "api/iclock.py": "the lines of attendance terminals, which hall/terminals/attlog.py reads",
}
FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def unpacked(file: Path) -> set[str]:
    return {
        node.attr
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in UNTYPED
        if isinstance(node.value, ast.Name) and node.value.id == "request"
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_room_reads_no_request_by_hand(file):
    if file.relative_to(ROOT).as_posix() not in HERE:
        assert unpacked(file) == set(), "read it through a form of web/forms/"


@pytest.mark.parametrize("name", HERE)
def test_no_exception_is_left_over(name):
    assert unpacked(ROOT / name)
