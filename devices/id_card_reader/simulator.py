"""The other end of the cable: a card reader on a pty, and cards to lay on it.

The cards are nobody's: names as in the demonstration, numbers of a region that does not exist.
"""

import select
import struct
from itertools import cycle

from devices.id_card_reader import protocol
from devices.id_card_reader.card import CHECKS, FIELDS, LENGTHS, WEIGHTS
from devices.id_card_reader.protocol import HEAD, START, Status
from devices.simulated_device import SimulatedDevice

PHOTO = bytes(range(256)) * 4
REGION = "999999"
NUMBER_OFFSET = 122  # of the number in the text
#: What can be wrong with it, by name, besides that it is unplugged.
TROUBLES = ("silent", "garbled", "broken", "lifted_while_reading", "wrong_number", "no_text")


def number_of(birth: str = "19600101", serial: str = "001") -> str:
    """A number with a right check digit (GB 11643), of a region that does not exist.

    ``birth`` is YYYYMMDD, ``serial`` three digits.
    """
    first = f"{REGION}{birth}{serial}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + CHECKS[total % 11]


def card_bytes(name: str, number: str, birth: str = "19600101") -> bytes:
    """A card as it is read: lengths, text, photo."""
    told = (name, "1", "01", birth, "演示地址", number, "演示机关", "20200101", "20400101")
    sizes = (30, 2, 4, 16, 70, 36, 30, 16, 16)
    fields = [
        text.ljust(size // 2).encode("utf-16-le") for text, size in zip(told, sizes, strict=True)
    ]
    text = FIELDS.pack(*fields).ljust(256, b"\0")
    return struct.pack(">HH", 256, len(PHOTO)) + text + PHOTO


class SimulatedCardReader(SimulatedDevice):
    """``lay`` a card, ``lift`` it. ``asked`` holds every command, for tests to look through."""

    kind = "id card reader"

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[bytes] = []
        self.silent = False
        self.garbled = False
        self.broken = False  # the security module inside does not answer to it
        self.lifted_while_reading = False
        self.wrong_number = False  # one digit of the number is read wrong
        self.no_text = False  # a card of another kind
        self._card: bytes | None = None
        self._found = False
        self._numbers = cycle([number_of(serial=f"{serial:03}") for serial in range(1, 100)])

    def lay(self, name: str, number: str) -> None:
        """Lay down a card of this name and number; the one before is gone."""
        self._card, self._found = card_bytes(name, number), False

    def lay_next(self) -> None:
        """Lay down the next of 99 cards that differ in their number."""
        self.lay("演示员甲", next(self._numbers))

    def lift(self) -> None:
        """Take the card away, so that the next one is found."""
        self._card, self._found = None, False

    def troubles(self) -> dict[str, bool]:
        """Everything that can be wrong with it, by name, and whether it is."""
        told = {name: bool(getattr(self, name)) for name in TROUBLES}
        return {"unplugged": not self.plugged_in, **told}

    def trouble(self, name: str) -> None:
        """Give it a trouble, or take it away.

        Raises KeyError for one that ``troubles`` does not name.
        """
        if name == "unplugged":
            (self.unplug if self.plugged_in else self.plug_in)()
        elif name in TROUBLES:
            setattr(self, name, not getattr(self, name))
        else:
            raise KeyError(name)

    def serve(self) -> None:
        """Answer every command until the cable is pulled; stray bytes before it are skipped."""
        heard = bytearray()
        while True:
            ready, _, _ = select.select([self._ours, self._woken], [], [])
            if self._woken in ready and self._pulled():
                return
            heard += self._heard()
            while (at := heard.find(START)) >= 0 and len(heard) >= at + HEAD + 3:
                begin = at + HEAD
                command, heard = bytes(heard[begin : begin + 2]), heard[begin + 3 :]
                self._reply(command)

    def _reply(self, command: bytes) -> None:
        self.asked.append(command)
        said = self._answer(command)
        if self.garbled:
            said = bytes(byte ^ 0x5A for byte in said)
        if not self.silent:
            self._say(said)

    def _answer(self, command: bytes) -> bytes:
        if command == protocol.FIND:
            if self._card is None or self._found:
                return protocol.answer(Status.NO_CARD)
            self._found = True
            return protocol.answer(Status.FOUND, bytes(4))
        if command == protocol.SELECT:
            if self._card is None:
                return protocol.answer(Status.NOT_SELECTED)
            return protocol.answer(Status.OK, bytes(8))
        if command == protocol.READ_TEXT_AND_PHOTO:
            if self._card is None or self.lifted_while_reading:
                return protocol.answer(Status.READ_FAILED)
            return protocol.answer(Status.OK, self._as_read(self._card))
        return protocol.answer(Status.READ_FAILED if self.broken else Status.OK)

    def _as_read(self, card: bytes) -> bytes:
        if self.no_text:
            return bytes(len(card))
        at = LENGTHS.size + NUMBER_OFFSET
        digit = b"1\0" if card[at : at + 2] != b"1\0" else b"2\0"
        return card[:at] + digit + card[at + 2 :] if self.wrong_number else card
