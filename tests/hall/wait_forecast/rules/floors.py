"""Halls in small, for the tests of the forecast; hypothesis makes them up."""

from hypothesis import strategies as st

from hall.wait_forecast.rules.durations import Durations, Turnover, learned_durations
from hall.wait_forecast.rules.habits import Habits
from hall.wait_forecast.rules.simulate import Learned
from hall.wait_forecast.rules.values import (
    CurrentVisit,
    Floor,
    MinuteSpan,
    Officer,
    OfficerPresence,
    PastVisit,
    WaitingVisitor,
)

MORNING = MinuteSpan(540, 720)
AFTERNOON = MinuteSpan(810, 1020)
DAY = (MORNING, AFTERNOON)
EVENING = 1440.0

#: Officers who keep the timetable to the minute.
PUNCTUAL = Habits(
    lateness={("", True): ((0.0, 1.0),), ("", False): ((0.0, 1.0),)},
    earliness={("", True): ((0.0, 1.0),), ("", False): ((0.0, 1.0),)},
)


def exactly(minutes: float, services: str = "AB") -> Durations:
    """Every visit takes as long, and no time passes between two."""
    samples = {(service, None): ((minutes, 1.0),) for service in services}
    return Durations(samples, Turnover(gap_minutes=0.0))


def punctual(minutes: float) -> Learned:
    return Learned(exactly(minutes), PUNCTUAL)


def varied() -> Learned:
    """Visits of all lengths, and officers of whom nothing is known yet."""
    visits = [PastVisit(service, None, 2.0 + 3 * n) for service in "ABC" for n in range(12)]
    return Learned(learned_durations(visits, {}), Habits())


def here(name: str, skills: str, **known: object) -> Officer:
    return Officer(name, frozenset(skills), DAY, OfficerPresence.HERE, **known)


def line(services: str) -> tuple[WaitingVisitor, ...]:
    return tuple(
        WaitingVisitor(ticket, service) for ticket, service in enumerate(services, start=1)
    )


spans = st.sampled_from(
    [DAY, (MORNING,), (AFTERNOON,), (MinuteSpan(540, 630), MinuteSpan(930, 1020)), ()]
)
skills = st.sets(st.sampled_from("ABC"), min_size=1).map(frozenset)
visits = st.builds(
    CurrentVisit, service=st.sampled_from("ABC"), item=st.none(), since=st.floats(400, 540)
)


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    now = draw(st.floats(500, 1030))
    officers = tuple(
        Officer(
            name=f"officer {place}",
            skills=draw(skills),
            spans=draw(spans),
            presence=(presence := draw(st.sampled_from(OfficerPresence))),
            visit=draw(st.none() | visits) if presence is OfficerPresence.HERE else None,
        )
        for place in range(draw(st.integers(0, 5)))
    )
    return Floor(now, officers, line(draw(st.text("ABC", max_size=25))))
