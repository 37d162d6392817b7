"""A sheet as ESC/POS bytes.

What stays the same from one paragraph to the next (size, weight, place) is not sent again: a
number slip is some 300 bytes, a third of a second on the slowest cable.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from devices.ticket_printer import protocol
from devices.ticket_printer.logo import logo
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.protocol import Justification, select_justification
from devices.ticket_printer.qr import qr
from devices.ticket_printer.text import printable
from devices.ticket_printer.typeset import (
    LARGE,
    MOST_LINES,
    NORMAL_SIZE,
    SERVICE,
    Size,
    centred,
    flush_left,
    number,
)
from hall.machines import Paragraph, Sheet, TextSize

SIZES = {
    TextSize.NORMAL: (Size(1, 1, MOST_LINES),),
    TextSize.TALL: (Size(1, 2, MOST_LINES),),
    TextSize.LARGE: SERVICE,
    TextSize.FITTED: LARGE,
}
#: Both in every printer's font, which the ticked box ☑ is not.
OPEN_BOX, TICKED_BOX = "□", "√"
SHORTEST_RULE = 3  # dashes
#: A paragraph of such a size brings its own distance to the next.
CLOSE = (TextSize.FITTED, TextSize.SPACE)


def sheet_bytes(sheet: Sheet, roll: PaperRoll) -> bytes:
    """The whole job: ESC @, GS a (ASB off), FS & (Hanzi on), the sheet from its top, the cut."""
    head = protocol.INITIALIZE + protocol.AUTOMATIC_STATUS_OFF + protocol.HANZI_MODE_ON
    return head + b"".join(_Printed(roll).parts(sheet)) + protocol.HANZI_MODE_OFF + roll.ending


class _Printed:
    """A page on its way out: which modes the printer is in by now."""

    def __init__(self, roll: PaperRoll) -> None:
        self._roll = roll
        self._bold = False
        self._justification = Justification.LEFT
        self._size = b""

    def parts(self, sheet: Sheet) -> Iterator[bytes]:
        yield self._place(Justification.CENTER)
        if sheet.logo:
            yield logo(self._roll)
        if sheet.banner:
            yield self._text(centred(sheet.banner, self._roll, LARGE))
        if sheet.title:
            yield self._weight(bold=True) + self._text(centred(sheet.title, self._roll, SERVICE))
            yield self._weight(bold=False) + protocol.feed_dots(16)
        yield from self._body(sheet.body)
        yield self._place(Justification.CENTER) + self._weight(bold=False)
        if sheet.link:
            yield protocol.feed_dots(_white_above_code(sheet.body))
            yield qr(sheet.link, sheet.link_label, self._roll)
            self._size = b""  # the label had its own
        for paragraph in sheet.below:
            yield from self._paragraph(paragraph)
        if sheet.footer or not sheet.below:
            footer = (Size(1, 1, MOST_LINES),)
            yield self._place(Justification.CENTER) + self._weight(bold=False)
            yield self._text(centred(sheet.footer, self._roll, footer))

    def _body(self, body: Iterable[Paragraph]) -> Iterator[bytes]:
        end = Paragraph(text="")
        for paragraph, following in pairwise((*body, end)):
            yield from self._paragraph(paragraph)
            is_close = paragraph.size in CLOSE or following.size is TextSize.SPACE
            if not (is_close or _is_rule(printable(paragraph.text))):
                yield protocol.feed_dots(6)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[bytes]:
        text = printable(paragraph.text)
        if paragraph.size is TextSize.SPACE:
            yield protocol.feed_dots(16)
        elif _is_rule(text):
            dashes = flush_left("-" * self._roll.columns, self._roll, Size(1, 1))
            yield protocol.feed_dots(8) + self._text(dashes)
        else:
            middle = paragraph.centred or paragraph.size is TextSize.HUGE
            yield self._place(Justification.CENTER if middle else Justification.LEFT)
            yield self._weight(bold=paragraph.bold)
            yield self._text(_set(text, paragraph, self._roll))

    def _place(self, wanted: Justification) -> bytes:
        same, self._justification = wanted is self._justification, wanted
        return b"" if same else select_justification(wanted)

    def _weight(self, *, bold: bool) -> bytes:
        same, self._bold = bold == self._bold, bold
        return b"" if same else protocol.EMPHASIZED_ON if bold else protocol.EMPHASIZED_OFF

    def _text(self, job: bytes) -> bytes:
        same, self._size = self._size, job[: len(NORMAL_SIZE)]
        return job.removeprefix(same)


def _is_rule(text: str) -> bool:
    return len(text) >= SHORTEST_RULE and not text.strip("-")


def _white_above_code(body: Sequence[Paragraph]) -> int:
    """Dots: 16 after what is already fed away from, a little more right under a large line."""
    return 20 if body and body[-1].size is TextSize.FITTED else 16


def _set(text: str, paragraph: Paragraph, roll: PaperRoll) -> bytes:
    """Every way begins with the size."""
    if paragraph.size is TextSize.HUGE:
        return number(text, roll)
    if paragraph.centred:
        return centred(text, roll, SIZES[paragraph.size])
    size = SIZES[paragraph.size][0]
    if paragraph.ticked is None:
        return flush_left(text, roll, size)
    return flush_left(text, roll, size, TICKED_BOX if paragraph.ticked else OPEN_BOX)
