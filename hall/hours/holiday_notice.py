"""Reads a holiday notice as somebody typed or pasted it. Pure: text in, days out.

    2027-02-05 至 2027-02-11 放假 春节
    2027-01-31 上班
    2027-02-14 上班 周四

or the State Council's own sentences (hall/hours/state_council.py).

A working day at a weekend keeps Monday's hours, or those of the weekday that stands behind it.
"""

import re
from datetime import date, timedelta

from hall.errors import Malformed
from hall.hours.calendar import DayKind, OfficeDay
from hall.hours.state_council import HolidaySentence, days_of, sentences_of, year_of

DATE = r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?"
LINE = re.compile(rf"{DATE}(?:\s*(?:至|到|[-~]+)\s*{DATE})?\s*(放假|休息|上班|补班)\s*(.*)")
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日])\s*")
WEEKDAYS = "一二三四五六日"
KINDS = {
    "放假": DayKind.HOLIDAY,
    "休息": DayKind.REST,
    "上班": DayKind.WORKING,
    "补班": DayKind.WORKING,
}
#: What stands between two days, as keyboards and Word write it.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-") | {"～": "~"})
LONGEST_HOLIDAY = 31  # days
MOST_LINES = 200


def read_notice(text: str, today: date) -> dict[date, OfficeDay]:
    """Every day that the notice names; the State Council's own sentences may stand in it too,
    and then whatever says nothing of days is passed over. ``today`` tells which year is meant.

    Raises Malformed with the number of the line, where the days of the week fit no year, or where
    a sentence says how many days they are and is read as more or fewer.
    """
    lines = [line.strip() for line in text.translate(DASHES).splitlines()]
    if len(lines) > MOST_LINES:
        raise Malformed(field="notice", line=MOST_LINES + 1)
    told = {} if _all_ours(lines) else {n: sentences_of(line) for n, line in enumerate(lines, 1)}
    spans = [span for said in told.values() for sentence in said for span in sentence.spans]
    named = [day for span in spans for day in span]
    year = year_of(text, named, today) if named else today.year
    days: dict[date, OfficeDay] = {}
    for number, line in enumerate(lines, 1):
        if LINE.fullmatch(line) or (line and not named):
            days |= _days_of(line, number)
        for sentence in told.get(number, ()):
            days |= _days_told(sentence, year, number)
    if not days:
        raise Malformed(field="notice", line=1)
    return days


def _all_ours(lines: list[str]) -> bool:
    return all(LINE.fullmatch(line) for line in lines if line)


def _days_told(sentence: HolidaySentence, year: int, number: int) -> dict[date, OfficeDay]:
    try:
        spans = list(days_of(sentence, year))
    except ValueError:
        raise Malformed(field="notice", line=number) from None
    if not all(0 < len(span) <= LONGEST_HOLIDAY for span in spans):
        raise Malformed(field="notice", line=number)
    days = [day for span in spans for day in span]
    if sentence.count not in (None, len(days)):
        raise Malformed(field="notice_count", line=number, said=sentence.count, read=len(days))
    kind = DayKind.WORKING if sentence.works else DayKind.HOLIDAY
    return dict.fromkeys(days, OfficeDay(kind, None, sentence.name))


def _days_of(line: str, number: int) -> dict[date, OfficeDay]:
    found = LINE.fullmatch(line)
    if found is None:
        raise Malformed(field="notice", line=number)
    *numbers, kind, rest = found.groups()
    try:
        first = _date(numbers[:3])
        last = _date(numbers[3:]) if numbers[3] else first
    except ValueError:
        raise Malformed(field="notice", line=number) from None
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise Malformed(field="notice", line=number)
    row = _row(KINDS[kind], rest)
    return {first + timedelta(days=ahead): row for ahead in range((last - first).days + 1)}


def _date(numbers: list[str]) -> date:
    year, month, day = map(int, numbers)
    return date(year, month, day)


def _row(kind: DayKind, rest: str) -> OfficeDay:
    weekday = WEEKDAY.match(rest)
    if kind is not DayKind.WORKING or weekday is None:
        return OfficeDay(kind, None, rest.strip())
    return OfficeDay(kind, WEEKDAYS.index(weekday[1]), rest[weekday.end() :].strip())
