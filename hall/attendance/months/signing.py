"""The signatures under a month, in their order; the last one locks it.

A signature is of one content. When a late file or slip changes the month before all have signed,
the signatures of what it was count no longer, and it is signed anew from the first.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.confirming import open_objections
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import MonthSignature, SignatureStep, SignedMonth
from hall.attendance.months.sheet import MonthSheet, sheet_of
from hall.attendance.months.signed_content import content_of, digest_of
from hall.attendance.months.undecided import undecided_in
from hall.attendance.rules.judging import Verdict
from hall.errors import (
    AlreadySigned,
    ClockInDoubt,
    DaysPending,
    MonthIsLocked,
    MonthNotLocked,
    MonthNotOver,
    MonthUndecided,
    ObjectionsOpen,
    SignatureOrder,
    SignerElse,
)
from hall.events import MonthLocked, MonthReopened, MonthSigned
from hall.people.model import Role, Staff
from hall.people.rights import Right, has_right
from hall.plain_text import plain
from hall.settings import setting
from hall.unit_of_work import UnitOfWork

STEPS = tuple(SignatureStep)
UNSETTLED = {Verdict.PENDING, Verdict.NOT_YET}
LONGEST_WHY = 100


def signatures(session: Session, month: CalendarMonth, digest: str) -> list[MonthSignature]:
    """Those of this content since the month was opened last, in their order."""
    opened = select(SignedMonth.reopened_at).where(SignedMonth.month == month.first)
    since = max((moment for moment in session.scalars(opened) if moment), default=None)
    asked = select(MonthSignature).where(
        MonthSignature.month == month.first, MonthSignature.digest == digest
    )
    rows = session.scalars(asked.order_by(MonthSignature.id))
    return [row for row in rows if since is None or row.signed_at > since]


def may_sign(session: Session, person: Staff, step: SignatureStep) -> bool:
    """By the setting that names who does; where it names nobody, by role."""
    named = setting(session, f"month_{step}")
    if named:
        return named == str(person.id)
    match step:
        case SignatureStep.DIRECTOR:
            return person.role is Role.DIRECTOR
        case SignatureStep.DEPUTY:
            return person.is_manager
        case _:
            return has_right(session, person, Right.ATTENDANCE)


def unsettled(sheet: MonthSheet) -> int:
    """How many slots wait for data, for a decision or for their time."""
    return sum(
        slot.verdict in UNSETTLED for row in sheet.rows for day in row.days for slot in day.slots
    )


def sign(
    work: UnitOfWork, month: CalendarMonth, step: SignatureStep, person: Staff, seen: int = 0
) -> None:
    """One signature; the last one locks the month, in the same act.

    ``seen`` is how much that is undecided the first signer saw and leaves as it is. Raises
    ClockInDoubt, SignerElse, MonthIsLocked, MonthNotOver, DaysPending, ObjectionsOpen,
    AlreadySigned, SignatureOrder, MonthUndecided.
    """
    if work.clock_is_doubted:
        raise ClockInDoubt()
    if not may_sign(work.session, person, step):
        raise SignerElse(step=step)
    sheet = sheet_of(work, month)
    _must_be_ready(work, sheet)
    content = content_of(sheet)
    digest = digest_of(content)
    _must_be_next(month, step, signatures(work.session, month, digest))
    undecided = undecided_in(work.session, sheet).count
    if step is STEPS[0] and undecided > seen:
        raise MonthUndecided(month=str(month), count=undecided)
    work.session.add(
        MonthSignature(
            month=month.first, step=step, staff=person, signed_at=work.now, digest=digest
        )
    )
    work.record(MonthSigned(str(month), step, person.id, digest, undecided))
    if step is STEPS[-1]:
        seq = work.record(MonthLocked(month=str(month), digest=digest))
        kept = {"digest": digest, "seq": seq, "content": content}
        work.session.add(SignedMonth(month=month.first, locked_at=work.now, **kept))


def _must_be_ready(work: UnitOfWork, sheet: MonthSheet) -> None:
    month = str(sheet.month)
    if locked(work.session, sheet.month):
        raise MonthIsLocked(month=month)
    if work.today <= sheet.month.last:
        raise MonthNotOver(month=month)
    if count := unsettled(sheet):
        raise DaysPending(month=month, count=count)
    if objections := open_objections(work.session, sheet.month):
        raise ObjectionsOpen(month=month, count=len(objections))


def _must_be_next(
    month: CalendarMonth, step: SignatureStep, signed: Sequence[MonthSignature]
) -> None:
    if step in {signature.step for signature in signed}:
        raise AlreadySigned(month=str(month), step=step)
    if step is not (wanted := STEPS[len(signed)]):
        raise SignatureOrder(month=str(month), step=wanted)


def reopen(work: UnitOfWork, month: CalendarMonth, person: Staff, why: str) -> None:
    """What was signed stays as it was; the month is signed anew.

    Raises SignerElse for whoever may not sign last, MonthNotLocked, and Malformed for a reason of
    none or over 100 characters.
    """
    if not may_sign(work.session, person, STEPS[-1]):
        raise SignerElse(step=STEPS[-1])
    signed = locked(work.session, month)
    if signed is None:
        raise MonthNotLocked(month=str(month))
    said = plain(why, field="why", longest=LONGEST_WHY, shortest=1)
    signed.reopened_at = work.now
    work.record(MonthReopened(month=str(month), why=said))
