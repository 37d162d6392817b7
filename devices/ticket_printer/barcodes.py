"""Code 128 as a printer reads it from GS k: bytes with code set marks, drawn as bars."""

from PIL import Image

STARTS = {"A": 103, "B": 104, "C": 105}
SWITCHES = {"A": 101, "B": 100, "C": 99}
FUNCTIONS = {"1": 102, "2": 97, "3": 96}


def code128(data: bytes, module_dots: int, height: int) -> Image.Image | None:
    """White bars on black, in dots; ``module_dots`` is the width of the thinnest.

    None when the data begin with no code set, or hold what the set does not.
    """
    from barcode.charsets.code128 import CODES, STOP

    values = _values(data)
    if values is None:
        return None
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % 103
    bars = "".join(CODES[value] for value in [*values, check]) + STOP + "11"
    image = Image.new("1", (len(bars), 1))
    image.putdata([255 * (bar == "1") for bar in bars])
    return image.resize((len(bars) * module_dots, height), Image.Resampling.NEAREST)


def _values(data: bytes) -> list[int] | None:
    text, values, chosen = data.decode("latin-1"), list[int](), ""
    at = 0
    while at < len(text):
        mark = text[at + 1 : at + 2] or " " if text[at] == "{" else " "
        if mark in STARTS:
            values.append(SWITCHES[mark] if values else STARTS[mark])
            chosen, at = mark, at + 2
        elif mark in FUNCTIONS and values:
            values.append(FUNCTIONS[mark])
            at += 2
        else:
            value = _value(chosen, text[at])
            if value is None:
                return None
            values.append(value)
            at += 2 if mark == "{" else 1  # {{ stands for one brace
    return values or None


def _value(chosen: str, character: str) -> int | None:
    code = ord(character)
    if chosen == "C":
        return code if code < 100 else None
    if chosen == "A" and code < 32:
        return code + 64
    allowed = range(32, 96) if chosen == "A" else range(32, 128)
    return code - 32 if chosen and code in allowed else None
