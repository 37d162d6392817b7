"""The other end of the cable: the virtual printer behind a pty, and behind a TCP port.

python -m devices.ticket_printer.simulator     # prints what to put in config.toml
"""

import select
import selectors
import socket
import sys
import tempfile
from pathlib import Path
from threading import Thread

from devices.simulated_device import READ_BYTES, SimulatedDevice
from devices.ticket_printer.virtual import VirtualPrinter

LOOPBACK = "127.0.0.1"
PIECE_BYTES = 64


class SimulatedPrinter(SimulatedDevice):
    """Play with ``printer`` while it stands: ``printer.paper_out = True`` and so on.

    ``hang_up_after_bytes`` breaks the TCP call in the middle of a job, ``pull_after_bytes`` the
    serial cable; ``bytes_a_second`` slows the serial line down to what a real one carries.
    """

    kind = "ticket printer"

    def __init__(self, tray_folder: Path, width_mm: int = 80) -> None:
        super().__init__()
        self.printer = VirtualPrinter(tray_folder, width_mm)
        self.hang_up_after_bytes: int | None = None
        self.pull_after_bytes: int | None = None
        self.bytes_a_second: float | None = None

    @property
    def tcp_url(self) -> str:
        """The address of its TCP port, which changes with every ``plug_in``."""
        return f"tcp://{LOOPBACK}:{self._listener.getsockname()[1]}"

    def power_up(self) -> None:
        """Open the TCP port."""
        self._listener = socket.create_server((LOOPBACK, 0))

    def power_down(self) -> None:
        """Close the TCP port."""
        self._listener.close()

    def serve(self) -> None:
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
                if self._woken in ready or self._is_pulled_now():
                    break
        if caller:
            caller.close()

    def _answer_on_the_pty(self) -> None:
        heard = self._heard()
        if self.pull_after_bytes is not None:
            heard = heard[: self.pull_after_bytes]
            self.pull_after_bytes -= len(heard)
        for piece in (heard[at : at + PIECE_BYTES] for at in range(0, len(heard), PIECE_BYTES)):
            if self.bytes_a_second:
                select.select([self._woken], [], [], len(piece) / self.bytes_a_second)
            self._say(self.printer.receive(piece))

    def _is_pulled_now(self) -> bool:
        if self.pull_after_bytes != 0:
            return False
        self.pull_after_bytes = None
        Thread(target=self.unplug).start()  # which waits for this very thread to end
        return True

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
        sys.stdout.write(f"{tray}\n{' '.join(words)}\n")
        sys.stdout.flush()
        for line in sys.stdin:
            name = words.get(line.strip())
            if name:
                setattr(simulated.printer, name, not getattr(simulated.printer, name))


if __name__ == "__main__":
    main()
