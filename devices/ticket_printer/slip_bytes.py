"""A slip as ESC/POS bytes: what a visitor holds in the hand, the number above all.

Text goes out as two-byte codes for the printer's own font, and the printer draws the QR code:
some 300 bytes, a third of a second on the slowest cable.
"""

from collections.abc import Iterator

from devices.ticket_printer import protocol
from devices.ticket_printer.logo import logo
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.qr import qr
from devices.ticket_printer.typeset import LARGE, SERVICE, SMALL, centred, centred_below, number
from hall.machines import Slip, ahead_sentence, windows_sentence

REPRINT = "【补打】"
WHEN_MISSED = "过号请告知窗口工作人员"
TO_RATE = "办完可扫码评价，或在取号机上评价"
WHAT_THE_CODE_IS_FOR = "手机扫码看排队进度"


def slip_bytes(slip: Slip, roll: PaperRoll) -> bytes:
    return b"".join(_parts(slip, roll))


def _parts(slip: Slip, roll: PaperRoll) -> Iterator[bytes]:
    yield protocol.INITIALIZE + protocol.HANZI_MODE_ON
    yield protocol.select_justification(protocol.Justification.CENTER)
    yield logo(roll)
    if slip.reprint:
        yield centred(REPRINT, roll, LARGE)
    yield centred(slip.hall, roll, LARGE)
    yield protocol.feed_dots(16) + protocol.EMPHASIZED_ON
    yield number(slip.number, roll)
    yield protocol.feed_dots(16)
    yield centred(slip.service, roll, SERVICE)
    yield protocol.EMPHASIZED_OFF + protocol.feed_dots(16)
    where = windows_sentence(slip.windows), ahead_sentence(slip.ahead), *slip.forecast.splitlines()
    yield centred_below(where, roll, LARGE)
    yield protocol.feed_dots(20)
    yield qr(slip.link, WHAT_THE_CODE_IS_FOR, roll)
    yield centred(WHEN_MISSED, roll, LARGE)
    small = [f"取号时间 {slip.issued_at:%Y-%m-%d %H:%M}", f"投诉电话 {slip.complaint_phone}"]
    yield centred_below([*small, TO_RATE] if slip.check else small, roll, SMALL)
    if slip.check:
        yield centred(f"核对码 {slip.check}", roll, LARGE)
    yield roll.ending
