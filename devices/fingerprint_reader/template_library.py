"""The module's memory: which pages are used, the mark in its notepad, its password.

A write is never repeated blindly: after a time-out the module is asked what it holds.
"""

import struct
from collections.abc import Callable
from contextlib import suppress
from math import ceil

from devices.fingerprint_reader.answers import (
    PAGES_PER_INDEX_TABLE,
    Ack,
    SystemParameters,
    pages_in_index,
)
from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.commands import (
    READ_SYS_PARA,
    Command,
    delet_char,
    read_index_table,
    read_notepad,
    set_pwd,
    vfy_pwd,
    write_notepad,
)
from devices.fingerprint_reader.conversation import Conversation, PacketRefused
from hall.machines import Fault, MachineUnavailable

NOTEPAD_PAGE = 15
MARK = b"hall:"
LONGEST_MARK = 26
MOST_READINGS = 4


def parameters(talk: Conversation) -> SystemParameters | None:
    """What the module says of itself; None when it says less than the manual, or nothing to this.

    Asked twice, for a short answer may be that to an earlier question. Raises MachineUnavailable.
    """
    for _ in range(2):
        ack = _asked(talk, READ_SYS_PARA)
        with suppress(struct.error):
            if ack and ack.code == Code.OK:
                return SystemParameters.parse(ack.results)
    return None


def used_pages(talk: Conversation, capacity: int) -> frozenset[int]:
    """The used pages below ``capacity``, by ReadIndexTable. Raises MachineUnavailable."""
    pages: set[int] = set()
    for table in range(ceil(capacity / PAGES_PER_INDEX_TABLE)):
        pages |= pages_in_index(table, talk.must(read_index_table(table)).results)
    return frozenset(page for page in pages if page < capacity)


def forget(talk: Conversation, page: int, capacity: int) -> None:
    """Delete one template; the index table is the proof. Raises MachineUnavailable."""

    def gone() -> bool:
        return page not in used_pages(talk, capacity)

    write(talk, delet_char(page), gone)


def write(talk: Conversation, command: Command, done: Callable[[], bool]) -> None:
    """Write once, then look: an answer may be lost, or untrue.

    Raises MachineUnavailable when ``done`` says that nothing came of it.
    """
    try:
        talk.must(command)
    except MachineUnavailable as error:
        if error.fault not in (Fault.SILENT, Fault.GARBLED):
            raise
        talk.meet_again()
    if not done():
        raise MachineUnavailable(Fault.BROKEN, f"{command.instruction.name}: not done")


def mark_in(talk: Conversation) -> str | None:
    """The hall's mark; "" when there is none, None when the module has no notepad.

    Believed when two readings agree, and a silence when there is nothing else: one doubtful reading
    must not make a reader look like another. Raises MachineUnavailable, GARBLED when no two agree.
    """
    told: list[str | None] = []
    for _ in range(MOST_READINGS):
        ack = _asked(talk, read_notepad(NOTEPAD_PAGE))
        if ack is None:
            continue
        mark = _mark_told(ack)
        if mark in told[-1:]:
            return mark
        told.append(mark)
    if told:
        raise MachineUnavailable(Fault.GARBLED, "ReadNotepad: no two readings agree")
    return None


def _mark_told(ack: Ack) -> str | None:
    if ack.code != Code.OK:
        return None
    text = ack.results.rstrip(b"\0")
    if not text.startswith(MARK):
        return ""
    return text.removeprefix(MARK).decode("ascii", errors="replace")


def _asked(talk: Conversation, command: Command) -> Ack | None:
    """None: no answer to this, or only "damaged", although the module answers to its greeting."""
    try:
        return talk.ask(command)
    except PacketRefused:
        pass  # a bad line, and the greeting says so, or a question that it does not know
    except MachineUnavailable as error:
        if error.fault is not Fault.SILENT:
            raise
    talk.meet_again()  # or it says nothing right any more, and this says so
    return None


def write_mark(talk: Conversation, mark: str) -> None:
    """Write the mark, cut to 26 bytes of ASCII, into notepad page 15; raises MachineUnavailable."""
    contents = MARK + mark.encode("ascii")[:LONGEST_MARK]
    write(talk, write_notepad(NOTEPAD_PAGE, contents), lambda: mark_in(talk) == mark)


def lock(talk: Conversation) -> None:
    """Set a new password and prove it, before the old one is forgotten.

    Raises FileNotFoundError when there is no folder to keep it in, MachineUnavailable.
    """
    password = talk.passwords.propose()
    talk.must(set_pwd(password))
    talk.must(vfy_pwd(password))
    talk.passwords.accept()
