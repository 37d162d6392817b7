"""A public class means one thing in the whole tree, a module's name one thing in all packages."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "announcer", "api", "bench", "commands", "counter", "devices", "display", "hall", "kiosk", "me",
    "office", "server", "timeclock", "tools", "web",
)  # fmt: skip

#: Classes of one name in two modules, and why both have it.
TWO_HOMES = {
    "TicketCalled": "the live message carries the fact of the same name, and its wire name",
    "ScreenOrdered": "the live message carries the fact of the same name, and its wire name",
    "WindowPaused": "the fact's name stands in journals, the refusal's in what the API answers",
}
#: Modules of one name in three packages or more, and the one thing it means in all of them.
ONE_MEANING = {
    "absences": "leave, field duty and make-ups: their facts, refusals and sentences",
    "actions": "what a person or program does with this part of the hall",
    "backups": "copies of the whole hall: their facts, sentences, wiring and page",
    "blueprints": "the pages of a room",
    "catalogue": "the catalogue of items: its facts, sentences and measurements",
    "connect": "from an address in config.toml to a driver",
    "driver": "plays a part of hall.machines",
    "figures": "numbers counted from records",
    "forecast": "wait forecasts: the rule, their sentences, pages and measurements",
    "id_cards": "ID cards: their facts, the part their reader plays, their page",
    "line": "the line: its facts, refusals and pages",
    "model": "the tables of a part",
    "notices": "notices: their facts, refusals and pages",
    "opinions": "opinions: their facts, sentences and pages",
    "people": "the staff: their facts, commands and pages",
    "protocol": "a wire format, pure",
    "queries": "what is asked of a part's tables",
    "rating": "the rating of a visit: its rule, and where visitors give it",
    "retention": "how long things are kept: its rules, facts, sentences and page",
    "screens": "public screens: their facts, sentences, pages and measurements",
    "simulator": "the other end of a cable",
    "views": "the first pages of a room",
    "__init__": "the package itself",
    "__main__": "python -m",
}


def modules() -> list[Path]:
    files = [file for name in PACKAGES for file in (ROOT / name).rglob("*.py")]
    return [*ROOT.glob("*.py"), *(file for file in files if "migrations" not in file.parts)]


def homes_of_classes() -> dict[str, list[str]]:
    homes = defaultdict(list)
    for file in modules():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(str(file.relative_to(ROOT)))
    return homes


def test_no_public_class_name_has_two_meanings():
    assert {name for name, homes in homes_of_classes().items() if len(homes) > 1} == set(TWO_HOMES)


def test_no_module_name_has_three_meanings():
    packages = defaultdict(set)
    for file in modules():
        packages[file.stem].add(file.parent)

    assert {name for name, found in packages.items() if len(found) > 2} == set(ONE_MEANING)


@pytest.mark.parametrize(
    "word", ["deed", "doorkeeper", "outpost", "stubborn", "furnish", "lobby", "errand", "sighting"]
)
def test_a_metaphor_of_the_first_version_names_nothing(word):
    named = {
        f"{file.relative_to(ROOT)}: {node.name}"
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and word in node.name.lower()
    }
    named |= {str(file) for file in modules() if word in str(file.relative_to(ROOT))}

    assert named - STORED == set()


#: Names that databases, journals and other programs know.
STORED = {"hall/events/server.py: HallFurnished"}
