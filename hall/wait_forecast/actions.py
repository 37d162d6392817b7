"""Keeping what was foretold, and learning from it, each forecast once.

Both happen in one transaction: what a power cut takes away was neither kept nor learned from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from hall.line.model import Ticket
from hall.unit_of_work import UnitOfWork
from hall.wait_forecast import queries
from hall.wait_forecast.model import KeptCalibration, KeptSpan, ToldForecast
from hall.wait_forecast.outcome import ForecastCase, NoOutcome, Outcome, outcome
from hall.wait_forecast.rules.calibration import Calibration
from hall.wait_forecast.rules.forecast import Forecast, ForecastKind, learned_from


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """A forecast to be kept, and what the simple rules would have said in its place."""

    ticket_id: int
    day: date
    forecast: Forecast
    by_position: float | None = None


def keep(work: UnitOfWork, words: Sequence[KeptForecast]) -> None:
    """The first word to each visitor is kept; it is the one they have on paper.

    A later word of the same ticket is passed over.
    """
    known = queries.already_told(work.session, [word.ticket_id for word in words])
    for word in words:
        if word.ticket_id in known:
            continue
        known.add(word.ticket_id)
        told = _told(word)
        told.by_last = queries.last_wait(work.session, word.day, told.service, word.ticket_id)
        work.session.add(told)


def _told(word: KeptForecast) -> ToldForecast:
    forecast = word.forecast
    return ToldForecast(
        ticket_id=word.ticket_id,
        day=word.day,
        service=forecast.service,
        outlook=forecast.outlook,
        made_at=forecast.made_at,
        median=forecast.median,
        at_most=forecast.at_most,
        by_position=word.by_position,
        said=asdict(forecast),
    )


def settle(work: UnitOfWork) -> Calibration:
    """Compare what can be compared, in the order in which it happened; each forecast once."""
    calibration = queries.calibration(work.session)
    ended: list[tuple[ToldForecast, Outcome]] = []
    settled = False
    for told, ticket, same_line in queries.to_settle(work.session, work.today):
        came = outcome(_case(told, ticket, same_line=same_line), work.today)
        if came is NoOutcome.OPEN:
            continue
        told.settled = settled = True
        if isinstance(came, Outcome):
            ended.append((told, came))
    for told, came in sorted(ended, key=_moment):
        calibration = learned_from(calibration, _forecast(told.said), came.called)
    if settled:
        work.session.merge(
            KeptCalibration(id=1, corrections=calibration.as_json(), changed_at=work.now)
        )
    return calibration


def _case(told: ToldForecast, ticket: Ticket, *, same_line: bool) -> ForecastCase:
    return ForecastCase(
        day=told.day,
        made_at=told.made_at,
        state=ticket.state,
        first_called_at=ticket.first_called_at,
        same_line=same_line,
    )


def _forecast(said: Mapping[str, Any]) -> Forecast:
    """As it was stored."""
    return Forecast(
        **{
            **said,
            "outlook": ForecastKind(said["outlook"]),
            "simulated": tuple(said["simulated"]),
            "levels": tuple(said["levels"]),
        }
    )


def _moment(settled: tuple[ToldForecast, Outcome]) -> tuple[date, bool, float]:
    """Whoever was not called belongs at the end of the day."""
    told, came = settled
    return told.day, came.called is None, came.called or 0.0


def keep_spans(work: UnitOfWork, spans: Iterable[KeptSpan]) -> None:
    """How the timetable was kept; a span that is kept already stays as it is."""
    for span in spans:
        same = select(KeptSpan.id).where(
            KeptSpan.day == span.day,
            KeptSpan.staff_id == span.staff_id,
            KeptSpan.begins == span.begins,
        )
        if work.session.scalar(same) is None:
            work.session.add(span)
            work.session.flush()
