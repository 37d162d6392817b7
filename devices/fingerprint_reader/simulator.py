"""The other end of the cable: a reader that exists only as a pty.

python -m devices.fingerprint_reader.simulator     # prints what to put in config.toml
"""

import os
import select
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from time import monotonic

from devices.fingerprint_reader.codes import Confirmation, Instruction
from devices.fingerprint_reader.flash_file import remember
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk, pieces
from devices.fingerprint_reader.simulated_fingers import SimulatedFingers, finger
from devices.fingerprint_reader.simulated_module import SimulatedModule
from devices.fingerprint_reader.simulated_settings import BLANK_NOTEPAD, ack
from devices.framing import FrameReader
from devices.simulated_device import SimulatedDevice

BOOT_BYTES = b"\x55"
BOOT_SECONDS = 0.2
BYTE_GAP_SECONDS = 0.001
SLOW_EMPTY_SECONDS = 3.0
MEMORY_FILE = "simulated-reader.json"
#: Set by another program, or by a hand that slipped.
OTHER_PASSWORD, OTHER_SPEED = 0x5EC7E7, 9600
QUIRKS = {quirk.value: quirk for quirk in Quirk}


class SimulatedReader(SimulatedDevice):
    """A whole reader: module, cable, glass and the people's fingers.

    What may be played with: ``enrolled``, ``quirks``, ``baudrate``, ``boot_bytes``,
    ``boot_seconds``, ``answers_to_lose`` and every public attribute of ``module``.
    """

    kind = "fingerprint reader"

    def __init__(self, enrolled: Iterable[int] = (), memory: Path | None = None) -> None:
        """``memory``: a folder in which it keeps what a real one keeps without power."""
        super().__init__()
        self.quirks: set[Quirk] = set()
        self.module = SimulatedModule(self._finger_on_glass, self._recognised, self.quirks)
        self.boot_bytes = BOOT_BYTES
        self.boot_seconds = BOOT_SECONDS
        self.answers_to_lose = 0
        self.empty_seconds = SLOW_EMPTY_SECONDS
        self.enrolled = set(enrolled)
        self._fingertips = SimulatedFingers()
        self._strangers = count(1)
        self._spare: tuple[dict[int, bytes], list[bytes]] = ({}, list(BLANK_NOTEPAD))
        self._swapped = False
        self._password = 0  # the right one, while another is set
        if memory:
            remember(self.module, memory / MEMORY_FILE)

    @property
    def enrolled(self) -> set[int]:
        """The pages that hold a template."""
        return set(self.module.library)

    @enrolled.setter
    def enrolled(self, pages: Iterable[int]) -> None:
        self.module.library = {page: finger(_name(page)) for page in pages}

    def touch(self, page: int | None) -> None:
        """Lay this page's finger on the glass for a moment; those already waiting come first.

        None: a stranger's. Without power nobody sees it.
        """
        if self.plugged_in:  # nobody sees a finger on a reader that has no power
            self._fingertips.touch(self._whose(page), monotonic())

    def hold(self, page: int | None) -> None:
        """Lay this page's finger on the glass and leave it there until ``lift``."""
        if self.plugged_in:
            self._fingertips.hold(self._whose(page), monotonic())

    def lift(self) -> None:
        """Take away the finger on the glass; the next in line is laid."""
        self._fingertips.lift()

    def unplug(self) -> None:
        """Pull the cable; everybody who waits goes away."""
        super().unplug()
        self._fingertips.go_away()

    def troubles(self) -> dict[str, bool]:
        """Everything that can be wrong with it, by name."""
        return {
            "unplugged": not self.plugged_in,
            "swapped": self._swapped,
            "other_password": self.module.password == OTHER_PASSWORD,
            "other_speed": self.baudrate == OTHER_SPEED,
            **{quirk.value: quirk in self.quirks for quirk in Quirk},
        }

    def trouble(self, name: str) -> None:
        """Give it a trouble of ``troubles``, or take it away. Raises KeyError for another name."""
        if name == "unplugged":
            (self.unplug if self.plugged_in else self.plug_in)()
        elif name == "swapped":
            self.swap()
        elif name == "other_speed":
            self.baudrate = None if self.baudrate else OTHER_SPEED
        elif name == "other_password":
            kept = self.module.password
            self.module.password = self._password if kept == OTHER_PASSWORD else OTHER_PASSWORD
            self._password = kept
            self.power_cycle()  # a password is asked for when the power comes
        else:
            self.quirks ^= {QUIRKS[name]}

    def swap(self) -> None:
        """Pull this module out and plug in the spare one, which knows other people."""
        self.unplug()
        mine = (self.module.library, self.module.notepad)
        (self.module.library, self.module.notepad), self._spare = self._spare, mine
        self._swapped = not self._swapped
        self.plug_in()

    def power_up(self) -> None:
        """Deaf for ``boot_seconds``, then ``boot_bytes`` (55) unasked, as the manuals say."""
        self.module.power_up()
        self._ready_at = monotonic() + self.boot_seconds
        self._booting = True

    def power_cycle(self) -> None:
        """The module's power fails for an instant; the port on the host's side stays."""
        self.power_up()
        os.write(self._wake, b".")

    def serve(self) -> None:
        """Answer every frame, in the way that the quirks have it, until the cable is pulled."""
        frames = FrameReader(FINGERPRINT_FRAMES)
        while True:
            wait = max(0.0, self._ready_at - monotonic()) if self._booting else None
            ready, _, _ = select.select([self._ours, self._woken], [], [], wait)
            if self._woken in ready and self._pulled():
                return
            heard = self._heard() if self._ours in ready else b""
            if monotonic() < self._ready_at:
                continue  # deaf until it has booted
            if self._booting:
                self._booting = False
                frames = FrameReader(FINGERPRINT_FRAMES)
                self._write(self.boot_bytes)
            if self._at_its_speed():  # else it sees no frame at all
                self._answer(frames, heard)

    def _answer(self, frames: FrameReader[ReaderFrame], heard: bytes) -> None:
        if Quirk.DAMAGED_COMMANDS in self.quirks and heard:
            heard = heard[:-1] + bytes([heard[-1] ^ 1])
        damaged = frames.damaged
        for frame in frames.receive(heard):
            if Quirk.ECHO in self.quirks:
                self._write(frame.encode())
            if Quirk.SLOW_EMPTY in self.quirks and frame.payload[0] == Instruction.EMPTY:
                select.select([self._woken], [], [], self.empty_seconds)
            self._reply(self.module.answer(frame))
        self._reply([ack(Confirmation.PACKET_ERROR)] * (frames.damaged - damaged))

    def _reply(self, answers: Iterable[ReaderFrame]) -> None:
        for answer in answers:
            if self.answers_to_lose:
                self.answers_to_lose -= 1
                continue
            for piece in pieces(answer, self.quirks):
                self._write(piece)

    def _write(self, piece: bytes) -> None:
        self._say(piece)
        if Quirk.ONE_BYTE_AT_A_TIME in self.quirks:
            select.select([self._woken], [], [], BYTE_GAP_SECONDS)

    def _finger_on_glass(self) -> bytes | None:
        return self._fingertips.on_glass(monotonic())

    def _recognised(self) -> None:
        self._fingertips.recognised()

    def _whose(self, page: int | None) -> bytes:
        """What is stored at the page; for a free page the finger that would be enrolled there."""
        if page is None:
            return finger(f"stranger {next(self._strangers)}")
        return self.module.library.get(page) or finger(_name(page))


def _name(page: int) -> str:
    return f"finger {page}"


def main() -> None:
    """Play a reader until the input ends: a page number lays a finger, 0 a stranger's."""
    with SimulatedReader(enrolled=range(1, 11)) as reader:
        sys.stdout.write(f'[fingerprint_reader]\nurl = "{reader.url}"\n\n')
        sys.stdout.write("0 1 2 3 4 5 6 7 8 9 10   Ctrl+D\n")
        sys.stdout.flush()
        for line in sys.stdin:
            if line.strip().isdecimal():
                reader.touch(int(line) or None)


if __name__ == "__main__":
    main()
