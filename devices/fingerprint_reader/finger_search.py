"""Searching the module's library for the finger whose features lie in its buffer.

A match counts from a score on: a module that finds a finger with score 0 has found nobody.
"""

import struct
from dataclasses import dataclass

from devices.fingerprint_reader.answers import Ack
from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.commands import hi_speed_search, search
from devices.fingerprint_reader.conversation import Conversation
from hall.machines import Fault, MachineUnavailable, Touch

BUFFER = 1
STRANGER = Touch(page=None, score=0)
LEAST_SCORE = 1
NOBODY = {Code.NOT_FOUND, Code.LIBRARY_EMPTY}  # whatever page stands there is garbage
#: What a module says to a command that it does not know.
UNKNOWN_COMMAND = {Code.UNSUPPORTED, Code.COMMAND_FAILED, Code.UNDEFINED}
FOUND = struct.Struct(">HH")  # page, score


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    talk: Conversation
    least_score: int = LEAST_SCORE  # no two models count alike

    def find(self, capacity: int) -> Touch:
        """Whose finger was just made into features; ask straight after Img2Tz.

        STRANGER when it is nobody's, or so unlike that its score is below ``least_score``. Raises
        MachineUnavailable: GARBLED when the module names a page beyond ``capacity``, CAPACITY
        when it holds fewer pages, UNSUPPORTED when it searches in neither of the two ways.
        """
        found = self._searched(capacity)
        if found.code in NOBODY:
            return STRANGER
        if found.code == Code.BAD_PAGE:
            raise MachineUnavailable(Fault.CAPACITY, f"Search: {found} for {capacity} pages")
        if found.code != Code.OK:
            raise MachineUnavailable(Fault.BROKEN, f"Search: {found}")
        page, score = FOUND.unpack_from(found.results)
        if page >= capacity:
            # Better ask again than clock in somebody else.
            raise MachineUnavailable(Fault.GARBLED, f"Search: page {found.results.hex()}")
        return Touch(page, score) if score >= self.least_score else STRANGER

    def _searched(self, capacity: int) -> Ack:
        """By Search (04); by HiSpeedSearch (1B) where the module does not know the first."""
        found = self.talk.ask(search(BUFFER, 0, capacity))
        if found.code not in UNKNOWN_COMMAND:
            return found
        refused = MachineUnavailable(Fault.UNSUPPORTED, f"Search: {found}; HiSpeedSearch neither")
        try:
            found = self.talk.ask(hi_speed_search(BUFFER, 0, capacity))
        except MachineUnavailable as error:
            raise (refused if error.fault is Fault.SILENT else error) from error
        if found.code in UNKNOWN_COMMAND:
            raise refused
        return found
