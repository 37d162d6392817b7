"""Whose days wait for the file of a terminal that stands alone (考勤机), brought on a stick.

Somebody who punches there only is not absent after its last record: nobody knows yet. The file
that comes moves that record on, so nothing of this is stored.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from hall.attendance.hall_seconds import to_hall_seconds
from hall.attendance.model import Punch
from hall.attendance.rules.judging import Outage
from hall.clock import local
from hall.people.model import Staff

TERMINAL = "terminal"
#: How somebody punches by themselves; a sheet of paper is the office's.
OWN_WAYS = (TERMINAL, "fingerprint", "pin")
#: Who punched another way so shortly before the end does not punch at the terminal only.
ONLY_WITHIN = timedelta(days=31)


def waiting_for_terminals(
    session: Session, staff_ids: Collection[int], begins: datetime, ends: datetime
) -> dict[int, Outage]:
    """By person, the time between two moments of which their terminal has told nothing yet.

    ``Outage.why`` is the code ``terminal``, the serial, and the minute of the last record on the
    hall's wall, with a space between them.
    """
    at_terminals = _punching_there_only(session, staff_ids, ends)
    told = {serial: _last_record(session, serial) for serial in set(at_terminals.values())}
    waiting = {}
    for staff_id, serial in at_terminals.items():
        last = told[serial]
        if last < ends:
            why = f"{TERMINAL} {serial} {local(last):%Y-%m-%dT%H:%M}"
            since = to_hall_seconds(max(last, begins))
            waiting[staff_id] = Outage(since, to_hall_seconds(ends), why)
    return waiting


def _punching_there_only(
    session: Session, staff_ids: Collection[int], ends: datetime
) -> dict[int, str]:
    """By person, the serial of the terminal where they punched last, and nowhere else lately."""
    earlier, other = aliased(Punch), aliased(Punch)
    # One step in the index for each person, however long ago it was.
    last = (
        select(earlier.id)
        .where(earlier.staff_id == Staff.id, earlier.at < ends)
        .where(earlier.way.in_(OWN_WAYS), earlier.set_aside == "")
        .order_by(earlier.at.desc(), earlier.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    elsewhere = exists().where(
        other.staff_id == Punch.staff_id,
        other.at > ends - ONLY_WITHIN,
        other.at <= Punch.at,
        other.way.in_(OWN_WAYS),
        other.way != TERMINAL,
    )
    found = session.execute(
        select(Punch.staff_id, Punch.source)
        .join(Staff, Punch.id == last)
        .where(Staff.id.in_(staff_ids), Punch.way == TERMINAL, ~elsewhere)
    )
    return {int(staff_id): str(serial) for staff_id, serial in found}


def _last_record(session: Session, serial: str) -> datetime:
    """However late it is: what a terminal tells of November says that October is complete."""
    last = session.scalar(
        select(func.max(Punch.at)).where(Punch.source == serial, Punch.set_aside == "")
    )
    assert last is not None  # somebody punched there
    return last
