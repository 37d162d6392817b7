"""A picture in the way that the printer at hand prints properly: by rows, or by columns."""

from devices.ticket_printer import protocol
from devices.ticket_printer.paper_roll import PaperRoll

BAND_ROWS = 24  # what ESC * prints in one line


def picture(width_bytes: int, rows: bytes, roll: PaperRoll, *, doubled: bool = False) -> bytes:
    """GS v 0, or lines of ESC * where the printer prints only these properly; Hanzi mode is left
    for it, in which some printers take dots for characters.

    ``rows``: eight dots a byte, the left one highest; 1 is black. ``doubled`` both ways.
    """
    if not roll.pictures_in_columns:
        raster = protocol.raster_bit_image(width_bytes, rows, doubled=doubled)
        return protocol.HANZI_MODE_OFF + raster + protocol.HANZI_MODE_ON
    from PIL import Image

    image = Image.frombytes("1", (8 * width_bytes, len(rows) // width_bytes), rows)
    if doubled:
        image = image.resize((2 * image.width, 2 * image.height), Image.Resampling.NEAREST)
    lines = b"".join(
        # On its side, the bytes run down the columns; what sticks out below is white.
        protocol.bit_image(
            image.crop((0, top, image.width, top + BAND_ROWS))
            .transpose(Image.Transpose.TRANSPOSE)
            .tobytes()
        )
        + protocol.LINE_FEED
        for top in range(0, image.height, BAND_ROWS)
    )
    start = protocol.HANZI_MODE_OFF + protocol.LINE_SPACING_OF_PICTURES
    return start + lines + protocol.USUAL_LINE_SPACING + protocol.HANZI_MODE_ON
