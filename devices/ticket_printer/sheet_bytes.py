"""A sheet as ESC/POS bytes: running text to read at home, under one large title."""

from collections.abc import Iterator

from devices.ticket_printer import protocol
from devices.ticket_printer.logo import logo
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.protocol import Justification, select_justification
from devices.ticket_printer.qr import qr
from devices.ticket_printer.slip_bytes import REPRINT, slip_bytes
from devices.ticket_printer.text import printable
from devices.ticket_printer.typeset import LARGE, SERVICE, Size, centred, flush_left, number
from hall.machines import Paragraph, Sheet, Slip, TextSize

SIZES = {TextSize.NORMAL: Size(1, 1), TextSize.TALL: Size(1, 2), TextSize.LARGE: Size(2, 2)}
#: Both in every printer's font, which the ticked box ☑ is not.
OPEN_BOX, TICKED_BOX = "□", "√"
SHORTEST_RULE = 3  # dashes
MOST_LINES = 400


def page_bytes(page: Slip | Sheet, roll: PaperRoll) -> bytes:
    if isinstance(page, Slip):
        return slip_bytes(page, roll)
    return sheet_bytes(page, roll)


def sheet_bytes(sheet: Sheet, roll: PaperRoll) -> bytes:
    return b"".join(_parts(sheet, roll))


def _parts(sheet: Sheet, roll: PaperRoll) -> Iterator[bytes]:
    yield protocol.INITIALIZE + protocol.HANZI_MODE_ON
    yield select_justification(Justification.CENTER)
    if sheet.logo:
        yield logo(roll)
    if sheet.reprint:
        yield centred(REPRINT, roll, LARGE)
    if sheet.title:
        yield protocol.EMPHASIZED_ON + centred(sheet.title, roll, SERVICE)
    yield protocol.EMPHASIZED_OFF + protocol.feed_dots(16)
    for paragraph in sheet.body:
        yield from _paragraph(paragraph, roll)
    yield select_justification(Justification.CENTER)
    if sheet.link:
        yield protocol.feed_dots(16) + qr(sheet.link, sheet.link_label, roll)
    yield centred(sheet.footer, roll, (Size(1, 1, MOST_LINES),))
    yield roll.ending


def _paragraph(paragraph: Paragraph, roll: PaperRoll) -> Iterator[bytes]:
    text = printable(paragraph.text)
    if len(text) >= SHORTEST_RULE and not text.strip("-"):
        yield protocol.feed_dots(8) + flush_left("-" * roll.columns, roll, Size(1, 1))
        return
    middle = paragraph.centred or paragraph.size is TextSize.HUGE
    yield select_justification(Justification.CENTER if middle else Justification.LEFT)
    yield protocol.EMPHASIZED_ON if paragraph.bold else b""
    yield _set(text, paragraph, roll) + protocol.feed_dots(6)
    yield protocol.EMPHASIZED_OFF if paragraph.bold else b""


def _set(text: str, paragraph: Paragraph, roll: PaperRoll) -> bytes:
    if paragraph.size is TextSize.HUGE:
        return number(text, roll)
    size = SIZES[paragraph.size]
    if paragraph.centred:
        return centred(text, roll, (Size(size.width, size.height, MOST_LINES),))
    if paragraph.ticked is None:
        return flush_left(text, roll, size)
    return flush_left(text, roll, size, TICKED_BOX if paragraph.ticked else OPEN_BOX)
