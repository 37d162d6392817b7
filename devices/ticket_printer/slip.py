"""A slip as ESC/POS bytes: what a visitor holds in the hand, the number above all.

Text goes out as two-byte codes for the printer's own font, and the printer draws the QR code:
some 300 bytes, a third of a second on the slowest cable.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from devices.ticket_printer import protocol
from devices.ticket_printer.text import columns, encode, printable, wrap
from hall.machines import Slip

REPRINT = "【补打】"
WHEN_MISSED = "过号请告知窗口工作人员"
WHAT_THE_CODE_IS_FOR = "手机扫码看排队进度"


class Size(NamedTuple):
    """How many times the printer enlarges its 12 × 24 dots, and in how many lines at most."""

    width: int
    height: int
    lines: int = 1


SMALL = (Size(1, 1, 9),)
SERVICE = (Size(2, 2, 3), Size(1, 2, 9))
LARGE = (Size(2, 2), Size(1, 2, 9))


@dataclass(frozen=True, slots=True)
class Roll:
    """What a width of paper allows, at 8 dots a millimetre."""

    dots: int
    number_width: int  # the widest enlargement of the number
    number_height: int
    module_dots: int  # of the QR code
    ending: bytes

    @property
    def columns(self) -> int:
        return self.dots // 12


ROLLS = {
    # Most 58 mm printers have no cutter: the feed brings the last line to the tear bar.
    58: Roll(384, 7, 7, 6, protocol.feed_lines(4) + protocol.CUT_PARTIAL),
    80: Roll(576, 8, 8, 7, protocol.FEED_AND_CUT_PARTIAL),
}

#: Bytes that a QR code of version 1, 2, 3 … holds at error correction M.
QR_CAPACITIES = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450)
LINE_GAP_DOTS = 12
QUIET_MODULES = 8  # white at both sides, or telephones do not find the code
LEAST_MODULE_DOTS = 3


def slip_bytes(slip: Slip, width_mm: int) -> bytes:
    return b"".join(_parts(slip, ROLLS[width_mm]))


def _parts(slip: Slip, roll: Roll) -> Iterator[bytes]:
    yield protocol.INITIALIZE + protocol.HANZI_MODE_ON
    yield protocol.select_justification(protocol.Justification.CENTER)
    if slip.reprint:
        yield _text(REPRINT, roll, LARGE)
    yield _text(slip.hall, roll, LARGE)
    yield protocol.feed_dots(16) + protocol.EMPHASIZED_ON
    yield _number(slip.number, roll)
    yield protocol.feed_dots(16)
    yield _text(slip.service, roll, SERVICE)
    yield protocol.EMPHASIZED_OFF + protocol.feed_dots(16)
    yield _text(windows_sentence(slip.windows), roll, LARGE)
    yield _text(ahead_sentence(slip.ahead), roll, LARGE)
    yield protocol.feed_dots(20)
    yield _qr(slip.link, roll)
    yield _text(WHEN_MISSED, roll, LARGE)
    yield protocol.feed_dots(12)
    yield _text(f"取号时间 {slip.issued_at:%Y-%m-%d %H:%M}", roll, SMALL)
    yield _text(f"投诉电话 {slip.complaint_phone}", roll, SMALL)
    yield roll.ending


def windows_sentence(windows: Sequence[str]) -> str:
    """请到1至3、7号窗口; a window with a name of its own is called by it."""
    numbers = {int(name) for name in windows if name.isascii() and name.isdecimal()}
    names = [name for name in windows if not (name.isascii() and name.isdecimal())]
    if numbers:
        names.insert(0, f"{'、'.join(_runs(sorted(numbers)))}号窗口")
    return f"请到{'、'.join(names)}" if names else "请留意叫号屏幕"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Three and more in a row are said as "1至3"."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        row = [number for _, number in run]
        if len(row) > 2:
            yield f"{row[0]}至{row[-1]}"
        else:
            yield from map(str, row)


def ahead_sentence(ahead: int) -> str:
    return f"前面还有{ahead}人" if ahead else "前面没有人，请准备"


@lru_cache(maxsize=1024)
def _text(text: str, roll: Roll, sizes: tuple[Size, ...]) -> bytes:
    """Centred lines in the first size that needs few enough of them."""
    text = printable(text)
    for size in sizes:
        lines = wrap(text, roll.columns // size.width)
        if len(lines) <= size.lines:
            break
    return protocol.select_character_size(size.width, size.height) + _set(lines, size, roll)


def _set(lines: Iterable[str], size: Size, roll: Roll) -> bytes:
    """Enlarged lines touch one another unless a little paper is fed between them."""
    gap = protocol.feed_dots(LINE_GAP_DOTS) if size.height == 2 else b""
    return b"".join(_line(line, size, roll) + gap for line in lines)


def _line(line: str, size: Size, roll: Roll) -> bytes:
    codes = encode(line)
    if codes is not None:
        return codes + protocol.LINE_FEED
    from devices.ticket_printer.drawn import drawn_line  # loads a font: only when it must
    from devices.ticket_printer.glyphs import Scale

    return drawn_line(line, Scale(size.width, size.height), roll.dots)


def _number(number: str, roll: Roll) -> bytes:
    """As large as the paper allows; a longer number is narrower, never broken."""
    text = printable(number)
    width = max(1, min(roll.number_width, roll.columns // max(1, columns(text))))
    height = min(roll.number_height, 2 * width)
    return _text(text, roll, (Size(width, height, 9),))


def _qr(link: str, roll: Roll) -> bytes:
    text = link.encode()
    version = next((n for n, room in enumerate(QR_CAPACITIES, 1) if len(text) <= room), None)
    if not text or version is None:  # the number alone is enough to be served
        return b""
    modules = 17 + 4 * version + QUIET_MODULES
    module_dots = max(LEAST_MODULE_DOTS, min(roll.module_dots, roll.dots // modules))
    return (
        protocol.qr_code(text, module_dots)
        + protocol.feed_dots(16)
        + _text(WHAT_THE_CODE_IS_FOR, roll, SMALL)
        + protocol.feed_dots(16)
    )
