"""What people signed about their own finger, before it is enrolled and when they want it no longer.

The finger is never the only way: whoever does not agree clocks in by PIN, and nothing else changes
for them (PIPL art. 29, and the draft rules of 2021 on biometrics).
"""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from hall.attendance.model import Finger, FingerConsent
from hall.errors import Malformed
from hall.events import ConsentRecorded
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork


class Consent(StrEnum):
    FINGER = "finger"  # signed the form
    PIN = "pin"  # did not, or takes it back


def record_consent(work: UnitOfWork, staff_id: int, consent: Consent, *, by: int) -> None:
    """What somebody said, and the id of the manager who saw it; said again, it is kept once."""
    agrees = consent is Consent.FINGER
    if who_agreed(work.session).get(staff_id) is agrees:
        return
    work.session.add(
        FingerConsent(staff_id=staff_id, agreed=agrees, recorded_at=work.now, recorded_by=by)
    )
    work.session.flush()
    work.record(ConsentRecorded(staff_id=staff_id, agreed=agrees))


def who_agreed(session: Session) -> dict[int, bool]:
    """By person, what they said last; nobody who was never asked."""
    later = aliased(FingerConsent)
    last = ~exists().where(later.staff_id == FingerConsent.staff_id, later.id > FingerConsent.id)
    said = session.execute(select(FingerConsent.staff_id, FingerConsent.agreed).where(last))
    return {int(staff_id): bool(agreed) for staff_id, agreed in said}


def must_have_agreed(session: Session, staff_id: int) -> None:
    """Raises Malformed for whoever has not signed, or took it back."""
    if not who_agreed(session).get(staff_id):
        raise Malformed(field="consent")


def fingers_to_delete(session: Session) -> Sequence[Staff]:
    """Whose fingers are still in the register although they left, or took their consent back."""
    refusing = [staff_id for staff_id, agreed in who_agreed(session).items() if not agreed]
    has_finger = exists().where(Finger.staff_id == Staff.id)
    return session.scalars(
        select(Staff).where(has_finger, Staff.id.in_(refusing) | ~Staff.in_use).order_by(Staff.id)
    ).all()
