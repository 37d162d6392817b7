"""The signs that rule tables, drawn as lines that meet: a font's own are too fine for this."""

from PIL import Image, ImageDraw

#: Which of the four sides a line reaches: left, right, up, down.
ARMS = {
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "┼": "lrud", "┴": "lru",
    "┬": "lrd", "┤": "lud", "├": "rud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
}  # fmt: skip
THICK = 2


def ruled(sign: str, width: int, height: int) -> Image.Image:
    """One cell, white on black, in dots. Raises KeyError for a sign that is not in ARMS."""
    cell = Image.new("1", (width, height))
    draw = ImageDraw.Draw(cell)
    x, y = width // 2, height // 2
    ends = {"l": (0, y), "r": (width - 1, y), "u": (x, 0), "d": (x, height - 1)}
    for arm in ARMS[sign]:
        draw.line([(x, y), ends[arm]], fill=1, width=THICK)
    return cell
