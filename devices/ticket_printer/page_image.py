"""A whole page as one picture: for printers whose own font cannot be trusted with anything.

38 KB and more, so only for cables that carry them at once (USB, LAN): at 9600 baud a slip
would take most of a minute.
"""

from io import BytesIO

from PIL import Image

from devices.ticket_printer import protocol
from devices.ticket_printer.interpreter import Interpreter
from devices.ticket_printer.paper_roll import PaperRoll
from devices.ticket_printer.pictures import picture
from devices.ticket_printer.print_head import DOTS_A_MM, TOP_MARGIN_DOTS, PrintHead

#: Rows sent in one command; printers with little memory refuse a slip in one piece.
BAND_ROWS = 256
BAND_ROWS_IN_COLUMNS = 240  # ten lines of 24: what is left of a line would come out white


def as_picture(job: bytes, roll: PaperRoll) -> bytes:
    """The same page in raster commands, drawn here as our virtual printer draws it.

    ``job`` and the answer are ESC/POS bytes, 38 KB and more.
    """
    printed = drawn(job, roll)
    rows = printed.tobytes()
    width_bytes = roll.dots // 8
    band_bytes = (BAND_ROWS_IN_COLUMNS if roll.pictures_in_columns else BAND_ROWS) * width_bytes
    bands = (rows[at : at + band_bytes] for at in range(0, len(rows), band_bytes))
    pictures = b"".join(picture(width_bytes, band, roll) for band in bands)
    return (
        protocol.INITIALIZE
        + protocol.AUTOMATIC_STATUS_OFF
        + pictures
        + protocol.HANZI_MODE_OFF
        + roll.ending
    )


def drawn(job: bytes, roll: PaperRoll) -> Image.Image:
    """What the page looks like on the paper, white on black as the printer's dots are."""
    head = PrintHead(roll.width_mm, keep=lambda _: None, dots=roll.dots)
    head.holds = True  # nothing is cut off while it draws
    interpreter = Interpreter(head, answer=lambda *_: None)
    for byte in job:
        interpreter.feed(byte)
    return head.printed()


def as_png(job: bytes, roll: PaperRoll) -> bytes:
    """The paper with the page on it: black on white, with the edges no head reaches."""
    printed = drawn(job, roll)
    side = (roll.width_mm * DOTS_A_MM - roll.dots) // 2
    paper = Image.new("1", (printed.width + 2 * side, printed.height + 2 * TOP_MARGIN_DOTS), 1)
    paper.paste(0, (side, TOP_MARGIN_DOTS), printed)
    picture = BytesIO()
    paper.save(picture, "PNG")
    return picture.getvalue()
