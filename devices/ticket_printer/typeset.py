"""Lines of Chinese text as ESC/POS bytes: broken well, enlarged, in the middle or at the left."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.text import code_of, columns, encode, fill, printable, wrap


class Size(NamedTuple):
    """How many times the printer enlarges its 12 × 24 dots, and in how many lines at most."""

    width: int
    height: int
    lines: int = 1


SMALL = (Size(1, 1, 9),)
SERVICE = (Size(2, 2, 3), Size(1, 2, 9))
LARGE = (Size(2, 2), Size(1, 2, 9))
MOST_LINES = 400
LINE_GAP_DOTS = 12
NORMAL_SIZE = protocol.select_character_size(1, 1)


@lru_cache(maxsize=1024)
def centred(text: str, roll: PaperRoll, sizes: tuple[Size, ...]) -> bytes:
    """Centred lines in the first size that needs few enough of them, else in the last."""
    text = printable(text)
    for size in sizes:
        lines = wrap(text, roll.columns // size.width)
        if len(lines) <= size.lines:
            break
    return protocol.select_character_size(size.width, size.height) + _set(lines, size, roll)


def flush_left(text: str, roll: PaperRoll, size: Size, mark: str = "") -> bytes:
    """Full lines from the left edge; the lines below a mark such as □ stand in from it."""
    text, indent = printable(text), " " * columns(mark)
    lines = fill(text, roll.columns // size.width - len(indent))
    marked = [f"{mark if at == 0 else indent}{line}" for at, line in enumerate(lines)]
    start = protocol.select_character_size(size.width, size.height)
    return start + _set(marked, size, roll, middle=False)


def number(text: str, roll: PaperRoll) -> bytes:
    """As large as the paper allows; a longer number is narrower, never broken before that."""
    text = printable(text)
    width = max(1, min(roll.number_width, roll.columns // max(1, columns(text))))
    height = min(roll.number_height, 2 * width)
    return centred(text, roll, (Size(width, height, 9),))


def _set(lines: Iterable[str], size: Size, roll: PaperRoll, *, middle: bool = True) -> bytes:
    """Enlarged lines touch one another unless a little paper is fed between them."""
    gap = protocol.feed_dots(LINE_GAP_DOTS) if size.height == 2 else b""
    return b"".join(_line(line, size, roll, middle=middle) + gap for line in lines)


def _line(line: str, size: Size, roll: PaperRoll, *, middle: bool) -> bytes:
    codes = encode(line)
    if codes is not None:
        return codes + protocol.LINE_FEED
    enlarged = (size.width, size.height) != (1, 1)
    if (enlarged and roll.draws_lines) or not roll.dots_among_text:
        from devices.ticket_printer.drawn_text import drawn_line
        from devices.ticket_printer.glyphs import Scale

        return drawn_line(line, Scale(size.width, size.height), roll, middle=middle)
    return b"".join(_mixed(line, enlarged=size.width > 1)) + protocol.LINE_FEED


def _mixed(line: str, *, enlarged: bool) -> Iterator[bytes]:
    """Codes for what every font has, dots for the rest: decided character by character."""
    from devices.ticket_printer.drawn_text import drawn_character

    for character in line:
        yield code_of(character) or drawn_character(character, enlarged=enlarged)
