"""The journal: every fact, in order, each row hashed with the one before.

A row is written in the transaction that makes its fact true. Rows are only ever added.
The hash is SHA-256 over the previous row's hash and the row itself in one fixed spelling, so
a row that was changed, removed or slipped in breaks the chain from there on.
Rows name people by their number in the staff register, never by name: names can be deleted
when their time is over, the chain cannot.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import JSON, bindparam, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base
from hall.events import Event

FIRST_PREVIOUS = "0" * 64
LONGEST_PAGE = 1000


class JournalEntry(Base):
    """One fact of the journal."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)  # the office asks by day
    actor: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str]
    hash: Mapped[str]


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the next row is tied on."""

    seq: int = 0
    hash: str = FIRST_PREVIOUS
    at: datetime = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Break:
    """The first row at which the chain does not hold."""

    seq: int
    reason: str


# Every action asks and writes these, and whoever follows the journal, so they are built once.
NEWEST = (
    select(JournalEntry.seq, JournalEntry.hash, JournalEntry.at)
    .order_by(JournalEntry.seq.desc())
    .limit(1)
)
AFTER = (
    select(JournalEntry)
    .where(JournalEntry.seq > bindparam("seq"))
    .order_by(JournalEntry.seq)
    .limit(bindparam("most"))
)
ADD = insert(Base.metadata.tables[JournalEntry.__tablename__])


def tail(session: Session) -> Tail:
    """Of the newest row; that of an empty journal has the number 0 and a hash of 64 zeros."""
    row = session.connection().execute(NEWEST).first()  # past the session: only a bare row
    return Tail(*row) if row else Tail()


def append(session: Session, after: Tail, at: datetime, actor: str, facts: Iterable[Event]) -> Tail:
    """Write these facts behind ``after``; return the new tail. The caller holds the write lock."""
    rows = []
    for fact in facts:
        seq, details = after.seq + 1, fact.details()
        spelled = fingerprint(after.hash, seq, at, actor, fact.kind, details)
        rows.append(
            {
                "seq": seq,
                "at": at,
                "actor": actor,
                "kind": fact.kind,
                "details": details,
                "previous": after.hash,
                "hash": spelled,
            }
        )
        after = Tail(seq, spelled, at)
    if rows:
        session.connection().execute(ADD, rows)
    return after


def fingerprint(
    previous: str, seq: int, at: datetime, actor: str, kind: str, details: dict[str, Any]
) -> str:
    """SHA-256, in hexadecimal, of the one spelling of a row.

    That is JSON, keys sorted, no spaces, UTC to the microsecond.
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    row = [previous, seq, moment, actor, kind, details]
    spelled = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(spelled.encode()).hexdigest()


def after(session: Session, seq: int, most: int = LONGEST_PAGE) -> Sequence[JournalEntry]:
    """The next entries behind ``seq``, oldest first; at most ``most``."""
    return session.scalars(AFTER, {"seq": seq, "most": most}).all()


def latest_of(session: Session, kinds: Sequence[str]) -> JournalEntry | None:
    """The newest entry of any of these kinds."""
    found = select(JournalEntry).where(JournalEntry.kind.in_(kinds))
    return session.scalar(found.order_by(JournalEntry.seq.desc()).limit(1))


def first_break(session: Session) -> Break | None:
    """Walk the whole chain; None when every row is as it was written."""
    return check_on(session, Tail(), None)[1]


def check_on(session: Session, checked: Tail, most: int | None) -> tuple[Tail, Break | None]:
    """Walk on behind the row that was checked last, so many rows (None: all); how far that went,
    and where the chain does not hold."""
    for entry in islice(_every_entry(session, checked.seq), most):
        if entry is None:
            return checked, Break(checked.seq + 1, "cannot be read")
        if entry.seq != checked.seq + 1:
            return checked, Break(entry.seq, f"expected row {checked.seq + 1}")
        if entry.previous != checked.hash:
            return checked, Break(entry.seq, "not tied to the row before")
        if _spelled(entry) != entry.hash:
            return checked, Break(entry.seq, "changed after it was written")
        checked = Tail(entry.seq, entry.hash, entry.at)
    return checked, None


def _spelled(entry: JournalEntry) -> str | None:
    """The row's hash, computed anew; None when its parts cannot even be spelled."""
    try:
        return fingerprint(
            entry.previous, entry.seq, entry.at, entry.actor, entry.kind, entry.details
        )
    except (TypeError, ValueError):
        return None


def _every_entry(session: Session, seq: int) -> Iterator[JournalEntry | None]:
    """Behind this row, page by page, so that ten years of facts do not have to fit into memory.

    Ends with None at a row whose date or details are no date and no JSON any more.
    """
    most = LONGEST_PAGE
    while True:
        try:
            page = after(session, seq, most)
        except (TypeError, ValueError):
            if most == 1:
                yield None
                return
            most = 1  # one by one, to find out which
            continue
        if not page:
            return
        yield from page
        seq = page[-1].seq
        session.expunge_all()
