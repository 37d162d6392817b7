"""What people type, as values: whole numbers, times of day, spans, dates, moments, lists. Pure.

Hands on Chinese keyboards leave full-width digits and signs behind, and write a time as 8:30, 8：30
or 8.30; whatever can mean one thing only is taken as that. Everything else is a ValueError.
"""

import re
from datetime import date, datetime, time

#: １２：３０ as 12:30, and what stands for a sign.
HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９＋－−：﹕∶．／　",
    "0123456789+--:::./ ",
)
#: Marks that nobody sees: telephones and other programs leave them between what was typed.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2})|点(?:([0-9]{1,2})分?)?|时(?:([0-9]{1,2})分?)?)")
DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
#: Every dash and wave, as many as somebody typed.
BETWEEN = re.compile(r"\s*(?:[-‐‑‒–—―−－﹣─ー~～〜∼]+|至|到)\s*")
#: The sign between hours and minutes belongs to both, with blanks around it or without.
SIGN = re.compile(r"\s*([:：﹕∶])\s*")
SEPARATORS = re.compile(r"[\s,，、；;/。｡]+")
MINUTES_A_DAY = 24 * 60
#: Nobody reckons from the first day there is, or beyond the last one.
YEARS = range(1900, 2200)


def half_width(text: str) -> str:
    """Digits and signs as programs write them, without unseen marks; the rest as it is."""
    return UNSEEN.sub("", text).translate(HALF_WIDTH).strip()


def whole_number(text: str) -> int:
    """At most nine digits, with a sign or without. Raises ValueError."""
    if not NUMBER.fullmatch(plain := half_width(text)):
        raise ValueError(text)
    return int(plain)


def minute_of_day(text: str) -> int:
    """From 0 to 1440, which is 24:00. Raises ValueError."""
    if not (found := TIME.fullmatch(half_width(text))):
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or found[3] or found[4] or 0)
    if minute > 59 or hour * 60 + minute > MINUTES_A_DAY:
        raise ValueError(text)
    return hour * 60 + minute


def time_of_day(text: str) -> time:
    """24:00 is no time of the day that ends with it. Raises ValueError."""
    return time(*divmod(minute_of_day(text), 60))


def time_spans(text: str) -> list[tuple[int, int]]:
    """``8:30-12:00 14.30~17.30`` as minutes of the day; which may end before it begins.

    Raises ValueError.
    """
    spans = []
    for part in listed(BETWEEN.sub("-", SIGN.sub(r"\1", UNSEEN.sub("", text)))):
        begins, dash, ends = part.partition("-")
        if not dash:
            raise ValueError(part)
        spans.append((minute_of_day(begins), minute_of_day(ends)))
    return spans


def day(text: str) -> date:
    """2026-11-23, 2026/11/23, 2026.11.23 or 2026年11月23日.

    Raises ValueError for no such day, and for years in which a slip of the finger is likelier.
    """
    if not (found := DAY.fullmatch(half_width(text))) or int(found[1]) not in YEARS:
        raise ValueError(text)
    return date(*(int(part) for part in found.groups()))


def moment(text: str) -> datetime:
    """A day and a time of day, as the hall's clock shows them; without a zone.

    Raises ValueError.
    """
    on, _, at = half_width(text).replace("T", " ").partition(" ")
    return datetime.combine(day(on), time_of_day(at.strip()[:5]))


def listed(text: str) -> list[str]:
    """What stands between blanks, commas, 、, stops and slashes; once each, in order."""
    return list(dict.fromkeys(part for part in SEPARATORS.split(UNSEEN.sub("", text)) if part))
