"""The live wire is spelt alike everywhere: vocabulary, its written copies, templates, scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer import write_vocabulary
from announcer.vocabulary import MESSAGES, Message, Room

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("*/templates/*/*.html"))
SCRIPTS = sorted(ROOT.glob("static/js/**/*.js"))
NAMES = {message.name: message for message in MESSAGES}

TAG = re.compile(r"<\w[^>]*>")
ROOM = re.compile(r'data-room="([^"]*)"')
REFRESH_ON = re.compile(r'data-refresh-on="([^"]*)"')
#: A message stands in a script where a bare ``name`` is compared, or in a listener of its own.
COMPARED = re.compile(r"""(?<![.\w])name\s*[!=]==\s*["']([^"']+)["']|\.on\(\s*["']([^"']+)["']""")
IMPORTED = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"[^"]*/vocabulary\.js"')
OF_SOCKET_IO = {"connect", "disconnect", "connect_error"}


@pytest.mark.parametrize(("file", "text"), [*write_vocabulary.written()], ids=str)
def test_written_files_are_fresh(file: Path, text: str) -> None:
    assert (ROOT / file).read_text("utf-8") == text, "run: make vocabulary"


def test_writing_again_makes_stale_files_fresh(tmp_path: Path) -> None:
    for file, _ in write_vocabulary.written():
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text("stale", "utf-8")

    write_vocabulary.main(tmp_path)

    for file, text in write_vocabulary.written():
        assert (tmp_path / file).read_text("utf-8") == text


def test_every_kind_of_message_is_listed() -> None:
    # By name: a dataclass with slots is a second class, and both are listed.
    assert {each.__name__ for each in Message.__subclasses__()} == {
        each.__name__ for each in MESSAGES
    }
    assert len(NAMES) == len(MESSAGES)


def test_every_message_says_what_it_means() -> None:
    for line in write_vocabulary.table().splitlines():
        if line.startswith("| `"):
            assert not line.endswith("|  |"), line


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_templates_listen_in_rooms_and_to_messages_that_exist(template: Path) -> None:
    assert list(strange_words(template.read_text("utf-8"))) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_scripts_name_only_messages_that_exist(file: Path) -> None:
    assert list(strange_names(file.read_text("utf-8"))) == []


def test_some_page_stands_in_every_room() -> None:
    rooms = {room for file in TEMPLATES for room in ROOM.findall(file.read_text("utf-8"))}

    assert rooms == set(Room)


@pytest.mark.parametrize(
    "page",
    [
        '<p data-room="bord">',
        '<p data-room="board" data-refresh-on="ticket-caled">',
        '<p data-room="kiosk" data-refresh-on="ticket-called">',
        '<p data-refresh-on="ticket-called">',
    ],
)
def test_a_wrong_word_in_a_template_is_found(page: str) -> None:
    assert list(strange_words(page))


@pytest.mark.parametrize(
    "script",
    [
        'if (name === "ticket-caled") ring();',
        "if (name !== 'hello') go();",
        'socket.on("called", ring);',
        'import { TICKET_CALED } from "../lib/vocabulary.js";',
    ],
)
def test_a_wrong_word_in_a_script_is_found(script: str) -> None:
    assert list(strange_names(script))


def strange_words(html: str) -> Iterator[str]:
    """Rooms that do not exist, and messages that are never said in the room of their element."""
    for tag in TAG.findall(html):
        rooms, wanted = ROOM.findall(tag), " ".join(REFRESH_ON.findall(tag)).split()
        yield from (room for room in rooms if room not in list(Room))
        for name in wanted:
            if name not in NAMES or not set(rooms) & set(NAMES[name].rooms):
                yield name


def strange_names(script: str) -> Iterator[str]:
    known = NAMES.keys() | OF_SOCKET_IO
    compared = (either or other for either, other in COMPARED.findall(script))
    yield from (name for name in compared if name not in known)
    exported = re.findall(r"export const (\w+)", write_vocabulary.script())
    for names in IMPORTED.findall(script):
        imported = (name.split(" as ")[0].strip() for name in names.split(","))
        yield from (name for name in imported if name and name not in exported)
