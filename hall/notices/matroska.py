"""How long a WebM without a length plays: to its last block. Nothing else is read of it.

RFC 8794 (EBML), RFC 9559 (Matroska). An element is its name, its size, and its content; the
size of all ones is unknown, and then the content goes on until the next of the same kind.
"""

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

SEGMENT, INFO, CLUSTER, GROUP = 0x18538067, 0x1549A966, 0x1F43B675, 0xA0
SCALE, BEGIN, SIMPLE, BLOCK = 0x2AD7B1, 0xE7, 0xA3, 0xA1
OPENED = frozenset({SEGMENT, INFO, CLUSTER, GROUP})
NANOSECONDS = 1_000_000  # in one tick, unless the film says otherwise
LONGEST_NUMBER = 8
MOST_ELEMENTS = 2_000_000  # of fifteen minutes there are a tenth as many


def seconds_of(file: Path) -> float:
    """Zero when it breaks off within an element, or shows nothing; raises nothing of its own."""
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as content:
        try:
            return _last_moment(content)
        except (IndexError, ValueError):
            return 0.0


def _last_moment(content: mmap) -> float:
    tick, begin, latest = NANOSECONDS, 0, 0
    for name, start, end in _elements(content):
        if name == SCALE:
            tick = _number(content, start, end)
        elif name == BEGIN:
            begin = _number(content, start, end)
        elif name in (SIMPLE, BLOCK):
            _, at = _vint(content, start)  # the track's number
            since = int.from_bytes(content[at : at + 2], signed=True)
            latest = max(latest, begin + since)
    return latest * tick / 1e9


def _elements(content: mmap) -> Iterator[tuple[int, int, int]]:
    """Those that hold others are stepped into; every other one is told whole, or not at all."""
    at, size = 0, len(content)
    for _ in range(MOST_ELEMENTS):
        if at >= size:
            return
        (name, _), at = _vint(content, at)
        (_, known), at = _vint(content, at)
        if name in OPENED:
            continue
        if known is None or at + known > size:
            raise ValueError(name)
        yield name, at, at + known
        at += known
    raise ValueError(at)


def _vint(content: mmap, at: int) -> tuple[tuple[int, int | None], int]:
    """As it is written, and the number it means or None for unknown; and where it ends."""
    length = 9 - content[at].bit_length()
    if length > LONGEST_NUMBER:
        raise ValueError(at)
    written = int.from_bytes(content[at : at + length])
    unknown = (1 << 7 * length) - 1
    number = written & unknown
    return (written, None if number == unknown else number), at + length


def _number(content: mmap, start: int, end: int) -> int:
    if end - start > LONGEST_NUMBER:
        raise ValueError(start)
    return int.from_bytes(content[start:end])
