"""ESC/POS as a printer reads it, written from the manuals and not from our own builders.

One byte at a time, so any splitting is the same to it. What it does not know it skips by the
length the manuals give, and nothing it is sent can make it keep more than a slip.
"""

from collections.abc import Callable

from devices.ticket_printer.barcodes import code128
from devices.ticket_printer.byte_reading import Reading, skip, take, until_nul
from devices.ticket_printer.character_cells import LINE_SPACING_DOTS
from devices.ticket_printer.glyphs import Scale
from devices.ticket_printer.graphics import Graphics
from devices.ticket_printer.print_head import PrintHead

Step = Callable[[bytes], None]
#: How many bytes follow, and what is done with them.
Commands = dict[str, tuple[int, Step]]

NUL, HT, LF, DLE, ESC, FS, GS = 0x00, 0x09, 0x0A, 0x10, 0x1B, 0x1C, 0x1D
#: Commands that change nothing here, and how many bytes follow their two.
SKIPPED = {
    ESC: {" ": 1, "B": 2, "M": 1, "R": 1, "T": 1, "V": 1, "p": 3}
    | {"{": 1, "=": 1, "c": 2, "L": 0, "S": 0, "r": 1, "%": 1, "W": 8, "K": 1, "e": 1},
    FS: {"S": 2, "C": 1, "p": 2},
    GS: {"H": 1, "f": 1, "P": 2, "a": 1, "b": 1}
    | {"/": 1, ":": 0, "T": 1, "c": 0, "\\": 2, "$": 2, "x": 1, "^": 3},
    DLE: {"\x04": 1, "\x05": 1, "\x14": 3},  # real-time: the printer heard them on the way in
}

BAR_HEIGHT, BAR_DOTS = 162, 3
CODE_128 = 73
KATAKANA = 1  # the code page that rules tables
RULES = {
    0x8F: "┼", 0x90: "┴", 0x91: "┬", 0x92: "┤", 0x93: "├", 0x95: "─", 0x96: "│",
    0x98: "┌", 0x99: "┐", 0x9A: "└", 0x9B: "┘",
    0x9C: "╭", 0x9D: "╮", 0x9E: "╰", 0x9F: "╯",
}  # fmt: skip


def _word(n: bytes) -> int:
    return int.from_bytes(n, "little")


def _signed(n: bytes) -> int:
    return int.from_bytes(n, "little", signed=True)


