"""A QR code as ESC/POS bytes, as large as the paper and a telephone's eye want it."""

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.pictures import picture
from devices.ticket_printer.typeset import SMALL, centred

#: Bytes that a QR code of version 1, 2, 3 … holds at error correction M.
QR_CAPACITIES = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450)
QUIET_MODULES = 8  # white at both sides, or telephones do not find the code
LEAST_MODULE_DOTS = 3


def qr(link: str, label: str, roll: PaperRoll) -> bytes:
    """The code with its label below; nothing for a link that is empty or too long."""
    text = link.encode(errors="replace")
    version = next((n for n, room in enumerate(QR_CAPACITIES, 1) if len(text) <= room), None)
    if not text or version is None:  # the number alone is enough to be served
        return b""
    modules = 17 + 4 * version + QUIET_MODULES
    module_dots = max(LEAST_MODULE_DOTS, min(roll.module_dots, roll.dots // modules))
    code = _drawn(text, module_dots, roll) if roll.draws_qr else None
    return (
        (code or _by_the_printer(text, module_dots))
        + protocol.feed_dots(16)
        + centred(label, roll, SMALL)
        + protocol.feed_dots(16)
    )


def _by_the_printer(text: bytes, module_dots: int) -> bytes:
    code = protocol.qr_code(text, module_dots)
    return protocol.HANZI_MODE_OFF + code + protocol.HANZI_MODE_ON


def _drawn(text: bytes, module_dots: int, roll: PaperRoll) -> bytes:
    """As a picture in the middle, in half its size and doubled by the printer: a quarter of
    the bytes. Nothing of the paper right of the code is sent."""
    from PIL import Image

    from devices.ticket_printer.code_image import M, code_image

    code = code_image(text, M)
    if code is None:
        return b""
    side = code.width * max(1, module_dots // 2)
    left = (roll.dots // 2 - side) // 2
    width_bytes = (left + side + 7) // 8
    image = Image.new("1", (width_bytes * 8, side))
    image.paste(code.resize((side, side), Image.Resampling.NEAREST), (left, 0))
    left_justified = protocol.select_justification(protocol.Justification.LEFT)
    centred_again = protocol.select_justification(protocol.Justification.CENTER)
    raster = picture(width_bytes, image.tobytes(), roll, doubled=True)
    return left_justified + raster + centred_again
