"""Answers in place of the hall while its disk has not even the room to open the database.

Reading needs a few files beside the database, too. Usually hall.reserve makes way for them; where
there is none yet, as after an upgrade, every page says what to do until somebody has cleared
something away, and then the hall opens by itself. One request after another, from nobody's thread.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from html import escape
from http import HTTPStatus
from pathlib import Path
from select import select

from hall.disk_room import is_too_full_to_open
from web.problem import problem_bytes
from web.sentences import DISK_FULL

LOOK_SECONDS = 1.0
REQUEST_BYTES = 4096
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="refresh" content="10"><title>{said}</title>
<p style="font: 2.5rem/1.6 sans-serif; margin: 20vh 10vw">{said}</p></html>
"""


def answer_until_there_is_room(
    listening_socket: socket.socket, folder: Path, still_here: Callable[[], object] = lambda: None
) -> None:
    """Returns as soon as the database of this folder can be opened. Raises OSError.

    ``still_here`` is called once a second or more often.
    """
    listening_socket.listen()
    while is_too_full_to_open(folder):
        still_here()
        if select([listening_socket], [], [], LOOK_SECONDS)[0]:
            client, _ = listening_socket.accept()
            with client, suppress(OSError):  # gone, or silent
                client.settimeout(LOOK_SECONDS)
                client.sendall(answer_to(client.recv(REQUEST_BYTES)))


def answer_to(request: bytes) -> bytes:
    """A whole answer of HTTP/1.1: a problem for programs, a page that asks again for people."""
    if request.split(b" ")[1:2] and request.split(b" ")[1].startswith(b"/api/"):
        return problem_bytes(HTTPStatus.SERVICE_UNAVAILABLE, DISK_FULL, code="DiskFull")
    body = PAGE.format(said=escape(DISK_FULL)).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
