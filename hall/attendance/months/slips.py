"""Approved slips and rulings, as the days are judged by them."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from hall.attendance.rules.excuses import Excuse
from hall.attendance.rules.judging import SlotKey, Verdict


def excuses_of(
    session: Session, staff_ids: Collection[int], begins: datetime, ends: datetime
) -> dict[int, list[Excuse]]:
    """Leave and field duty of each of these people between two moments."""
    return {}


def rulings_of(
    session: Session, staff_ids: Collection[int], first_day: date, last_day: date
) -> dict[int, dict[SlotKey, Verdict]]:
    """What was decided about slots of these people, both days included."""
    return {}
