"""Dates, times and amounts that a line of digits is made of: nobody's number. Pure; the text is
folded already (hall/notices/folded_text.py).
"""

import re

DATE = r"(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|\.\d{1,2}\.\d{1,2})"
TIME = r"(?:[01]?\d|2[0-4])\.[0-5]\d"
#: As money is written, with both its decimals.
AMOUNT = r"\d{1,9}\.\d\d"
UNTIL = r" {0,2}-{1,2} {0,2}"
MOMENTS = rf"{DATE}(?:{UNTIL}{DATE})?|{TIME}{UNTIL}{TIME}"
VALUE = re.compile(rf"(?<![\d.\-])(?:(?P<moment>{MOMENTS})|{AMOUNT})(?![\d.\-])")
#: A company's code (统一社会信用代码) is eighteen signs, the first of which look like a card.
CODE = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[A-Z]|\d{16}[A-Z][0-9A-Z])(?![0-9A-Za-z])")


def everyday_values(plain: str, start: int, end: int) -> list[re.Match[str]]:
    """Those between these two places; the last may reach a little beyond."""
    return [*VALUE.finditer(plain, start, end), *CODE.finditer(plain, start, end + 2)]


def is_everyday(
    plain: str, start: int, end: int, values: list[re.Match[str]], *, has_birth: bool
) -> bool:
    """Whether what stands there only seems a number: it cuts through such a value, has dates or
    times within (one alone may be the date of birth of an ID number), or is nothing but amounts.
    """
    within = [value for value in values if value.start() < end and start < value.end()]
    if any(value.start() < start or end < value.end() for value in within):
        return True
    if len(within) > has_birth and any(value.groupdict().get("moment") for value in within):
        return True
    rest = plain[start:end]
    for value in within:
        rest = rest.replace(value.group(), "", 1)
    return not re.search(r"\d", rest)
