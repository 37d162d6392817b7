"""What a hall has on record of the days before today."""

from dataclasses import dataclass, field
from statistics import fmean

from hall.wait_forecast.rules.durations import Key, Turnover
from hall.wait_forecast.rules.values import PastAbsence, PastSpan, PastVisit

LATEST = 500


@dataclass(slots=True)
class Past:
    promised: dict[Key, float]
    visits: list[PastVisit] = field(default_factory=list)
    spans: list[PastSpan] = field(default_factory=list)
    absences: list[PastAbsence] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    calls: int = 0
    missed: int = 0

    def turnover(self) -> Turnover:
        if self.calls < 20:
            return Turnover()
        return Turnover(fmean(self.gaps[-LATEST:]), self.missed / self.calls)
