"""Somebody leaves: what they hold is closed or handed on, all of it or nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.work_times.duty_roster import put_on_duty
from hall.attendance.work_times.groups import change_group
from hall.attendance.work_times.leaving import leave_work_times
from hall.attendance.work_times.model import WorkTimetable
from hall.departures.holdings import (
    Holding,
    alone_able,
    duties_ahead,
    groups_of,
    holdings_of,
    signs_as,
    tokens_made_by,
)
from hall.departures.model import Departure, HoldingKind
from hall.errors import Malformed
from hall.events import StaffLeft
from hall.line import coverage, leaving_window, queries
from hall.line.model import Window
from hall.list_entries import entry_by_id
from hall.people.model import Staff
from hall.people.staff_register import close_account, revoke_token
from hall.settings import change_setting
from hall.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Successors:
    """Who takes over what, by kind; what is not named ends with them."""

    to: Mapping[HoldingKind, Staff] = field(default_factory=dict)
    window: Window | None = None  # where whoever is parked, or was missed, belongs
    kept_tokens: Collection[int] = ()  # their programs go on


def depart(work: UnitOfWork, staff: Staff, said: Successors) -> Departure | None:
    """None where they have left already: said twice, it is done once.

    Raises LastDirector; Malformed for a successor who is the one that goes, or has left;
    TimesOverlap where a duty does not go together with what its new owner works.
    """
    if not staff.in_use:
        return None
    if any(one is staff or not one.in_use for one in said.to.values()):
        raise Malformed(field="successor")
    held = holdings_of(work, staff)
    _hand_on(work, staff, said.to)
    _close(work, staff, said)
    departure = Departure(
        staff_id=staff.id,
        at=work.now,
        by_id=_whose(work.actor),
        handed=[_row(one, said) for one in held],
    )
    work.session.add(departure)
    work.session.flush()
    successors = sorted({one.id for one in said.to.values()})
    work.record(StaffLeft(staff_id=staff.id, departure=departure.id, successors=successors))
    return departure


def departure_of(session: Session, staff_id: int) -> Departure | None:
    """Their latest; None for who never left, or left before lists were kept."""
    asked = select(Departure).where(Departure.staff_id == staff_id)
    return session.scalar(asked.order_by(Departure.id.desc()).limit(1))


def _whose(actor: str) -> int | None:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else None


def _hand_on(work: UnitOfWork, staff: Staff, to: Mapping[HoldingKind, Staff]) -> None:
    if heir := to.get(HoldingKind.SKILL):
        _teach(work, staff, heir)
    for group in groups_of(work.session, staff):
        head = to.get(HoldingKind.GROUP)
        change_group(work, group, group.name, exempt=group.exempt, head=head)
    signer = to.get(HoldingKind.SIGNER)
    for name in signs_as(work.session, staff):
        change_setting(work, name, str(signer.id) if signer else "")
    if heir := to.get(HoldingKind.DUTY):
        for duty in duties_ahead(work.session, staff, work.today):
            timetable = entry_by_id(work.session, WorkTimetable, duty.timetable_id)
            put_on_duty(work, duty.day, timetable, heir)


def _teach(work: UnitOfWork, staff: Staff, heir: Staff) -> None:
    """Who may do everything of their window needs nothing added."""
    known = coverage.skills_of(work.session, heir.id)
    added = alone_able(work.session, staff)
    if known and added:
        services = {service.id: service for service in added}
        kept = [one for one in queries.services(work.session) if one.id in known]
        coverage.change_skills(work, heir, [*kept, *services.values()])


def _close(work: UnitOfWork, staff: Staff, said: Successors) -> None:
    def free(work: UnitOfWork, staff: Staff) -> None:
        leaving_window.free_windows(work, staff, said.window)

    for token in tokens_made_by(work.session, staff):
        if token.id not in said.kept_tokens:
            revoke_token(work, token)
    leave_work_times(work, staff)
    close_account(work, staff, free)


def _row(one: Holding, said: Successors) -> dict[str, object]:
    heir = said.to.get(one.kind)
    is_kept = one.kind is HoldingKind.TOKEN and one.key in said.kept_tokens
    window = said.window.name if said.window and one.kind is HoldingKind.TICKET else ""
    return {
        "kind": str(one.kind),
        "what": one.what,
        "to": heir.id if heir else None,
        "kept": is_kept,
        "window": window,
    }
