"""Drivers speak in codes; what people read is written where the sentences are."""

import ast
import re
from pathlib import Path

import pytest

from hall.machines import WrongAddress
from web.sentences import ADDRESSES, wrong_address

ROOT = Path(__file__).parents[2]
HANZI = re.compile(r"[\u3400-\u9fff]")
#: Files whose strings hold Hanzi that nobody is told: each with the reason.
DATA = {
    "devices/ticket_printer/text.py": "which signs have a twin in GB 2312, where a line may break",
    "devices/id_card_reader/simulator.py": "what is written in the chip of a simulated card",
}
FILES = sorted(file.relative_to(ROOT) for file in (ROOT / "devices").rglob("*.py"))
WHYS = {
    found
    for file in FILES
    for found in re.findall(r'WrongAddress\(\s*"(\w+)"', (ROOT / file).read_text("utf-8"))
}


def strings_in(file: Path) -> list[str]:
    """Without docstrings, which are read by engineers."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = [node for node in ast.walk(tree) if isinstance(node, owners)]
    docstrings = {id(getattr(node.body[0], "value", None)) for node in documented if node.body}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


@pytest.mark.parametrize("file", FILES, ids=str)
def test_no_driver_holds_chinese(file):
    spoken = [text for text in strings_in(file) if HANZI.search(text)]

    assert bool(spoken) is (file.as_posix() in DATA), spoken


def test_everything_wrong_with_an_address_has_its_sentence_and_no_other():
    assert ADDRESSES.keys() == WHYS


def test_a_list_is_told_with_commas():
    error = WrongAddress("serial_option", name="baud", known=["baudrate", "parity"])

    assert wrong_address(error) == "串口地址中有不认识的选项 baud，可用的是：baudrate、parity。"
