"""What a terminal told and nobody could take up: set aside with its reason, never dropped.

It stays on the office's page until somebody says that it was dealt with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session, joinedload

from hall.events import TerminalLinesDealtWith
from hall.terminals.attlog import BadRow
from hall.terminals.attlog_row import LONGEST_LINE
from hall.terminals.model import TerminalLine
from hall.unit_of_work import UnitOfWork

MOST_SHOWN = 5  # of one terminal and one reason
MOST_DEALT_WITH_SHOWN = 20
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class LineSpan:
    """Lines of one terminal and one reason, by the ids of the first and the last of them."""

    serial: str
    why: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LinesSetAside:
    """What waits of one terminal for one reason; the latest first."""

    span: LineSpan
    count: int
    latest: Sequence[TerminalLine]


def set_aside(work: UnitOfWork, serial: str, lines: Iterable[BadRow]) -> None:
    """Keep these few hundred lines; one that a terminal sends again is kept once."""
    wanted = {line.text: line.why for line in lines}
    kept = select(TerminalLine.text).where(
        TerminalLine.serial == serial, TerminalLine.text.in_(wanted)
    )
    held = set(work.session.scalars(kept))
    work.session.add_all(
        TerminalLine(serial=serial, text=text, why=why, told_at=work.now)
        for text, why in wanted.items()
        if text not in held
    )


def unreadable(body: bytes) -> list[BadRow]:
    """Every line of what is no log at all."""
    lines = body.decode("utf-8", errors="replace").splitlines()
    return [
        BadRow(number, UNREADABLE, line.strip()[:LONGEST_LINE])
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def lines_set_aside(session: Session) -> list[LinesSetAside]:
    """What nobody has dealt with, by terminal and reason."""
    line = TerminalLine
    groups = session.execute(
        select(line.serial, line.why, func.min(line.id), func.max(line.id), func.count())
        .where(line.dealt_with_at.is_(None))
        .group_by(line.serial, line.why)
        .order_by(line.serial, line.why)
    ).all()
    return [
        _group(session, LineSpan(serial, why, first, last), count)
        for serial, why, first, last, count in groups
    ]


def _group(session: Session, span: LineSpan, count: int) -> LinesSetAside:
    latest = session.scalars(
        select(TerminalLine)
        .where(*_waiting_in(span))
        .order_by(TerminalLine.id.desc())
        .limit(MOST_SHOWN)
    ).all()
    return LinesSetAside(span, count, latest)


def lines_dealt_with(session: Session) -> Sequence[TerminalLine]:
    """Those dealt with last, and by whom."""
    return session.scalars(
        select(TerminalLine)
        .where(TerminalLine.dealt_with_at.is_not(None))
        .options(joinedload(TerminalLine.staff))
        .order_by(TerminalLine.dealt_with_at.desc(), TerminalLine.id.desc())
        .limit(MOST_DEALT_WITH_SHOWN)
    ).all()


def deal_with_lines(work: UnitOfWork, span: LineSpan, staff_id: int) -> None:
    """Somebody saw to them; what came after the last of them waits on. Twice is once."""
    waiting = work.session.scalars(select(TerminalLine.id).where(*_waiting_in(span))).all()
    if not waiting:
        return
    work.session.execute(
        update(TerminalLine)
        .where(*_waiting_in(span))
        .values(dealt_with_at=work.now, dealt_with_by=staff_id)
    )
    work.record(TerminalLinesDealtWith(span.serial, span.why, len(waiting)))


def _waiting_in(span: LineSpan) -> tuple[ColumnElement[bool], ...]:
    return (
        TerminalLine.serial == span.serial,
        TerminalLine.why == span.why,
        TerminalLine.id.between(span.first, span.last),
        TerminalLine.dealt_with_at.is_(None),
    )
