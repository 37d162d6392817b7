"""The map in docs/architecture.md has an arrow for every import between parts, and no other; every
thread is told in docs/running.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/architecture.md").read_text("utf-8")
RUNNING = (ROOT / "docs/running.md").read_text("utf-8")
ARROWS = re.compile(r'^\s*(\w+)(?:\["[^"]*"\])? --> ([\w &]+)$', re.MULTILINE)
STARTED = re.compile(r'(?:\bThread\([^)]*name=|super\(\).__init__\(\s*)"([^"]+)"')
SCREENS = {"kiosk", "counter", "display", "timeclock", "office", "me", "api"}
PARTS = {"app", "config", "server", "commands", "announcer", "web", "devices", "hall"}


def test_arrows_are_the_imports() -> None:
    drawn = {(start, end) for start, ends in ARROWS.findall(TEXT) for end in ends.split(" & ")}

    assert drawn == {(start, end) for start, end in imports() if start != end}


def imports() -> Iterator[tuple[str, str]]:
    """Who uses whom, by part; the screens are one part, for none may use another."""
    for part in PARTS | SCREENS:
        file = ROOT / f"{part}.py"
        for module in [file] if file.exists() else (ROOT / part).rglob("*.py"):
            for name in names_in(ast.parse(module.read_text("utf-8"))):
                if (top := name.partition(".")[0]) in PARTS | SCREENS:
                    yield on_the_map(part), on_the_map(top)


def on_the_map(part: str) -> str:
    return "screens" if part in SCREENS else part


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_thread_is_told() -> None:
    threads = {
        name
        for file in ROOT.glob("[ah]*/**/*.py")
        for name in STARTED.findall(file.read_text("utf-8"))
    }

    assert threads
    for name in threads:
        assert f"| `{name}`" in RUNNING
