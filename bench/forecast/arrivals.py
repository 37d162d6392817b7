"""What one forecast costs when the hall is full."""

from random import Random
from statistics import median
from time import thread_time

from hall.wait_forecast.rules.calibration import Calibration
from hall.wait_forecast.rules.durations import learned_durations
from hall.wait_forecast.rules.forecast import forecast_ticket
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

SERVICES = "ABCDE"
SKILLS = ("AB", "ABC", "CD", "ABCDE", "E")
SPANS = (MinuteSpan(540, 720), MinuteSpan(810, 1020))
TIMES = 51


def milliseconds_with(waiting: int) -> float:
    """The last of so many is forecast; everybody bears on everybody, and all are called."""
    hall, visits = crowded_hall(waiting)
    taken: list[float] = []
    for _ in range(TIMES):
        start = thread_time()
        forecast_the_last(hall, visits)
        taken.append((thread_time() - start) * 1000)
    return median(taken)


def forecast_the_last(hall: Floor, visits: list[PastVisit]) -> None:
    """Learned afresh, so that nothing kept from the time before helps."""
    learned = Learned(learned_durations(visits, {}), Habits())
    forecast_ticket(hall, len(hall.waiting) - 1, learned, Calibration())


def crowded_hall(waiting: int) -> tuple[Floor, list[PastVisit]]:
    """So many in line, and what earlier days taught."""
    chance = Random(1)
    visits = [
        PastVisit(service, f"{service}{place % 3}", chance.lognormvariate(1, 0.6))
        for service in SERVICES
        for place in range(300)
    ]
    line = (chance.choice(SERVICES) for _ in range(waiting))
    people = tuple(
        WaitingVisitor(place, service, f"{service}1") for place, service in enumerate(line)
    )
    officers = tuple(
        Officer(
            str(place),
            frozenset(skills),
            SPANS,
            OfficerPresence.HERE,
            CurrentVisit(skills[0], None, 560),
        )
        for place, skills in enumerate(SKILLS)
    )
    return Floor(570, officers, people), visits
