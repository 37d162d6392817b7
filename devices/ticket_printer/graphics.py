"""Pictures and QR codes in the byte stream of the virtual printer.

Lengths come from the wire and may claim anything: rows are kept only as far as a slip is long
and a head is wide, the rest is read and dropped.
"""

from collections.abc import Generator

from PIL import Image

from devices.ticket_printer.byte_reading import Reading, skip, take
from devices.ticket_printer.code_image import H, L, M, Q, code_image
from devices.ticket_printer.print_head import LONGEST_DOTS, PrintHead

LONGEST_QR = 2_953  # bytes, the largest code at the lowest error correction
#: ESC *: bytes a column, and how large each dot is printed.
BIT_IMAGES = {0: (1, (2, 3)), 1: (1, (1, 3)), 32: (3, (2, 1)), 33: (3, (1, 1))}
LEVELS = {0x30: L, 0x31: M, 0x32: Q, 0x33: H}


class Graphics:
    def __init__(self, head: PrintHead) -> None:
        self._head = head
        self._stored: Image.Image | None = None
        self._qr_text = b""
        self._module_dots = 3
        self._level = LEVELS[0x30]

    def raster(self) -> Reading:
        """GS v 0 m xL xH yL yH, then rows."""
        name, mode, *size = yield from take(6)
        if name != 0x30:
            return
        columns, height = size[0] + 256 * size[1], size[2] + 256 * size[3]
        image = yield from self._rows(columns, height)
        wide, tall = 1 + (mode & 1), 1 + (mode >> 1 & 1)
        if image:
            self._head.image(image.resize((image.width * wide, image.height * tall)))

    def bit_image(self) -> Reading:
        """ESC * m nL nH, then columns: stands in the line, and what has no room is dropped."""
        mode, *size = yield from take(3)
        column_bytes, (wide, tall) = BIT_IMAGES.get(mode, BIT_IMAGES[0])
        count = size[0] + 256 * size[1]
        kept = min(count, self._head.dots)
        dots = yield from take(kept * column_bytes)
        yield from skip((count - kept) * column_bytes)
        if dots and mode in BIT_IMAGES:
            image = Image.frombytes("1", (8 * column_bytes, kept), dots)
            image = image.transpose(Image.Transpose.TRANSPOSE)
            self._head.within_the_line(image.resize((image.width * wide, image.height * tall)))

    def function(self, name: int, length_bytes: int) -> Reading:
        """GS ( x and GS 8 L: a length (2 or 4 bytes, lowest first), a function, its parameters."""
        length = int.from_bytes((yield from take(length_bytes)), "little")
        if name == 0x6B:
            yield from self._qr(length)
        elif name == 0x4C:
            yield from self._graphic(length)
        else:
            yield from skip(length)

    def _graphic(self, length: int) -> Reading:
        if length < 2:
            yield from skip(length)
            return
        _, function = yield from take(2)
        if function == 0x70 and length >= 10:
            yield from self._store(length - 2)
            return
        yield from skip(length - 2)
        if function in (0x02, 0x32) and self._stored:
            self._head.image(self._stored)
            self._stored = None

    def _store(self, length: int) -> Reading:
        """Function 112: tone, enlargement, colour, width in dots, height, rows."""
        tone, wide, tall, _, *size = yield from take(8)
        width, height = size[0] + 256 * size[1], size[2] + 256 * size[3]
        columns = (width + 7) // 8
        image = yield from self._rows(columns, min(height, (length - 8) // max(1, columns)))
        yield from skip(max(0, length - 8 - columns * height))
        if image and tone == 0x30:
            image = image.crop((0, 0, min(width, image.width), image.height))
            larger = (image.width * min(2, wide), image.height * min(2, tall))
            self._stored = image.resize(larger)

    def _rows(self, columns: int, height: int) -> Generator[None, int, Image.Image | None]:
        """``columns`` bytes a row; None when there is nothing to see."""
        kept = min(columns, self._head.dots // 8)
        dots = bytearray()
        for row in range(height):
            row_dots = yield from take(kept)
            yield from skip(columns - kept)
            if row < LONGEST_DOTS:
                dots += row_dots
        rows = len(dots) // kept if kept else 0
        return Image.frombytes("1", (kept * 8, rows), bytes(dots)) if rows else None

    def _qr(self, length: int) -> Reading:
        """GS ( k: cn 31h, function, parameters."""
        kept = yield from take(min(length, LONGEST_QR + 3))
        yield from skip(length - len(kept))
        if len(kept) < 3 or kept[0] != 0x31:  # other two-dimensional codes are not drawn
            return
        function, value = kept[1], kept[2]
        if function == 0x43 and 1 <= value <= 16:
            self._module_dots = value
        elif function == 0x45:
            self._level = LEVELS.get(value, self._level)
        elif function == 0x50:
            self._qr_text = kept[3:]
        elif function == 0x51 and self._qr_text:
            self._draw_qr()

    def _draw_qr(self) -> None:
        """A code too large for the paper is not printed."""
        image = code_image(self._qr_text, self._level)
        side = image.width * self._module_dots if image else 0
        if image and side <= self._head.dots:
            self._head.image(image.resize((side, side), Image.Resampling.NEAREST))
