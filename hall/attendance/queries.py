"""What is asked about punches."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.attendance.model import Finger, Punch
from hall.clock import HALL_ZONE
from hall.people.model import Staff


def finger_at(session: Session, page: int) -> Finger | None:
    return session.get(Finger, page)


def latest_punch_of(session: Session, staff: Staff) -> Punch | None:
    return session.scalar(
        select(Punch).where(Punch.staff_id == staff.id).order_by(Punch.at.desc()).limit(1)
    )


def punches_on(session: Session, day: date) -> Sequence[Punch]:
    """The punches of one day of the hall, latest first."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    return session.scalars(
        select(Punch)
        .options(joinedload(Punch.staff))
        .where(Punch.at >= midnight, Punch.at < midnight + timedelta(days=1))
        .order_by(Punch.at.desc(), Punch.id.desc())
    ).all()


def punch_by_id(session: Session, punch_id: int) -> Punch | None:
    return session.get(Punch, punch_id)
