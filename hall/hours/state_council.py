"""The State Council's own sentences about holidays, as they are published every November. Pure.

    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
    2月14日（周六）、2月28日（周六）上班。

Each names the day of the week: it tells the year where none stands there, and catches a slip.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hall.errors import Malformed

ASIDE = r"(?:[（(]([^）)]*)[）)])?"
DAY = re.compile(rf"(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日{ASIDE}")
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])?([^：:\d]{2,12})[：:]"
)
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
OF_YEAR = re.compile(r"(\d{4})年(?!\d{1,2}月)")
WEEKDAYS = "一二三四五六日"
SWAPPED = "调休上班"


@dataclass(frozen=True, slots=True)
class Told:
    """A day that a sentence names, before the year is known."""

    year: int | None
    month: int
    day: int
    weekday: int | None


@dataclass(frozen=True, slots=True)
class HolidaySentence:
    """``first`` to ``last`` nobody works for the holiday ``name``; or ``works``, on both."""

    name: str
    first: Told
    last: Told
    works: bool


def sentences_of(line: str) -> list[HolidaySentence]:
    """What a line says of days; nothing where it says nothing of them."""
    name, found = "", []
    for sentence in re.split("[。；;]", re.sub(r"\s", "", line)):
        if heading := HEADING.match(sentence):
            name = heading[1]
        days = list(_days(sentence))
        if days and "上班" in sentence:
            found += [HolidaySentence(SWAPPED, day, day, works=True) for day, _ in days]
        elif days and "放假" in sentence:
            found += list(_spans(name, days))
    return found


def _days(sentence: str) -> Iterator[tuple[Told, bool]]:
    """The days in order, and whether each ends a span that the one before it began."""
    year = month = None
    end = 0
    for found in DAY.finditer(sentence):
        year = int(found[1]) if found[1] else year
        month = int(found[2]) if found[2] else month
        weekday = WEEKDAY.search(found[4] or "")
        if month is None:
            continue
        number = WEEKDAYS.index(weekday[1].replace("天", "日")) if weekday else None
        told = Told(year, month, int(found[3]), number)
        yield told, sentence[end : found.start()] in ("至", "到", "-", "—", "——", "~", "～")
        end = found.end()


def _spans(name: str, days: list[tuple[Told, bool]]) -> Iterator[HolidaySentence]:
    for number, (day, ends) in enumerate(days):
        follows = number + 1 < len(days) and days[number + 1][1]
        if not ends:
            last = days[number + 1][0] if follows else day
            yield HolidaySentence(name, day, last, works=False)


def year_of(text: str, told: list[Told], today: date) -> int:
    """The year of days that name none. Raises Malformed where none fits the days of the week."""
    said = OF_YEAR.search(text)
    near = (today.year, today.year + 1, today.year - 1)
    for year in (int(said[1]),) if said else near:
        if all(_fits(day, day.year or year) for day in told):
            return year
    raise Malformed(field="notice_weekday")


def _fits(told: Told, year: int) -> bool:
    try:
        return told.weekday in (None, date(year, told.month, told.day).weekday())
    except ValueError:
        return False


def days_between(sentence: HolidaySentence, year: int) -> list[date]:
    """Every day of it, oldest first. Raises ValueError for a day that no calendar has."""
    first = date(sentence.first.year or year, sentence.first.month, sentence.first.day)
    last = date(sentence.last.year or year, sentence.last.month, sentence.last.day)
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
