"""Writes what follows from announcer/vocabulary.py: names, a time, a table for people.

    python -m announcer.write_vocabulary

A test fails when one of the two files is older than the vocabulary.
"""

from collections.abc import Iterator
from dataclasses import fields
from inspect import getdoc
from pathlib import Path

from announcer.vocabulary import MESSAGES, Message, Room
from announcer.voice.queue import TOLD_WITHIN_SECONDS

ROOT = Path(__file__).parents[1]
SCRIPT = Path("static/js/lib/vocabulary.js")
TABLE = Path("docs/live-messages.md")

SCRIPT_HEAD = """\
// Written by `make vocabulary` from announcer/vocabulary.py; change that file, not this one.
"""

SCRIPT_TIMES = """\
/** The voice has begun with a call by then, or never will: announcer/voice/queue.py. */
export const ANNOUNCED_WITHIN_MS = {milliseconds};"""

TABLE_HEAD = """\
<!-- Written by `make vocabulary` from announcer/vocabulary.py; change that file, not this one. -->

# 实时消息 · Live messages

页面之外的程序也可以听：用 Socket.IO（只用 WebSocket）连接服务器，查询参数 `room` 写明站在哪个房间，
例如 `?room=board`。房间名不对，或连接数已满，连接会被拒绝。消息只用来告知，不能用来下命令；
要办事请用 [接口](api.md)。服务器不只在本机打开时，除 `phone` 以外的房间只让登记过的设备和登录的人进
（[登记](running.md)），别人被拒绝，原因（`message`）是 `NotEnrolled`，窗口和管理室的房间是
`NotSignedIn`；播语音的只有登记过的那块屏。

Besides its own fields every message carries

* `seq` (integer): the fact's row in the journal;
* `after` (integer): the `seq` of the message before it in the same room. Whoever has not seen
  that one has missed something, and reads its page, or `GET /api/v1/board`, again;
* `picture` (text): in the room `board` only, its calls and lines as HTML, rendered once for
  everybody; when several messages come in a rush, with the last of them;
* `rotations` (object): in the room `board` only, with `notices-changed`: the notices as HTML by
  the name of each screen that some notice is for by name, and under the empty name for all
  others; null where it is too long for everybody, and `/display/<screen>/_notices` is to be asked.

Several facts of one kind at nearly the same time may be told as one message; every call is told.

## Rooms

"""

JSON_TYPES: dict[object, str] = {str: "text", int: "integer"}  # any other is refused here


def script() -> str:
    """The names as constants, so that a misspelt one stops the page where it is imported."""
    names = [f'export const {_constant(message.name)} = "{message.name}";' for message in MESSAGES]
    rooms = [f'  {room.name}: "{room.value}",' for room in Room]
    parts = [SCRIPT_HEAD, *names, "", "export const ROOM = Object.freeze({", *rooms, "});"]
    parts += ["", SCRIPT_TIMES.format(milliseconds=round(TOLD_WITHIN_SECONDS * 1000)), ""]
    return "\n".join(parts)


def table() -> str:
    rows = [f"| `{room}` | {_heard_in(room)} |" for room in Room]
    messages = [_row(message) for message in MESSAGES]
    return TABLE_HEAD + "\n".join(
        [
            "| room | messages |",
            "| --- | --- |",
            *rows,
            "",
            "## Messages",
            "",
            "| message | rooms | fields | meaning |",
            "| --- | --- | --- | --- |",
            *messages,
            "",
        ]
    )


def written() -> Iterator[tuple[Path, str]]:
    """Each file, relative to the checkout, and what must stand in it."""
    yield SCRIPT, script()
    yield TABLE, table()


def main(root: Path = ROOT) -> None:
    for file, text in written():
        (root / file).write_text(text, encoding="utf-8")


def _constant(name: str) -> str:
    return name.upper().replace("-", "_")


def _heard_in(room: Room) -> str:
    return ", ".join(f"`{message.name}`" for message in MESSAGES if room in message.rooms)


def _row(message: type[Message]) -> str:
    rooms = ", ".join(f"`{room}`" for room in message.rooms)
    own = [f"`{field.name}` {JSON_TYPES[field.type]}" for field in fields(message)]
    meaning = " ".join((getdoc(message) or "").split()).replace("``", "`")
    return f"| `{message.name}` | {rooms} | {', '.join(own) or '–'} | {meaning} |"


if __name__ == "__main__":
    main()
