"""One press makes the earlier value the present one, or says why it no longer fits."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.base import LARGEST_ID
from hall.change_records.model import KeptChange, Rows
from hall.change_records.watching import rows_of
from hall.errors import CannotGoBack, ChangedSince, HallError, NotFound, RuleBroken
from hall.history.restoring import COLUMNS, WHOLE
from hall.unit_of_work import UnitOfWork


class WhyNot(StrEnum):
    UNKNOWN = "unknown"  # what was before was not kept then
    ADDED = "added"  # it was added, or deleted: its page has a button for that
    RETIRED = "retired"  # it was taken out of use or brought back: so has this
    GONE = "gone"  # the thing, or something it refers to, is there no longer
    NO_FIT = "no_fit"  # the action refuses the earlier value today


class Changed(Protocol):
    """A change, or a row of a listing of changes."""

    @property
    def thing(self) -> str:
        """The table."""

    @property
    def before(self) -> Rows | None:
        """What it was."""

    @property
    def after(self) -> Rows | None:
        """What it became."""


def change_by_id(session: Session, change_id: int) -> KeptChange:
    """Raises NotFound."""
    found = session.get(KeptChange, change_id) if 0 < change_id <= LARGEST_ID else None
    if found is None:
        raise NotFound(change=change_id)
    return found


def newest_of(session: Session, change: KeptChange) -> int:
    """The number of the latest change of the same thing."""
    same = (KeptChange.thing == change.thing, KeptChange.entry == change.entry)
    return session.scalar(select(func.max(KeptChange.id)).where(*same)) or 0


def why_not(change: Changed) -> WhyNot | None:
    """Why it cannot be taken back at all; None where it may be tried."""
    if change.before is None:
        return WhyNot.UNKNOWN
    if change.thing in WHOLE:
        return None
    if not change.before or not change.after:
        return WhyNot.ADDED
    return WhyNot.RETIRED if "in_use" in changed_columns(change) else None


def changed_columns(change: Changed) -> dict[str, Any]:
    """Of one row, the columns that differ, with what they were."""
    (before,), (after,) = change.before or [{}], change.after or [{}]
    return {name: value for name, value in before.items() if value != after.get(name)}


def go_back(work: UnitOfWork, change: KeptChange, newest_seen: int) -> None:
    """What was before this change is so again from now on; later changes stay where it is silent.

    ``newest_seen`` is ``newest_of`` when the page was shown. Raises ChangedSince where somebody
    changed the same since, CannotGoBack with why, and StillWaiting as the action itself does.
    """
    if newest_of(work.session, change) != newest_seen:
        raise ChangedSince()
    if why := why_not(change):
        raise CannotGoBack(why=why)
    try:
        if change.thing in WHOLE:
            WHOLE[change.thing](work, change.entry, change.before or [])
        else:
            COLUMNS[change.thing](work, change.entry, _with_columns(work, change))
    except NotFound as error:
        raise CannotGoBack(why=WhyNot.GONE) from error
    except RuleBroken:
        raise
    except (HallError, KeyError, ValueError) as error:  # rows as an earlier version wrote them
        raise CannotGoBack(why=WhyNot.NO_FIT) from error


def _with_columns(work: UnitOfWork, change: KeptChange) -> Mapping[str, Any]:
    rows = rows_of(work.session, change.thing, change.entry)
    if not rows:
        raise NotFound(entry=change.entry)
    return {**rows[0], **changed_columns(change)}
