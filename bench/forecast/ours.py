"""The hall's own forecast as one of the rivals, and what is left of it without the timetable."""

from dataclasses import dataclass, field, replace
from time import thread_time

from bench.forecast.past import Past
from hall.wait_forecast.rules.calibration import Calibration
from hall.wait_forecast.rules.durations import learned_durations
from hall.wait_forecast.rules.forecast import Forecast, forecast_ticket, learned_from
from hall.wait_forecast.rules.habits import learned_habits
from hall.wait_forecast.rules.simulate import Learned
from hall.wait_forecast.rules.values import Floor, MinuteSpan, Officer, OfficerPresence


@dataclass
class Ours:
    """The hall's forecast, learning overnight and corrected after every call."""

    name: str = "ours"
    waits: dict[int, float] = field(default_factory=dict)
    forecasts: dict[int, Forecast] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    calibration: Calibration = field(default_factory=Calibration)
    silent: int = 0
    _learned: Learned | None = None

    def morning(self, past: Past) -> None:
        durations = learned_durations(past.visits[-5000:], past.promised, past.turnover())
        self._learned = Learned(durations, learned_habits(past.spans, past.absences))

    def ask(self, floor: Floor, ticket: int, service: str) -> None:
        assert self._learned
        start = thread_time()
        said = forecast_ticket(floor, ticket, self._learned, self.calibration)
        self.seconds.append(thread_time() - start)
        if said is None:
            self.silent += 1
            return
        self.forecasts[ticket] = said
        self.waits[ticket] = said.median - said.made_at

    def called(self, ticket: int, service: str, moment: float | None) -> None:
        if ticket in self.forecasts:
            self.calibration = learned_from(self.calibration, self.forecasts[ticket], moment)


@dataclass
class Timeless(Ours):
    """Ours, but without the timetable: all who are here stay, and nobody else will come."""

    name: str = "ours without the timetable"

    def ask(self, floor: Floor, ticket: int, service: str) -> None:
        staying = tuple(_staying(officer) for officer in floor.officers)
        super().ask(replace(floor, officers=staying), ticket, service)


def _staying(officer: Officer) -> Officer:
    here = officer.presence is OfficerPresence.HERE
    closing = max(span.ends for span in officer.spans)
    return replace(officer, spans=(MinuteSpan(0, closing),) if here else ())
