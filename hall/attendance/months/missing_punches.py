"""Whether one missing punch (缺卡) costs half a day of absence: the hall's own rule, from a day on.

From a day on, and not simply yes or no: months that were signed before it stay as they are.
"""

from datetime import date

from sqlalchemy.orm import Session

from hall.settings import change_setting, setting
from hall.unit_of_work import UnitOfWork

SETTING = "missing_punch_costs_from"


def missing_costs_from(session: Session) -> date | None:
    """The first day on which it does; None: it costs nothing."""
    kept = setting(session, SETTING)
    return date.fromisoformat(kept) if kept else None


def let_missing_punches_cost(work: UnitOfWork, since: date | None) -> None:
    """From this day on; None: they cost nothing any more."""
    change_setting(work, SETTING, since.isoformat() if since else "")
