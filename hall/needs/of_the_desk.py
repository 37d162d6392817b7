"""What waits on the director's desk: opinions, notices, leave, punches that were set aside."""

from collections.abc import Iterator

from hall.attendance.absences.listing import waiting_slips
from hall.attendance.deciding import punches_set_aside
from hall.needs.need import Need, NeedKind
from hall.notices.issues_due import issues_due
from hall.notices.notice_life import NoticeState
from hall.notices.queries import in_state
from hall.opinions.queries import due_cases
from hall.people.model import Staff
from hall.unit_of_work import ReadSession


def needs_of_the_desk(snapshot: ReadSession, reader: Staff) -> Iterator[Need]:
    """Without what is about the reader."""
    session = snapshot.session
    due = due_cases(session, snapshot.today, reader)
    if due.any:
        yield Need(kind=NeedKind.CASES, is_urgent=bool(due.overdue), said={"due": due})
    for issue in issues_due(session, snapshot.today):
        yield Need(kind=NeedKind.ISSUE, is_urgent=issue.overdue, said={"issue": issue})
    if review := in_state(session, NoticeState.REVIEW):
        yield Need(kind=NeedKind.REVIEW, is_urgent=False, said={"notices": review})
    mine = [row for row in waiting_slips(snapshot, reader) if row.my_turn]
    if mine:
        since = min(row.slip.applied_at for row in mine)
        yield Need(kind=NeedKind.LEAVE, is_urgent=False, since=since, said={"slips": mine})
    if count := sum(group.count for group in punches_set_aside(session)):
        yield Need(kind=NeedKind.PUNCHES, is_urgent=False, said={"count": count})
