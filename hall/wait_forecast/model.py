"""What was foretold, how far forecasts were off, and who works when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base
from hall.people.model import Staff


class ToldForecast(Base):
    """What was foretold to one visitor when the number was taken.

    Moments of the day are minutes since its midnight, as in ``rules/``. What the two
    simple rules would have said is kept beside it, so that the office can compare.
    """

    __tablename__ = "forecast"
    __table_args__ = (Index("ix_forecast_settled", "settled", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), unique=True)
    day: Mapped[date] = mapped_column(index=True)
    service: Mapped[str]  # its prefix at the time; a transfer changes the ticket's
    outlook: Mapped[str]  # hall.wait_forecast.rules.forecast.ForecastKind
    made_at: Mapped[float]
    median: Mapped[float]
    at_most: Mapped[float | None]
    by_position: Mapped[float | None]  # minutes: constant × position ÷ windows
    by_last: Mapped[float | None]  # minutes: as long as the last one of this service waited
    said: Mapped[dict[str, Any]] = mapped_column(JSON)  # the whole forecast
    settled: Mapped[bool] = mapped_column(default=False)  # compared with what happened, once


class KeptCalibration(Base):
    """What was learned from residuals: one row."""

    __tablename__ = "calibration"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    corrections: Mapped[dict[str, list[float]]] = mapped_column(JSON)
    changed_at: Mapped[datetime]


class Rota(Base):
    """When somebody works: on a weekday, or on one date instead of its weekday."""

    __tablename__ = "rota"
    __table_args__ = (
        UniqueConstraint("staff_id", "weekday"),
        UniqueConstraint("staff_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
    weekday: Mapped[int | None]  # 0 is Monday; exactly one of the two is set
    day: Mapped[date | None]
    spans: Mapped[list[list[int]]] = mapped_column(JSON)  # minutes of the day; empty: not here


class KeptSpan(Base):
    """How somebody kept one span of an earlier day: habits are learned from it."""

    __tablename__ = "kept_span"
    __table_args__ = (UniqueConstraint("day", "staff_id", "begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    begins: Mapped[float]
    ends: Mapped[float]
    first: Mapped[bool]  # of that day
    came: Mapped[float | None]  # None: was not seen in it
    left: Mapped[float | None]
