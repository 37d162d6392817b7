"""The other end of the network: an upsd with one UPS, on a port of this computer."""

import socket
from contextlib import suppress
from threading import Thread
from typing import Self

LOOPBACK = "127.0.0.1"


class SimulatedUpsd:
    """``variables`` may be changed at any time; ``status``, ``charge``, ``runtime`` are of them.

    ``error`` is said instead of an answer, ``says`` instead of everything (garbage).
    """

    def __init__(self, name: str = "ups", port: int = 0) -> None:
        self.name = name
        self.variables = {
            "ups.status": "OL",
            "battery.charge": "100",
            "battery.runtime": "1800",
            "ups.model": 'Demonstration "500" \\ VA',
        }
        self.error = ""
        self.says: bytes | None = None
        self.asked = 0
        self._listener: socket.socket | None = None
        self._port = port  # 0: any
        self._calls: list[socket.socket] = []

    @property
    def url(self) -> str:
        """Its address for config.toml; the same after it was away."""
        return f"nut://{LOOPBACK}:{self._port}/{self.name}"

    def power(self, status: str, *, runtime: int | None = None, charge: int | None = None) -> None:
        """What the UPS says from now on: status words, seconds and per cent that are left."""
        changed = {"ups.status": status}
        if runtime is not None:
            changed["battery.runtime"] = str(runtime)
        if charge is not None:
            changed["battery.charge"] = str(charge)
        self.variables = {**self.variables, **changed}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, at the same port as before."""
        self._listener = socket.create_server((LOOPBACK, self._port))
        self._port = self._listener.getsockname()[1]
        Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def stop(self) -> None:
        """Be gone, with every call cut; may be called twice."""
        for end in (self._listener, *self._calls):
            if end:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._listener, self._calls = None, []

    def _listen(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                call, _ = listener.accept()
                self._calls.append(call)
                Thread(target=self._serve, args=(call,), daemon=True).start()

    def _serve(self, call: socket.socket) -> None:
        with suppress(OSError), call.makefile("rb") as lines:
            for line in lines:
                self.asked += 1
                call.sendall(self._answer(line.decode("ascii", errors="replace").split()))

    def _answer(self, question: list[str]) -> bytes:
        if self.says is not None:
            return self.says
        if self.error:
            return f"ERR {self.error}\n".encode()
        if question[:2] != ["LIST", "VAR"]:
            return b"ERR UNKNOWN-COMMAND\n"
        if question[2:] != [self.name]:
            return b"ERR UNKNOWN-UPS\n"
        lines = [
            f'VAR {self.name} {key} "{_escaped(value)}"' for key, value in self.variables.items()
        ]
        told = [f"BEGIN LIST VAR {self.name}", *lines, f"END LIST VAR {self.name}"]
        return "".join(f"{line}\n" for line in told).encode()


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
