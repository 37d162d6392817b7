"""One row a day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base


class DailyPage(Base):
    __tablename__ = "daily_page"

    day: Mapped[date] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    made_up: Mapped[bool]  # after the server had been off at the end of that day
    is_final: Mapped[bool]  # made when the day was over: nothing of it is still to come
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)  # day_figures.DayFigures
