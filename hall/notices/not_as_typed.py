"""What a screen will not draw as somebody typed it: letters that no font of ours has, signs that
turn the direction of the text, and what is written for a page with links, pictures and tags. Pure.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

#: Marks that choose how the letter before them looks, and what joins letters to one face.
JOINED = "\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff"
DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKUP = re.compile(
    r"(?P<picture>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<link>\[[^\]\n]+\]\([^)\n]*\)|<(?:https?://|mailto:)[^>\s]*>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>|<!--.*?-->)"
)


class NotDrawnKind(StrEnum):
    LETTER = "letter"
    DIRECTION = "direction"
    CONTROL = "control"
    LINK = "link"
    PICTURE = "picture"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class NotAsTyped:
    """``found`` is what stands from ``start`` to ``end``."""

    kind: NotDrawnKind
    start: int
    end: int
    found: str

    @property
    def code(self) -> str:
        """The name of its first sign, for one that cannot be seen: U+202E."""
        return f"U+{ord(self.found[0]):04X}"


def not_as_typed(text: str, letters: Set[int]) -> list[NotAsTyped]:
    """In the order of the text, none within another; ``letters`` are the code points there are."""
    found: list[NotAsTyped] = []
    for finding in sorted(_all(text, letters), key=lambda finding: finding.start):
        if not found or finding.start >= found[-1].end:
            found.append(finding)
    return found


def _all(text: str, letters: Set[int]) -> Iterator[NotAsTyped]:
    for markup in MARKUP.finditer(text):
        kind = NotDrawnKind(str(markup.lastgroup))
        yield NotAsTyped(kind, *markup.span(), markup.group())
    for sign in DIRECTIONS.finditer(text):
        yield NotAsTyped(NotDrawnKind.DIRECTION, *sign.span(), sign.group())
    yield from _signs(text, letters, NotDrawnKind.CONTROL)
    yield from _signs(text, letters, NotDrawnKind.LETTER)


def _signs(text: str, letters: Set[int], kind: NotDrawnKind) -> Iterator[NotAsTyped]:
    """Those side by side are one finding; so is a face that is joined from several."""
    strange = "".join(sign for sign in set(text) if kind_of(sign, letters) is kind)
    if strange:
        for signs in re.finditer(f"[{re.escape(strange)}][{re.escape(strange)}{JOINED}]*", text):
            yield NotAsTyped(kind, *signs.span(), signs.group())


def kind_of(sign: str, letters: Set[int]) -> NotDrawnKind | None:
    """Of a sign alone; None for one that is drawn, or parts words and lines."""
    kind = category(sign)
    if sign in "\n\r\t" or kind in {"Cf", "Mn", "Me", "Zs", "Zl", "Zp"}:
        return None
    if kind == "Cc":
        return NotDrawnKind.CONTROL
    return None if ord(sign) in letters else NotDrawnKind.LETTER
