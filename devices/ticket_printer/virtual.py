"""A printer without paper: reads the very bytes a real one would, and draws what it prints.

Break it with its plain attributes, as one pulls at a real one: ``paper_out = True`` and so on.
Like a real one it keeps what it could not print yet, and goes on when the paper is back.
"""

from collections import deque
from io import BytesIO
from pathlib import Path
from threading import Lock

from PIL import Image

from devices.ticket_printer.interpreter import Interpreter
from devices.ticket_printer.png_tray import PngTray
from devices.ticket_printer.print_head import PrintHead

BUFFER_BYTES = 65_536
MID_SLIP_BYTES = 150
STRAY = b"\x11\xff\x80_\x13\x90"
FIXED = 0x12  # two bits that are set in every real-time status
IDENTITY = {65: "1.0", 66: "VIRTUAL", 67: "VIRTUAL-80", 69: "CHINA GB18030"}


class VirtualPrinter:
    def __init__(
        self, folder: Path, width_mm: int, *, has_cutter: bool = True, dots: int = 0
    ) -> None:
        self.paper_out = False
        self.near_end = False
        self.cover_open = False
        self.jammed = False  # the cutter stands still
        self.overheated = False
        self.broken = False  # told once, then tried again: a full disk may have been emptied
        self.silent = False  # prints, but never answers
        self.knows_gs_r = True
        self.knows_dle_enq = True
        self.unplugged = False
        self.jam_after_bytes: int | None = None
        self.paper_out_after_bytes: int | None = None
        self.fall_silent_after_bytes: int | None = None
        self._tray = PngTray(folder)
        self.head = PrintHead(width_mm, self._keep, has_cutter=has_cutter, dots=dots)
        self.babbles = False  # sends stray bytes back with every answer
        self._interpreter = Interpreter(self.head, self._answer)
        self._buffer: deque[int] = deque()  # taken from the cable, not printed yet
        self._ear = bytes(3)  # the last bytes heard
        self._answers = bytearray()
        self._turn = Lock()

    @property
    def runs_out_mid_slip(self) -> bool:
        """The roll ends in the middle of the next slip."""
        return self.paper_out_after_bytes is not None

    @runs_out_mid_slip.setter
    def runs_out_mid_slip(self, wanted: bool) -> None:
        self.paper_out_after_bytes = MID_SLIP_BYTES if wanted else None

    def slips(self) -> list[str]:
        """Names of the slips it drew, newest first."""
        return self._tray.slips()

    def picture(self, name: str) -> bytes | None:
        """One slip as PNG; None when there is no such picture."""
        return self._tray.picture(name)

    def receive(self, data: bytes) -> bytes:
        """Take bytes from the cable; return what the printer says back, b"" while it is silent."""
        with self._turn:
            for byte in data:
                self._hear(byte)
                if len(self._buffer) < BUFFER_BYTES:
                    self._buffer.append(byte)
                self._work()
            self._work()
            answers = (STRAY if self.babbles else b"") + bytes(self._answers)
            self._answers.clear()
        return b"" if self.silent else answers

    def _hear(self, byte: int) -> None:
        """Real-time commands work on the way in, whatever waits before them."""
        self._ear = (self._ear + bytes([byte]))[-3:]
        if self._ear[:2] == b"\x10\x04" and 1 <= byte <= 4:
            self._answers.append(self._real_time_status(byte))
        elif self._ear == b"\x10\x05\x02" and self.knows_dle_enq:
            self._buffer.clear()
            self._interpreter.reset()
            self.head.discard()

    def _work(self) -> None:
        while self._buffer and not self._stopped:
            self._interpreter.feed(self._buffer.popleft())
            self.jam_after_bytes, jams = _count_down(self.jam_after_bytes)
            self.paper_out_after_bytes, ends = _count_down(self.paper_out_after_bytes)
            self.jammed |= jams
            self.fall_silent_after_bytes, mute = _count_down(self.fall_silent_after_bytes)
            self.paper_out |= ends
            self.silent |= mute

    @property
    def _in_error(self) -> bool:
        return self.jammed or self.overheated or self.broken

    @property
    def _stopped(self) -> bool:
        return self.paper_out or self.cover_open or self._in_error

    def _real_time_status(self, about: int) -> int:
        if about == 1:
            return FIXED | 0x08 * self._stopped
        if about == 2:
            return FIXED | 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self._in_error
        if about == 4:
            return FIXED | 0x0C * (self.near_end or self.paper_out) | 0x60 * self.paper_out
        told, self.broken = self.broken, False
        return FIXED | 0x08 * self.jammed | 0x20 * told | 0x40 * self.overheated

    def _answer(self, question: str, n: int) -> None:
        if question == "r" and not self.head.has_cutter:
            self.head.tear()  # the job is done, and somebody takes the paper
        if question == "r" and self.knows_gs_r:
            self._answers.append(0x03 * self.near_end if n in (1, 49) else 0x00)
        elif n in IDENTITY:
            self._answers += b"_" + IDENTITY[n].encode() + b"\x00"

    def _keep(self, slip: Image.Image) -> None:
        picture = BytesIO()
        slip.save(picture, "PNG", dpi=(203, 203))
        try:
            self._tray.keep(picture.getvalue())
        except OSError:
            self.broken = True


def _count_down(left: int | None) -> tuple[int | None, bool]:
    """One byte less; whether that was the last."""
    if left is None or left > 1:
        return (left and left - 1), False
    return None, True
