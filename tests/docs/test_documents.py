"""What the documents point to exists: files, headings, commands, targets, accounts, keys."""

import re
from importlib.util import find_spec
from pathlib import Path
from subprocess import check_output

import pytest

from commands import main
from hall.demo_data.load import PIN, password_of
from server.flask_app import ROOMS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("d*/*/README.md")],
)
DECISIONS = sorted(ROOT.glob("docs/adr/*.md"))
PICTURES = sorted(ROOT.glob("docs/pictures/*.png"))
README = (ROOT / "README.md").read_text("utf-8")
KIOSK = (ROOT / "docs/kiosk.md").read_text("utf-8")

#: A file of ours, as documents write it; a name that is left open (``<…>``, ``*``) is not asked.
PATH = re.compile(
    r"(?<![\w<>*/.:-])((?:[\w.-]+/)*[\w-]+\.(?:py|js|html|css|po|sh|md))(?![\w<>*/-])"
)
MODULE = re.compile(r"python3? -m (\w+(?:\.\w+)*)")
TRACKED = check_output(["git", "ls-files"], cwd=ROOT, text=True).split("\n")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def anchors(file: Path) -> set[str]:
    """As code hosting sites make them: lower case, no punctuation, spaces become hyphens."""
    headings = HEADING.findall(file.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_somewhere(document: Path) -> None:
    for path, anchor in LINK.findall(document.read_text("utf-8")):
        target = (document.parent / path) if path else document
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target), anchor


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_targets_of_make_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"\bmake ([a-z]+)\b(?=[`\s])", code_of(document))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_commands_of_hall_exist(document: Path) -> None:
    told = re.findall(r"(?:^|`|bin/)hall ([a-z-]+)", code_of(document), re.MULTILINE)

    assert set(told) <= main.commands.keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_files_and_modules_named_in_code_exist(document: Path) -> None:
    told = code_of(document)
    missing = {path for path in PATH.findall(told) if not is_there(path, document)}
    missing |= {name for name in MODULE.findall(told) if not is_module(name)}

    assert missing == set()


def is_there(path: str, document: Path) -> bool:
    """From the root, from beside the document, or, without a folder, anywhere in the tree."""
    if (ROOT / path).exists() or (document.parent / path).exists():
        return True
    return any(file == path or file.endswith(f"/{path}") for file in TRACKED)


def is_module(name: str) -> bool:
    return find_spec(name) is not None


def code_of(document: Path) -> str:
    """What stands between backticks: prose may say "make do" or "hall of"."""
    text = document.read_text("utf-8")
    return "\n".join([*re.findall(r"```.*?```", text, re.DOTALL), *re.findall(r"`[^`\n]+`", text)])


def test_every_command_is_told() -> None:
    for name in main.commands:
        assert f"`hall {name}" in README


def test_accounts_of_the_demonstration_are_the_told_ones() -> None:
    for account in re.findall(r"^\| `([a-z]+)` \| `yanshi-", README, re.MULTILINE):
        assert f"| `{account}` | `{password_of(account)}` |" in README
    assert f"`{PIN}`" in README


def test_keys_of_the_counter_are_the_told_ones() -> None:
    desk = (ROOT / "counter/templates/counter/_in_hand.html").read_text("utf-8")
    keys = set(re.findall(r'data-key="([a-z])"', desk))
    keys |= set(re.findall(r'(?:step|ask)\(.*, "([a-z])"', desk))

    assert {key.lower() for key in re.findall(r"^\| `([A-Z])`", README, re.MULTILINE)} == keys


def test_every_screen_has_its_address() -> None:
    rooms = {screen.__name__.partition(".")[0] for screen in ROOMS}
    for name in rooms - {"api", "web"}:
        assert f"127.0.0.1:8000/{name}>" in README


@pytest.mark.parametrize("decision", DECISIONS, ids=named)
def test_decisions_are_short_and_of_one_form(decision: Path) -> None:
    text = decision.read_text("utf-8")

    assert len(text.splitlines()) <= 40
    assert text.startswith(f"# {decision.name[:4]} ")
    assert HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(each.name[:4]) for each in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_pictures_are_light_and_shown() -> None:
    assert PICTURES
    for picture in PICTURES:
        assert picture.stat().st_size <= 150_000, picture.name
        assert f"pictures/{picture.name}" in README + KIOSK, picture.name
    assert sum(picture.stat().st_size for picture in PICTURES) <= 800_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_nobody_is_shouted_at(document: Path) -> None:
    prose = re.sub(
        r"```.*?```|`[^`\n]+`|!\[|<!--", "", document.read_text("utf-8"), flags=re.DOTALL
    )

    assert not re.search(r"[！!](?!=)", prose)
