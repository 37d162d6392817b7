"""Numbers that go on in the next line, as an editor of fixed width breaks them. Pure; the text is
folded already (hall/notices/folded_text.py).

Two lines of digits may be two amounts as well. So a phone counts where it is broken as people group
its digits, or where the line above says that a number follows; an ID number by its check digit.
"""

import re
from collections.abc import Iterator

from hall.notices.everyday_values import everyday_values, is_everyday
from hall.notices.number_checks import area_code, is_id_number, is_mobile

#: What stands at the end of a line, and at the beginning of the next; a list's dash begins anew.
LINE_END = re.compile(r"(?<!\d)(\d[\d .\-]{0,40})\n *(?=(\d[\d .\-]{0,40}X?)(?![\dX]))")
#: 138 0000 0000
GROUPS = (3, 7)
LOCAL_DIGITS = 11
SAID = re.compile(r"电话|手机|联系|号码|微信|[Tt]el")
#: How far before a number it is said what it is.
SAID_WITHIN = 12


def broken_numbers(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where each begins and ends, and its digits alone."""
    for line_end in LINE_END.finditer(plain):
        pieces = (
            (start, end, _digits(plain[start : line_end.end(1)]), _digits(plain[below:end]))
            for below in (line_end.start(2),)
            for start in _beginnings(line_end[1], line_end.start(1))
            for end in _endings(line_end[2], below)
        )
        everyday = everyday_values(plain, line_end.start(1), line_end.end(2))
        for start, end, above, rest in pieces:
            if not _is_number(above, rest, plain[max(0, start - SAID_WITHIN) : start]):
                continue
            if not is_everyday(plain, start, end, everyday, has_birth=is_id_number(above + rest)):
                yield start, end, above + rest
                break


def _is_number(above: str, below: str, before: str) -> bool:
    digits, is_said = above + below, SAID.search(before) is not None
    if is_mobile(digits):
        return is_said or LOCAL_DIGITS - len(below) in GROUPS
    if area := area_code(digits):
        return is_said or above == area
    return is_id_number(digits)


def _beginnings(piece: str, at: int) -> Iterator[int]:
    """Where a group of digits begins, the first first."""
    return (at + found.start() for found in re.finditer(r"\d+", piece))


def _endings(piece: str, at: int) -> list[int]:
    """Where a group of digits ends, the last first."""
    return [at + found.end() for found in re.finditer(r"\d+X?|X", piece)][::-1]


def _digits(piece: str) -> str:
    return re.sub(r"[^\dX]", "", piece)
