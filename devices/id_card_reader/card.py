"""The text of a card: fixed fields of UTF-16, at fixed places. The photo behind it is not read."""

import struct
from datetime import date

from hall.machines import IdCard

LENGTHS = struct.Struct(">HH")  # of text and photo, before them
TEXT_BYTES = 256
#: name 30, sex 2, nation 4, birth 16, address 70, number 36, authority 30, from 16, to 16
FIELDS = struct.Struct("<30s2s4s16s70s36s30s16s16s")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def card_in(data: bytes) -> IdCard | None:
    """Name, number and birthday; None when the text is no card's, or its number disproves itself.

    ``data``: two lengths (big-endian), 256 bytes of UTF-16LE text, the photo.
    """
    if len(data) < LENGTHS.size + TEXT_BYTES:
        return None
    text_bytes, _ = LENGTHS.unpack_from(data)
    if text_bytes != TEXT_BYTES:
        return None
    name, _, _, birth, _, number, _, _, _ = FIELDS.unpack_from(data, LENGTHS.size)
    said = _text(number)
    if not is_number(said):
        return None
    return IdCard(name=_text(name), number=said, birth=_day(_text(birth)))


def is_number(number: str) -> bool:
    """Eighteen characters whose last one proves the others (GB 11643)."""
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdecimal()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECKS[total % 11] == number[17].upper()


def _text(field: bytes) -> str:
    return field.decode("utf-16-le", errors="replace").strip(" \0\u3000")


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
