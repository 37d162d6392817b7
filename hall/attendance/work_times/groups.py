"""What the office does with groups: who belongs to which, from which day on."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from hall.attendance.work_times.model import GroupMember, WorkGroup
from hall.attendance.work_times.names import LONGEST_NOTE, free_name
from hall.attendance.work_times.overlaps import refuse_overlaps
from hall.events import GroupChanged, GroupJoined
from hall.list_entries import behind
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork


def add_group(
    work: UnitOfWork, name: str, *, exempt: bool = False, head: Staff | None = None
) -> WorkGroup:
    """Raises Malformed for no name or one over 20 characters, AlreadyThere for one that is kept."""
    group = WorkGroup(
        name=free_name(work, WorkGroup, name, None),
        exempt=exempt,
        head=head,
        position=behind(work.session, WorkGroup),
    )
    work.session.add(group)
    _changed(work, group)
    return group


def change_group(
    work: UnitOfWork, group: WorkGroup, name: str, *, exempt: bool, head: Staff | None
) -> None:
    """Raises Malformed and AlreadyThere as ``add_group``."""
    group.name = free_name(work, WorkGroup, name, group)
    group.exempt, group.head = exempt, head
    _changed(work, group)


def join_group(
    work: UnitOfWork, staff: Staff, group: WorkGroup | None, since: date, note: str = ""
) -> None:
    """From this day on; said again for the same day, the later word counts. None: to no group.

    Raises Malformed for a note over 40 characters, TimesOverlap where the times of the group do
    not go together with somebody's own.
    """
    said = plain(note, field="note", longest=LONGEST_NOTE)
    kept = work.session.scalar(
        select(GroupMember).where(GroupMember.staff_id == staff.id, GroupMember.since == since)
    )
    member = kept or GroupMember(staff=staff, since=since)
    member.group, member.note = group, said
    work.session.add(member)
    work.session.flush()
    refuse_overlaps(work.session, [staff.id], since, None)
    group_id = group.id if group else None
    work.record(GroupJoined(staff_id=staff.id, group_id=group_id, since=since.isoformat()))


def memberships(work: UnitOfWork, staff: Staff) -> Sequence[GroupMember]:
    """Of one person, first to last."""
    return work.session.scalars(
        select(GroupMember).where(GroupMember.staff_id == staff.id).order_by(GroupMember.since)
    ).all()


def _changed(work: UnitOfWork, group: WorkGroup) -> None:
    work.session.flush()
    work.record(
        GroupChanged(group_id=group.id, name=group.name, exempt=group.exempt, head=group.head_id)
    )
