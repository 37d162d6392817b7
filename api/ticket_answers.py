"""A ticket and its wait forecast, as programs read them."""

from datetime import date
from typing import Annotated, Self

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import replace

from api.answers import Count, Moment, moment, moment_or_none
from hall.line.model import Ticket
from hall.line.ticket_life import TicketState
from hall.wait_forecast.day_minutes import moment_at
from hall.wait_forecast.rules.forecast import Forecast, ForecastKind
from web import sentences


class ForecastAnswer(Struct, frozen=True, kw_only=True):
    """When somebody will be called; null where nothing honest can be said."""

    outlook: ForecastKind
    made_at: Moment
    minutes: Annotated[list[Count], Meta(min_length=2, max_length=2)] | None
    at_most: Moment | None
    opens: Moment | None
    sentence: str

    @classmethod
    def of(cls, said: Forecast | None, day: date) -> Self | None:
        if said is None:
            return None
        return cls(
            outlook=said.outlook,
            made_at=moment(moment_at(day, said.made_at)),
            minutes=[said.low, said.high] if said.outlook is ForecastKind.TODAY else None,
            at_most=_minute_or_none(day, said.at_most),
            opens=_minute_or_none(day, said.opens),
            sentence=sentences.forecast(said),
        )


class TicketAnswer(Struct, frozen=True, kw_only=True):
    id: Count
    number: str
    service: str
    state: TicketState
    window: str | None
    ahead: Count
    calls: Count
    item: str | None
    issued_at: Moment
    called_at: Moment | None
    serving_at: Moment | None
    closed_at: Moment | None
    back_at: Moment | None
    #: For whoever acts at a window; public screens only read, and are not told.
    note: str | UnsetType = UNSET
    forecast: ForecastAnswer | UnsetType | None = UNSET

    @classmethod
    def of(cls, ticket: Ticket, ahead: int) -> Self:
        return cls(
            id=ticket.id,
            number=ticket.number,
            service=ticket.service.prefix,
            state=ticket.state,
            window=ticket.window.name if ticket.window else None,
            ahead=ahead,
            calls=ticket.calls,
            item=ticket.item_code,
            issued_at=moment(ticket.issued_at),
            called_at=moment_or_none(ticket.called_at),
            serving_at=moment_or_none(ticket.serving_at),
            closed_at=moment_or_none(ticket.closed_at),
            back_at=moment_or_none(ticket.back_at),
        )

    @classmethod
    def at_a_window(cls, ticket: Ticket, ahead: int) -> Self:
        return replace(cls.of(ticket, ahead), note=ticket.note)

    def expected(self, said: Forecast | None, day: date) -> Self:
        """The same ticket with what may be said of its wait."""
        return replace(self, forecast=ForecastAnswer.of(said, day))


def _minute_or_none(day: date, minute: float | None) -> str | None:
    return None if minute is None else moment(moment_at(day, minute))
