"""Everything that somebody holds now: read, never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.absences.listing import waiting_slips
from hall.attendance.model import Finger
from hall.attendance.work_times.duty_roster import Duty, duties
from hall.attendance.work_times.model import WorkGroup
from hall.departures.model import HoldingKind
from hall.events import TokenCreated
from hall.journal import JournalEntry
from hall.line import coverage, leaving_window, queries
from hall.line.model import Service
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.opinions.queries import open_cases
from hall.people.model import Staff, Token
from hall.people.queries import staff_in_use, tokens
from hall.people.rights import Right, has_right
from hall.people.sign_ins import sign_ins_of
from hall.settings import setting
from hall.terminals.model import TerminalPin
from hall.unit_of_work import ReadSession, UnitOfWork

#: How far ahead the roster is looked at.
ROSTER_DAYS = 400
SIGNERS = ("month_keeper", "month_deputy", "month_director")


@dataclass(frozen=True, slots=True)
class Holding:
    """``what`` names it in the hall's own values; the office's words are web/sentences'."""

    kind: HoldingKind
    what: str
    key: int = 0  # of the row, where it has one


def holdings_of(at: ReadSession | UnitOfWork, staff: Staff) -> list[Holding]:
    """In the order of the kinds; empty for whoever holds nothing."""
    session = at.session
    return [
        *_at_windows(at, staff),
        *(Holding(HoldingKind.SKILL, one.name, one.id) for one in alone_able(session, staff)),
        *(Holding(HoldingKind.NOTICE, one.title, one.id) for one in unfinished(session, staff)),
        *_cases(session, staff),
        *_slips(at, staff),
        *(Holding(HoldingKind.GROUP, one.name, one.id) for one in groups_of(session, staff)),
        *(
            Holding(HoldingKind.DUTY, f"{one.day.isoformat()} {one.timetable}", one.use_id)
            for one in duties_ahead(session, staff, at.today)
        ),
        *(Holding(HoldingKind.SIGNER, name) for name in signs_as(session, staff)),
        *(Holding(HoldingKind.TOKEN, one.name, one.id) for one in tokens_made_by(session, staff)),
        *_own(session, staff),
    ]


def _at_windows(at: ReadSession | UnitOfWork, staff: Staff) -> Iterator[Holding]:
    for window in queries.windows_of(at.session, staff):
        yield Holding(HoldingKind.WINDOW, window.name, window.id)
        left = leaving_window.left_behind(at, window)
        for ticket in (*left.in_hand, *left.away):
            yield Holding(HoldingKind.TICKET, ticket.number, ticket.id)


def alone_able(session: Session, staff: Staff) -> list[Service]:
    """Services of windows in use that nobody else who works here can do."""
    others = [one for one in staff_in_use(session) if one.id != staff.id]
    skills = [coverage.skills_of(session, one.id) for one in others]
    if any(not known for known in skills):
        return []  # somebody does whatever is done at their window
    mine = coverage.skills_of(session, staff.id)
    return [
        service
        for service in queries.services(session)
        if (not mine or service.id in mine) and not any(service.id in (s or ()) for s in skills)
    ]


def unfinished(session: Session, staff: Staff) -> list[Notice]:
    """Drafts and notices in review that they wrote any of."""
    states = (NoticeState.DRAFT, NoticeState.REVIEW)
    asked = select(Notice).where(Notice.state.in_(states)).order_by(Notice.id)
    return [one for one in session.scalars(asked) if staff.id in one.hands]


def _cases(session: Session, staff: Staff) -> Iterator[Holding]:
    """Those that they may answer: a case has no other owner than who may read it."""
    if has_right(session, staff, Right.OPINIONS):
        for case in open_cases(session, staff):
            yield Holding(HoldingKind.CASE, case.due_on.isoformat(), case.id)


def _slips(at: ReadSession | UnitOfWork, staff: Staff) -> Iterator[Holding]:
    for row in waiting_slips(at, staff):
        if row.my_turn:
            what = f"{row.slip.staff.name} {row.slip.kind.name}"
            yield Holding(HoldingKind.SLIP, what, row.slip.id)


def groups_of(session: Session, staff: Staff) -> Sequence[WorkGroup]:
    """Whose head they are."""
    asked = select(WorkGroup).where(WorkGroup.head_id == staff.id, WorkGroup.in_use)
    return session.scalars(asked.order_by(WorkGroup.id)).all()


def duties_ahead(session: Session, staff: Staff, today: date) -> list[Duty]:
    """From tomorrow on: today's is theirs still."""
    first = today + timedelta(days=1)
    rows = duties(session, first, first + timedelta(days=ROSTER_DAYS))
    return [duty for duty in rows if duty.staff_id == staff.id]


def signs_as(session: Session, staff: Staff) -> list[str]:
    """The settings that name them as a signer of the month."""
    return [name for name in SIGNERS if setting(session, name) == str(staff.id)]


def tokens_made_by(session: Session, staff: Staff) -> list[Token]:
    """Whose latest making the journal says was theirs."""
    asked = select(JournalEntry.actor, JournalEntry.details).order_by(JournalEntry.seq)
    made = session.execute(asked.where(JournalEntry.kind == TokenCreated.kind))
    makers = {details["name"]: actor for actor, details in made}
    return [one for one in tokens(session) if makers.get(one.name) == f"staff:{staff.id}"]


def _own(session: Session, staff: Staff) -> Iterator[Holding]:
    for sign_in in sign_ins_of(session, staff.id):
        yield Holding(HoldingKind.SIGN_IN, sign_in.address, sign_in.id)
    fingers = select(Finger).where(Finger.staff_id == staff.id).order_by(Finger.page)
    for finger in session.scalars(fingers):
        yield Holding(HoldingKind.FINGER, finger.label, finger.page)
    pins = select(TerminalPin.pin).where(TerminalPin.staff_id == staff.id)
    for pin in session.scalars(pins.order_by(TerminalPin.pin)):
        yield Holding(HoldingKind.TERMINAL, pin)
