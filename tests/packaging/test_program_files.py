"""What the running program reads from beside itself is in the package."""

import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from tools.package import PROGRAM, program_files

ROOT = Path(__file__).parents[2]
BESIDE = re.compile(
    r"Path\(__file__\)(?:\.parents?(?:\[(?P<up>\d)\])?|\.with_name\(\"(?P<name>[^\"]+)\"\))"
    r"(?P<below>(?: / \"[^\"]+\")*)"
)
#: From where others are named, and what only developers write: no folder read as a whole.
STARTS = {Path("docs")}
WRITERS = {"announcer/write_vocabulary.py"}


def modules():
    """Those that ask where they lie."""
    for name in program_files():
        if name.endswith(".py") and "/" in name and "__file__" in Path(name).read_text("utf-8"):
            yield name


def read_paths(name):
    """By constants of the module, then in the midst of its functions."""
    module = import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    for value in vars(module).values():
        if isinstance(value, Path) and value.is_absolute() and value.is_relative_to(ROOT):
            yield value.relative_to(ROOT)
    file = ROOT / name
    for found in BESIDE.finditer(file.read_text("utf-8")):
        start = (
            file.with_name(found["name"]) if found["name"] else file.parents[int(found["up"] or 0)]
        )
        yield start.joinpath(*re.findall('"([^"]+)"', found["below"])).relative_to(ROOT)


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_the_package_takes_what_the_program_reads_from_beside_itself():
    taken = {Path(name) for name in program_files()}
    read = {path for name in modules() if name not in WRITERS for path in read_paths(name)}
    read -= STARTS | {Path(), *(path for path in read if not (ROOT / path).exists())}

    assert {Path("docs/manual/roles"), Path("docs/pictures/manual"), Path("static/voice")} <= read
    kept = subprocess.run(["git", "ls-files", "-z", "--", *map(str, read)], capture_output=True)
    needed = {Path(name) for name in kept.stdout.decode().split("\0") if name}
    assert {path for path in needed if not path.name.endswith(".d.ts")} <= taken


def test_every_picture_of_the_manuals_and_what_they_link_to_is_taken():
    taken = set(program_files())
    for file in Path("docs/manual").rglob("*.md"):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text("utf-8")):
            to = (file.parent / link).resolve().relative_to(ROOT)
            assert str(to) in taken, f"{file} leads to {link}"


@pytest.mark.parametrize("part", PROGRAM)
def test_what_the_package_takes_is_there(part):
    assert Path(part).exists()


def test_the_rules_for_devices_go_to_where_udev_reads_them():
    assert list(Path("deploy/udev").glob("*.rules"))
    assert (
        "debian/township-hall/lib/udev/rules.d/"
        in Path("packaging/server/debian/rules").read_text()
    )
