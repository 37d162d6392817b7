"""Which services are called to a desk: by its windows, and by what its clerk can do.

A desk is the window where a clerk sits. One duty officer may cover further windows from theirs;
who is called then comes to the desk.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from sqlalchemy import and_, bindparam, delete, insert, or_, select
from sqlalchemy.orm import Session

from hall.errors import Attended, NobodyServes, NotAllowed
from hall.events import SkillsChanged, WindowCovered
from hall.line.model import Service, Window, staff_service, window_service
from hall.list_entries import office_order
from hall.people.model import Role, Staff
from hall.unit_of_work import UnitOfWork

_SKILLS = select(staff_service.c.service_id).where(staff_service.c.staff_id == bindparam("clerk"))
_OFFERED = (
    select(window_service.c.service_id)
    .join(Window, Window.id == window_service.c.window_id)
    .where(or_(Window.id == bindparam("desk"), Window.desk_id == bindparam("desk")))
)
# Every call and every desk ask these, so they are built once.
SERVICES_AT = (
    select(Service)
    .where(Service.id.in_(_OFFERED), or_(~_SKILLS.exists(), Service.id.in_(_SKILLS)))
    .order_by(*office_order(Service))
)
_ABLE = select(Staff.id).where(
    Staff.in_use,
    or_(
        ~select(staff_service.c.service_id).where(staff_service.c.staff_id == Staff.id).exists(),
        select(staff_service.c.service_id)
        .where(
            staff_service.c.staff_id == Staff.id,
            staff_service.c.service_id == bindparam("service"),
        )
        .exists(),
    ),
)
SERVED = select(
    and_(
        select(window_service.c.window_id)
        .join(Window, Window.id == window_service.c.window_id)
        .join(Service, Service.id == window_service.c.service_id)
        .where(window_service.c.service_id == bindparam("service"), Window.in_use, Service.in_use)
        .exists(),
        _ABLE.exists(),
    )
)
OFFERED_ANYWHERE = (
    select(window_service.c.service_id)
    .join(Window, Window.id == window_service.c.window_id)
    .where(Window.in_use)
    .distinct()
)
SKILLS_OF_ALL = (
    select(staff_service.c.service_id)
    .join(Staff, Staff.id == staff_service.c.staff_id)
    .where(Staff.in_use)
    .distinct()
)
SOMEBODY_DOES_ALL = select(
    select(Staff.id)
    .where(
        Staff.in_use,
        ~select(staff_service.c.service_id).where(staff_service.c.staff_id == Staff.id).exists(),
    )
    .exists()
)
COVERED = select(Window).where(Window.desk_id == bindparam("desk")).order_by(*office_order(Window))


def windows_from(session: Session, desk: Window) -> Sequence[Window]:
    """The desk itself and the windows covered from it."""
    return [desk, *session.scalars(COVERED, {"desk": desk.id})]


def services_at(session: Session, desk: Window) -> Sequence[Service]:
    """What may be called to this desk now, in the order of the hall."""
    return session.scalars(SERVICES_AT, {"desk": desk.id, "clerk": desk.clerk_id}).all()


def is_served(session: Session, service: Service) -> bool:
    """Somebody of the staff can do it, at some window; whether they are here now is no matter."""
    return bool(session.scalar(SERVED, {"service": service.id}))


def must_be_served(work: UnitOfWork, service: Service) -> None:
    """Raises NobodyServes, also for a service that was retired."""
    if not is_served(work.session, service):
        raise NobodyServes(service=service.prefix, name=service.name)


class WhyUnserved(StrEnum):
    """Why no numbers are given for a service, although it is offered."""

    NO_WINDOW = "no_window"
    NO_CLERK = "no_clerk"  # the windows do it, and nobody of the staff can


def unserved(session: Session) -> dict[int, WhyUnserved]:
    """By the id of the service, also of a retired one; absent: somebody can do it somewhere."""
    offered = set(session.scalars(OFFERED_ANYWHERE))
    skilled = None if session.scalar(SOMEBODY_DOES_ALL) else set(session.scalars(SKILLS_OF_ALL))
    found: dict[int, WhyUnserved] = {}
    for service in session.scalars(select(Service.id)):
        if service not in offered:
            found[service] = WhyUnserved.NO_WINDOW
        elif skilled is not None and service not in skilled:
            found[service] = WhyUnserved.NO_CLERK
    return found


def skills_of(session: Session, staff_id: int | None) -> set[int] | None:
    """Ids of the services somebody can do; None where nothing was entered: whatever there is."""
    rows = select(staff_service.c.service_id).where(staff_service.c.staff_id == staff_id)
    return set(session.scalars(rows)) or None


def change_skills(work: UnitOfWork, staff: Staff, services: Iterable[Service]) -> None:
    """What a member of staff can do from now on; nothing entered means everything.

    Services that are retired stay as they were entered: nobody was asked about them.
    """
    wanted = {service.id: service.prefix for service in [*services, *_retired(work, staff)]}
    if (skills_of(work.session, staff.id) or set()) == wanted.keys():
        return
    work.session.execute(delete(staff_service).where(staff_service.c.staff_id == staff.id))
    rows = [{"staff_id": staff.id, "service_id": service_id} for service_id in wanted]
    if rows:
        work.session.execute(insert(staff_service), rows)
    work.record(SkillsChanged(staff_id=staff.id, services="".join(sorted(wanted.values()))))


def _retired(work: UnitOfWork, staff: Staff) -> Sequence[Service]:
    kept = select(staff_service.c.service_id).where(staff_service.c.staff_id == staff.id)
    return work.session.scalars(select(Service).where(~Service.in_use, Service.id.in_(kept))).all()


def may_cover(clerk: Staff, desk: Window) -> bool:
    """Several windows alone is the duty officer's part (综合值班), or that of who manages."""
    return desk.duty or clerk.role is Role.DUTY or clerk.is_manager


def cover(work: UnitOfWork, desk: Window, window: Window) -> None:
    """Serve the people of another window, where nobody sits, from this desk.

    A desk has a clerk and a covered window has none, so nothing is ever covered twice over.
    Raises NotAllowed where nobody sits at the desk, Attended where somebody sits at the window.
    """
    if desk.clerk is None:
        raise NotAllowed()
    if window.clerk is not None:
        raise Attended(window=window.name)
    _serve_from(work, window, desk)


def uncover(work: UnitOfWork, window: Window) -> None:
    """Its people go to it again; nothing for a window that nobody covers."""
    _serve_from(work, window, None)


def move_cover(work: UnitOfWork, old: Window, new: Window | None) -> None:
    """The officer goes to another desk, and what they cover goes with them; None: is gone."""
    for window in windows_from(work.session, old)[1:]:
        _serve_from(work, window, new)


def _serve_from(work: UnitOfWork, window: Window, desk: Window | None) -> None:
    if window.desk is not desk:
        window.desk = desk
        work.record(WindowCovered(window=window.name, desk=desk.name if desk else None))
