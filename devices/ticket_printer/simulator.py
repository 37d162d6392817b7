"""The other end of the cable: the virtual printer behind a pty, and behind a TCP port.

python -m devices.ticket_printer.simulator     # prints what to put in config.toml
"""

import os
import selectors
import shutil
import socket
import sys
import tempfile
import tty
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Self

from devices.ticket_printer.virtual import VirtualPrinter

READ_BYTES = 4096
LOOPBACK = "127.0.0.1"


class SimulatedPrinter:
    """Play with ``printer`` while it stands: ``printer.paper_out = True`` and so on.

    ``hang_up_after_bytes`` breaks the TCP call in the middle of a job.
    """

    def __init__(self, tray_folder: Path, width_mm: int = 80) -> None:
        self.printer = VirtualPrinter(tray_folder, width_mm)
        self.hang_up_after_bytes: int | None = None
        self._folder: Path | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ticket-printer-"))
        self.plug_in()

    def stop(self) -> None:
        self.unplug()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    @property
    def path(self) -> Path:
        """Stays the same while the printer is unplugged and plugged in again."""
        if self._folder is None:
            raise RuntimeError("start() the printer first")
        return self._folder / "tty"

    @property
    def url(self) -> str:
        return f"serial://{self.path}"

    @property
    def tcp_url(self) -> str:
        return f"tcp://{LOOPBACK}:{self._listener.getsockname()[1]}"

    def plug_in(self) -> None:
        if self._thread:
            return
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        # We keep their end open too, or our reads fail whenever the driver closes.
        os.set_blocking(self._ours, False)
        self.path.symlink_to(os.ttyname(self._theirs))
        self._listener = socket.create_server((LOOPBACK, 0))
        self._woken, self._wake = os.pipe()
        self._thread = Thread(target=self._serve, name="simulated printer", daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        if self._thread is None:
            return
        os.close(self._wake)
        self._thread.join()
        self._thread = None
        self.path.unlink()
        self._listener.close()
        for end in (self._theirs, self._ours, self._woken):
            os.close(end)

    def _serve(self) -> None:
        """One caller at a time on TCP, as printers do; the next waits until it hangs up."""
        caller: socket.socket | None = None
        with selectors.DefaultSelector() as watched:
            for end in (self._ours, self._woken, self._listener):
                watched.register(end, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in watched.select()}
                if self._ours in ready:
                    self._answer_on_the_pty()
                if caller in ready and caller and not self._answer_on_tcp(caller):
                    watched.unregister(caller)
                    caller.close()
                    caller = None
                    watched.register(self._listener, selectors.EVENT_READ)
                if self._listener in ready:
                    caller, _ = self._listener.accept()
                    watched.register(caller, selectors.EVENT_READ)
                    watched.unregister(self._listener)
                if self._woken in ready:
                    break
        if caller:
            caller.close()

    def _answer_on_the_pty(self) -> None:
        with suppress(BlockingIOError):  # a serial line does not wait for its reader
            os.write(self._ours, self.printer.receive(os.read(self._ours, READ_BYTES)))

    def _answer_on_tcp(self, caller: socket.socket) -> bool:
        """False when the call is over."""
        try:
            data = caller.recv(READ_BYTES)
            if self.hang_up_after_bytes is not None:
                data = data[: self.hang_up_after_bytes]
                self.hang_up_after_bytes -= len(data)
            caller.sendall(self.printer.receive(data))
        except OSError:
            return False
        return bool(data) and self.hang_up_after_bytes != 0


def main() -> None:
    """Print until the input ends; a word on a line breaks the printer or mends it."""
    words = {"paper": "paper_out", "near": "near_end", "cover": "cover_open", "jam": "jammed"}
    words |= {"silent": "silent", "hot": "overheated"}
    tray = Path(tempfile.gettempdir()) / "slips"
    with SimulatedPrinter(tray) as simulated:
        sys.stdout.write(f'[printer]\nurl = "{simulated.url}"   # {simulated.tcp_url}\n\n')
        sys.stdout.write(f"号票图片保存在 {tray}。输入 {'、'.join(words)} 制造或排除故障。\n")
        sys.stdout.flush()
        for line in sys.stdin:
            name = words.get(line.strip())
            if name:
                setattr(simulated.printer, name, not getattr(simulated.printer, name))


if __name__ == "__main__":
    main()