class Interpreter:
    def __init__(self, head: PrintHead, answer: Callable[[str, int], None]) -> None:
        """``answer`` is told a question that was reached in its turn: GS "r" or "I", and n."""
        self._head = head
        self._bar_height, self._bar_dots = BAR_HEIGHT, BAR_DOTS
        self._known = {ESC: self._esc(head), FS: self._fs(), GS: self._gs(head, answer)}
        self.reset()

    def _esc(self, head: PrintHead) -> Commands:
        return {
            "@": (0, lambda _: head.initialize()),
            "!": (1, self._print_mode),
            "a": (1, self._justification),
            **dict.fromkeys("EG", (1, self._set("emphasized"))),
            "-": (1, self._set("underlined")),
            "d": (1, lambda n: head.feed_lines(n[0])),
            "J": (1, lambda n: head.feed(n[0])),
            "2": (0, lambda _: self._line_spacing(LINE_SPACING_DOTS)),
            "3": (1, lambda n: self._line_spacing(n[0])),
            **dict.fromkeys("im", (0, lambda _: head.cut())),
            "$": (2, lambda n: head.place(_word(n))),
            "\\": (2, lambda n: head.move(_signed(n))),
            "t": (1, lambda n: setattr(head.modes, "code_page", n[0])),
        }

    def _fs(self) -> Commands:
        return {
            "&": (0, lambda _: self._set("hanzi")(b"\x01")),
            ".": (0, lambda _: self._set("hanzi")(b"\x00")),
            "!": (1, lambda n: self._scale(1 + (n[0] >> 2 & 1), 1 + (n[0] >> 3 & 1))),
            "-": (1, self._set("underlined")),
            "W": (1, lambda n: self._scale(1 + (n[0] & 1), 1 + (n[0] & 1))),
        }

    def _gs(self, head: PrintHead, answer: Callable[[str, int], None]) -> Commands:
        return {
            "!": (1, lambda n: self._scale((n[0] >> 4 & 7) + 1, (n[0] & 7) + 1)),
            "B": (1, self._set("inverted")),
            "L": (2, lambda n: setattr(head.modes, "left_margin", _word(n))),
            "W": (2, lambda n: setattr(head.modes, "area", _word(n))),
            "h": (1, lambda n: setattr(self, "_bar_height", n[0] or 1)),
            "w": (1, lambda n: setattr(self, "_bar_dots", min(6, n[0] or 1))),
            "r": (1, lambda n: answer("r", n[0])),
            "I": (1, lambda n: answer("I", n[0])),
        }

    def reset(self) -> None:
        """Forget a command that was begun."""
        self._graphics = Graphics(self._head)
        self._reading = self._read()
        next(self._reading)

    def feed(self, byte: int) -> None:
        """One byte of the stream; whatever it completes is done on the head at once."""
        self._reading.send(byte)

    def _read(self) -> Reading:
        while True:
            byte = yield
            if byte in (ESC, FS, GS, DLE):
                yield from self._command(byte)
            elif byte == LF:
                self._head.line_feed()
            elif byte == HT:
                self._head.character(" ", 1)
            elif 0x20 <= byte < 0x7F:
                self._head.character(chr(byte), 1)
            elif byte > 0x80:
                yield from self._hanzi(byte)

    def _hanzi(self, lead: int) -> Reading:
        """A pair of GBK; a lead whose second byte cannot be one prints nothing itself."""
        if not self._head.modes.hanzi:
            self._head.character(self._of_code_page(lead), 1)
            return
        trail = yield
        if 0x40 <= trail != 0x7F:
            character = bytes([lead, trail]).decode("gbk", errors="ignore")
            self._head.character(character or " ", 2)
        elif 0x20 <= trail < 0x7F:
            self._head.character(chr(trail), 1)
        elif trail == LF:
            self._head.line_feed()

    def _of_code_page(self, code: int) -> str:
        ruled = RULES.get(code) if self._head.modes.code_page == KATAKANA else None
        return ruled or bytes([code]).decode("cp437")

    def _command(self, kind: int) -> Reading:
        name = chr((yield))
        if name in self._known.get(kind, {}):
            count, step = self._known[kind][name]
            step((yield from take(count)))
        elif name in SKIPPED[kind]:
            yield from skip(SKIPPED[kind][name])
        elif name == "(":
            number = yield
            yield from self._graphics.function(number if kind == GS else NUL, length_bytes=2)
        elif kind == GS:
            yield from self._long_gs(name)
        elif kind == ESC:
            yield from self._long_esc(name)

    def _long_gs(self, name: str) -> Reading:
        match name:
            case "V":
                yield from self._cut()
            case "v":
                yield from self._graphics.raster()
            case "8":
                number = yield
                yield from self._graphics.function(number, length_bytes=4)
            case "k":
                yield from self._barcode()

    def _long_esc(self, name: str) -> Reading:
        match name:
            case "*":
                yield from self._graphics.bit_image()
            case "D":
                yield from until_nul()

    def _cut(self) -> Reading:
        (how,) = yield from take(1)
        if how in (65, 66, 97, 98, 103, 104):  # these feed to the cutter first
            (dots,) = yield from take(1)
            self._head.feed(dots)
        self._head.cut()

    def _barcode(self) -> Reading:
        (system,) = yield from take(1)
        if system < 65:
            yield from until_nul()
        else:
            (length,) = yield from take(1)
            data = yield from take(length)
            bars = code128(data, self._bar_dots, self._bar_height) if system == CODE_128 else None
            if bars and bars.width <= self._head.dots:
                self._head.image(bars)

    def _print_mode(self, n: bytes) -> None:
        self._set("emphasized")(bytes([n[0] >> 3 & 1]))
        self._scale(2 if n[0] & 32 else 1, 2 if n[0] & 16 else 1)

    def _scale(self, width: int, height: int) -> None:
        self._head.modes.scale = Scale(width, height)

    def _set(self, mode: str) -> Step:
        return lambda n: setattr(self._head.modes, mode, bool(n[0] & 1))

    def _justification(self, n: bytes) -> None:
        if n[0] & 0x0F <= 2:  # 0, 1, 2 or the digits of the same
            self._head.modes.justification = n[0] & 0x0F

    def _line_spacing(self, dots: int) -> None:
        self._head.modes.line_spacing = dots
