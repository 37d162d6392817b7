"""Which moments of a terminal are not believed: its clock lost its battery, ran ahead, or jumped.

A terminal tells its punches in the order they were made, oldest or newest first, of everybody
together or of each person by themselves. What does not stand in that order was made under another
time: the smaller part of it is set aside. Pure: moments in, reasons out.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

FIRST_YEAR = 2015  # before it, the terminal's clock had lost its battery
#: So much a terminal may be ahead of the hall, and so much out of its own order.
TOLERANCE = timedelta(minutes=2)

#: A terminal in touch tells a punch at once; so late, it was made under another time.
LONGEST_ON_ITS_WAY = timedelta(minutes=5)

LOST, AHEAD, JUMPED = "ancient", "future", "jump"


def clock_doubts(
    pins: Sequence[str], moments: Sequence[datetime], now: datetime | None
) -> list[str]:
    """Why each of these moments is not believed, "" for one that is; in the order they were told.

    ``now`` is the hall's time; None while the hall's own clock is doubted.
    """
    doubts = [_by_itself(moment, now) for moment in moments]
    standing = [place for place, doubt in enumerate(doubts) if not doubt]
    for places in _told_together(standing, pins):
        for place in _out_of_order(places, moments):
            doubts[place] = JUMPED
    return doubts


def is_told_late(moment: datetime, now: datetime, in_touch_since: datetime | None) -> bool:
    """Whether it says that it was made while the terminal was in touch, and was not told then.

    What a terminal gathered while it was away is told late rightly.
    """
    if in_touch_since is None or moment <= in_touch_since:
        return False
    return now - moment > LONGEST_ON_ITS_WAY


def _by_itself(moment: datetime, now: datetime | None) -> str:
    if moment.year < FIRST_YEAR:
        return LOST
    return AHEAD if now is not None and moment > now + TOLERANCE else ""


def _told_together(places: Sequence[int], pins: Sequence[str]) -> list[Sequence[int]]:
    """All of them; or those of each person, where the file tells person by person."""
    by_person = [list(told) for _, told in groupby(places, key=pins.__getitem__)]
    persons = {pins[place] for place in places}
    return [*by_person] if len(by_person) == len(persons) else [places]


def _out_of_order(places: Sequence[int], moments: Sequence[datetime]) -> Iterator[int]:
    oldest_first = _longest_rise([moments[place] for place in places])
    turned = places[::-1]
    newest_first = _longest_rise([moments[place] for place in turned])
    if len(newest_first) > len(oldest_first):
        places, oldest_first = turned, newest_first
    in_order = set(oldest_first)
    chain = [moments[places[nth]] for nth in oldest_first]
    before = -1  # the place in the chain of the last that stands in order
    for nth, place in enumerate(places):
        if nth in in_order:
            before += 1
        elif _misses(moments[place], chain[max(before, 0) : before + 2]):
            yield place


def _misses(moment: datetime, between: Sequence[datetime]) -> bool:
    """Whether it lies far outside of its neighbours in the chain."""
    return moment < between[0] - TOLERANCE or moment > between[-1] + TOLERANCE


def _longest_rise(moments: Sequence[datetime]) -> list[int]:
    """The places of as many moments as can be that never fall (patience sorting)."""
    tops: list[datetime] = []
    last: list[int] = []  # the place on top of each pile
    under: list[int] = []  # which place lay on top of the pile before
    for place, moment in enumerate(moments):
        pile = bisect_right(tops, moment)
        under.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1], last[pile : pile + 1] = [moment], [place]
    rise = []
    place = last[-1] if last else -1
    while place >= 0:
        rise.append(place)
        place = under[place]
    return rise[::-1]
