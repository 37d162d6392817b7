"""What every simulator needs to be at the end of a cable: a pty, a name that stays, a thread."""

import atexit
import os
import shutil
import tempfile
import termios
import tty
from contextlib import suppress
from pathlib import Path
from threading import RLock, Thread
from typing import Self

READ_BYTES = 4096
GARBLED_BY_SPEED = 0xC3  # not a real chip's way, and as useless


class SimulatedDevice:
    """``path`` stays the same while it is unplugged and plugged in again.

    What it does with the bytes is written in ``serve``, which runs on a thread of its own and
    returns as soon as ``self._pulled()``.
    """

    kind = "device"

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._thread: Thread | None = None
        self._hands = RLock()  # plugged in or pulled out by one at a time
        self.baudrate: int | None = None  # None: understands every speed

    def serve(self) -> None:
        """What it does with the bytes, until pulled. The base class raises NotImplementedError."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Make the folder for its name, and plug it in."""
        self._folder = Path(tempfile.mkdtemp(prefix=f"{self.kind.replace(' ', '-')}-"))
        atexit.register(self.stop)
        self.plug_in()

    def stop(self) -> None:
        """Pull it out and take its name away; may be called twice."""
        atexit.unregister(self.stop)
        self.unplug()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    @property
    def path(self) -> Path:
        """Where its port is found. Raises RuntimeError before ``start``."""
        if self._folder is None:
            raise RuntimeError("start() the device first")
        return self._folder / "tty"

    @property
    def url(self) -> str:
        """The same as an address for config.toml."""
        return f"serial://{self.path}"

    @property
    def plugged_in(self) -> bool:
        """Whether its thread runs, and so whether it answers."""
        return self._thread is not None

    def plug_in(self) -> None:
        """Give it a new pty under the old name, and power; nothing when it is plugged in."""
        with self._hands:
            if self._thread is None:
                self._plug_in()

    def _plug_in(self) -> None:
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)  # or the line discipline echoes, and 03 becomes ^C
        # We keep their end open too, or our reads fail whenever the driver closes.
        os.set_blocking(self._ours, False)
        self._woken, self._wake = os.pipe()
        self.power_up()
        self.path.symlink_to(os.ttyname(self._theirs))
        self._thread = Thread(target=self.serve, name=f"simulated {self.kind}", daemon=True)
        self._thread.start()

    def power_up(self) -> None:
        """What the device does first when it gets its power."""

    def unplug(self) -> None:
        """Take pty and power away, and wait for its thread; nothing when it is unplugged."""
        with self._hands:
            if self._thread is None:
                return
            os.close(self._wake)
            self._thread.join()
            self.path.unlink()
            for end in (self._theirs, self._ours, self._woken):
                os.close(end)
            self.power_down()
            self._thread = None  # last: whoever sees it pulled may plug it in again

    def power_down(self) -> None:
        """What the device does last when its power goes."""

    def _pulled(self) -> bool:
        """Whether the other end of ``_woken``, which has something to read, was closed."""
        return not os.read(self._woken, 1)

    def _heard(self) -> bytes:
        """What was said at another speed than its own arrives as something else."""
        heard = os.read(self._ours, READ_BYTES)
        if self._at_its_speed():
            return heard
        return bytes(byte ^ GARBLED_BY_SPEED for byte in heard)

    def _at_its_speed(self) -> bool:
        if self.baudrate is None:
            return True
        return bool(self._spoken_speed() == getattr(termios, f"B{self.baudrate}"))

    def _say(self, piece: bytes) -> None:
        with suppress(BlockingIOError):  # a serial line does not wait for its reader
            os.write(self._ours, piece)

    def _spoken_speed(self) -> int:
        """What the other side has set its port to, as termios counts speeds."""
        return int(termios.tcgetattr(self._ours)[5])  # a pty tells its speed at both ends
