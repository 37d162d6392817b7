"""The other end of the cable: a reader that exists only as a pty.

python -m devices.fingerprint_reader.simulator     # prints what to put in config.toml
"""

import atexit
import os
import select
import shutil
import sys
import tempfile
import termios
import tty
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Self

from devices.fingerprint_reader.fingertips import Fingertips
from devices.fingerprint_reader.protocol import FrameReader
from devices.fingerprint_reader.quirks import Quirk, pieces
from devices.fingerprint_reader.simulated_module import SimulatedModule, finger

BOOT_BYTES = b"\x55"
BOOT_SECONDS = 0.2
BYTE_GAP_SECONDS = 0.001
READ_BYTES = 4096


class SimulatedReader:
    """A whole reader: module, cable, glass and the people's fingers.

    ``path`` stays the same while it is unplugged and plugged in again. What may be played
    with: ``enrolled``, ``quirks``, ``baudrate``, ``boot_bytes``, ``boot_seconds``,
    ``answers_to_lose`` and every public attribute of ``module``.
    """

    def __init__(self, enrolled: Iterable[int] = ()) -> None:
        self.quirks: set[Quirk] = set()
        self.module = SimulatedModule(self._finger_on_glass, self._recognised, self.quirks)
        self.baudrate: int | None = None  # None: understands every speed
        self.boot_bytes = BOOT_BYTES
        self.boot_seconds = BOOT_SECONDS
        self.answers_to_lose = 0
        self.enrolled = set(enrolled)
        self._fingertips = Fingertips()
        self._strangers = count(1)
        self._thread: Thread | None = None
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="fingerprint-reader-"))
        atexit.register(self.stop)
        self.plug_in()

    def stop(self) -> None:
        atexit.unregister(self.stop)
        self.unplug()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    @property
    def path(self) -> Path:
        if self._folder is None:
            raise RuntimeError("start() the reader first")
        return self._folder / "tty"

    @property
    def url(self) -> str:
        return f"serial://{self.path}"

    @property
    def enrolled(self) -> set[int]:
        return set(self.module.library)

    @enrolled.setter
    def enrolled(self, pages: Iterable[int]) -> None:
        self.module.library = {page: finger(_name(page)) for page in pages}

    def touch(self, page: int | None) -> None:
        """Lay this page's finger on the glass for a moment; those already waiting come first."""
        if self._thread:  # nobody sees a finger on a reader that has no power
            self._fingertips.touch(self._whose(page), monotonic())

    def hold(self, page: int | None) -> None:
        """Lay this page's finger on the glass and leave it there."""
        if self._thread:
            self._fingertips.hold(self._whose(page), monotonic())

    def lift(self) -> None:
        self._fingertips.lift()

    def plug_in(self) -> None:
        if self._thread:
            return
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)  # or the line discipline echoes, and 03 becomes ^C
        # We keep their end open too, or our reads fail whenever the driver closes.
        os.set_blocking(self._ours, False)
        self._woken, self._wake = os.pipe()
        self.power_cycle()
        self.path.symlink_to(os.ttyname(self._theirs))
        self._thread = Thread(target=self._serve, name="simulated reader", daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        if self._thread is None:
            return
        os.close(self._wake)
        self._thread.join()
        self._thread = None
        self.path.unlink()
        for end in (self._theirs, self._ours, self._woken):
            os.close(end)
        self._fingertips.go_away()

    def power_cycle(self) -> None:
        """The module's power fails for an instant; the port on the host's side stays."""
        self.module.power_up()
        self._ready_at = monotonic() + self.boot_seconds
        self._booting = True
        os.write(self._wake, b".")

    def _serve(self) -> None:
        frames = FrameReader()
        while True:
            wait = max(0.0, self._ready_at - monotonic()) if self._booting else None
            ready, _, _ = select.select([self._ours, self._woken], [], [], wait)
            if self._woken in ready and not os.read(self._woken, 1):
                return  # the other end was closed: pulled
            heard = os.read(self._ours, READ_BYTES) if self._ours in ready else b""
            if monotonic() < self._ready_at:
                continue  # deaf until it has booted
            if self._booting:
                self._booting = False
                frames = FrameReader()
                self._write(self.boot_bytes)
            if self._understands_the_speed():
                self._answer(frames, heard)

    def _answer(self, frames: FrameReader, heard: bytes) -> None:
        for frame in frames.receive(heard):
            if Quirk.ECHO in self.quirks:
                self._write(frame.encode())
            for answer in self.module.answer(frame):
                if self.answers_to_lose:
                    self.answers_to_lose -= 1
                    continue
                for piece in pieces(answer, self.quirks):
                    self._write(piece)

    def _write(self, piece: bytes) -> None:
        with suppress(BlockingIOError):  # a serial line does not wait for its reader
            os.write(self._ours, piece)
        if Quirk.ONE_BYTE_AT_A_TIME in self.quirks:
            select.select([self._woken], [], [], BYTE_GAP_SECONDS)

    def _understands_the_speed(self) -> bool:
        """At another speed a module sees no frame at all, and so never answers."""
        if self.baudrate is None:
            return True
        spoken = termios.tcgetattr(self._ours)[5]  # a pty tells its speed at both ends
        return bool(spoken == getattr(termios, f"B{self.baudrate}"))

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
        sys.stdout.write("输入页号（1 至 10）按一次手指，输入 0 为陌生人，Ctrl+D 结束。\n")
        sys.stdout.flush()
        for line in sys.stdin:
            if line.strip().isdecimal():
                reader.touch(int(line) or None)


if __name__ == "__main__":
    main()
