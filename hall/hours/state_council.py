"""The State Council's own sentences about holidays, as they are published every November. Pure.

    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
    2月14日（周六）、2月28日（周六）上班。

Each names the day of the week: it tells the year where none stands there, and catches a slip.
Halls retell them in a breath (2月5—11日放假，1月31日补班): what is said next of a day counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hall.errors import Malformed

#: The 日 behind the first day may be left out of 5-11日.
DAY = (
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})"
    r"(?:[日号]|(?=(?:[至到]|[-~]+)(?:\d{1,2}月)?\d{1,2}[日号]))(?:[（(](?P<aside>[^）)]*)[）)])?"
)
#: What is said of the days before it, and how many they are.
SAID = (
    r"(?P<off>放假|不上班|补休|休息(?!日))|(?P<works>上班|补班|调班)"
    r"|(?:共|(?<=放假))(?P<count>\d{1,2})天"
)
TOKEN = re.compile(f"{DAY}|{SAID}")
JOINT = re.compile(r"至|到|[-~]+")
HEADING = re.compile(
    r"^[*#]*(?:[一二三四五六七八九十]+、|\d{1,2}[.．、]|[(（][一二三四五六七八九十\d]+[)）])?"
    r"([^：:\d]{2,12})[：:]"
)
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
OF_YEAR = re.compile(r"(\d{4})年(?!\d{1,2}月)")
WEEKDAYS = "一二三四五六日"
SWAPPED = "调休上班"
#: A notice is about days that come; some write it down when its last days are just over.
LATE_DAYS = 31


@dataclass(frozen=True, slots=True)
class Told:
    """A day that a sentence names, before the year is known."""

    year: int | None
    month: int
    day: int
    weekday: int | None


@dataclass(slots=True)
class HolidaySentence:
    """On every day of the spans nobody works for the holiday ``name``; or ``works``.

    ``count`` is how many days the sentence itself says that they are."""

    name: str
    spans: list[tuple[Told, Told]]
    works: bool
    count: int | None = None


def sentences_of(line: str) -> list[HolidaySentence]:
    """What a line says of days; nothing where it says nothing of them."""
    name: str = ""
    found: list[HolidaySentence] = []
    for sentence in re.split("[。；;]", re.sub(r"\s", "", line)):
        if heading := HEADING.match(sentence):
            name = heading[1]
        found += _said(name, sentence)
    return found


def _said(name: str, sentence: str) -> list[HolidaySentence]:
    found: list[HolidaySentence] = []
    spans: list[tuple[Told, Told]] = []
    year = month = None
    end = 0
    for token in TOKEN.finditer(sentence):
        if token["day"]:
            year = int(token["year"]) if token["year"] else year
            month = int(token["month"]) if token["month"] else month
            if month is not None:
                told = Told(year, month, int(token["day"]), _weekday(token["aside"] or ""))
                joined = spans and JOINT.fullmatch(sentence[end : token.start()])
                spans.append((spans.pop()[0] if joined else told, told))
        elif token["count"] and found and not spans and not found[-1].works:
            found[-1].count = int(token["count"])
        elif spans and not token["count"]:
            works = bool(token["works"])
            found.append(HolidaySentence(SWAPPED if works else name, spans, works))
            spans = []
        end = token.end()
    return found


def _weekday(aside: str) -> int | None:
    weekday = WEEKDAY.search(aside)
    return WEEKDAYS.index(weekday[1].replace("天", "日")) if weekday else None


def year_of(text: str, told: list[Told], today: date) -> int:
    """The year of days that name none. Raises Malformed where none fits the days of the week."""
    said = OF_YEAR.search(re.sub(r"\s", "", text))
    named = [max(years)] if (years := [day.year for day in told if day.year]) else []
    near = [int(said[1])] if said else [*named, today.year, today.year + 1, today.year - 1]
    fitting = [year for year in near if all(_fits(day, day.year or year) for day in told)]
    if not fitting:
        raise Malformed(field="notice_weekday")
    recent = today - timedelta(days=LATE_DAYS)
    return next((year for year in fitting if _last(told, year) >= recent), fitting[0])


def _last(told: list[Told], year: int) -> date:
    return max(date(day.year or year, day.month, day.day) for day in told)


def _fits(told: Told, year: int) -> bool:
    try:
        return told.weekday in (None, date(year, told.month, told.day).weekday())
    except ValueError:
        return False


def days_of(sentence: HolidaySentence, year: int) -> Iterator[list[date]]:
    """Every day of each span. Raises ValueError for a day that no calendar has."""
    for told, until in sentence.spans:
        first = date(told.year or year, told.month, told.day)
        last = date(until.year or year, until.month, until.day)
        if last < first and last.month < first.month:  # 12月31日至1月2日
            last = date(first.year + 1, last.month, last.day)
        yield [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
