"""Which months are locked: as all three signed them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.model import SignedMonth


def locked(session: Session, month: CalendarMonth) -> SignedMonth | None:
    """As it was signed; None while the month is open."""
    asked = select(SignedMonth).where(
        SignedMonth.month == month.first, SignedMonth.reopened_at.is_(None)
    )
    return session.scalar(asked)
