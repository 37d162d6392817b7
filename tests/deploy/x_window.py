"""The least of an X11 client: it changes and closes the one window that stands on a display.

So a compositor that runs within it has its screen made larger, or taken away as by a remote.
"""

import socket
import struct
from pathlib import Path
from typing import Self

CONFIGURE, QUERY_TREE, INTERN_ATOM, SEND_EVENT = 12, 15, 16, 25
CLIENT_MESSAGE = 33
WIDTH_AND_HEIGHT = 0b1100


class Display:
    """``number``: of the X server, whose socket lies in /tmp/.X11-unix."""

    def __init__(self, number: int) -> None:
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(f"/tmp/.X11-unix/X{number}")
        self._wire.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        accepted, words = struct.unpack("<B5xH", self._read(8))
        rest = self._read(words * 4)
        assert accepted == 1, rest
        vendor, formats = struct.unpack_from("<H", rest, 16)[0], rest[21]
        self.root = struct.unpack_from("<I", rest, 32 + (vendor + 3) // 4 * 4 + formats * 8)[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    def windows(self) -> list[int]:
        """The newest last."""
        reply = self._ask(struct.pack("<BxHI", QUERY_TREE, 2, self.root))
        return list(struct.unpack_from(f"<{struct.unpack_from('<H', reply, 16)[0]}I", reply, 32))

    def resize(self, width: int, height: int) -> None:
        changes = struct.pack("<IHxxII", self.windows()[-1], WIDTH_AND_HEIGHT, width, height)
        self._wire.sendall(struct.pack("<BxH", CONFIGURE, 5) + changes)
        self.windows()  # an answer means that what was said before is done

    def know_words(self) -> None:
        """A window manager would have said these; cage uses those that exist when it starts."""
        for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW", "_NET_WM_NAME", "UTF8_STRING"):
            self._atom(name)

    def close_window(self) -> None:
        """As its cross would; nothing where there is none."""
        for window in self.windows()[-1:]:
            kind, what = self._atom("WM_PROTOCOLS"), self._atom("WM_DELETE_WINDOW")
            event = struct.pack("<BBHII5I", CLIENT_MESSAGE, 32, 0, window, kind, what, 0, 0, 0, 0)
            self._wire.sendall(struct.pack("<BBHII", SEND_EVENT, 0, 11, window, 0) + event)
        self.windows()

    def _atom(self, name: str) -> int:
        padded = name.encode().ljust((len(name) + 3) // 4 * 4, b"\0")
        head = struct.pack("<BBHHxx", INTERN_ATOM, 0, 2 + len(padded) // 4, len(name))
        return int(struct.unpack_from("<I", self._ask(head + padded), 8)[0])

    def _ask(self, request: bytes) -> bytes:
        self._wire.sendall(request)
        while (head := self._read(32))[0] != 1:
            pass  # events and errors of what was asked before
        return head + self._read(struct.unpack_from("<I", head, 4)[0] * 4)

    def _read(self, count: int) -> bytes:
        read = b""
        while len(read) < count:
            more = self._wire.recv(count - len(read))
            assert more, "the X server went away"
            read += more
        return read


def is_there(number: int) -> bool:
    return Path(f"/tmp/.X11-unix/X{number}").exists()
