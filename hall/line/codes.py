"""Digits that a visitor types at the kiosk from a paper. Wrong ones are counted, so that nobody
types until one fits.
"""

from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import bindparam, or_, select

from hall.errors import CodesClosed, OldNumber, WrongCode
from hall.events import CodeRefused
from hall.journal import JournalEntry
from hall.line.model import Ticket
from hall.line.queries import LAST_OTHER_DAY
from hall.unit_of_work import Hall, UnitOfWork

CHECK_DIGITS = 4
MOST_WRONG = 5
CLOSED_FOR = timedelta(minutes=1)
#: Today's number first, then that of the last other day.
OF_BOTH_DAYS = (
    select(Ticket)
    .where(
        or_(Ticket.day == bindparam("today"), Ticket.day == LAST_OTHER_DAY),
        Ticket.number == bindparam("number"),
    )
    .order_by((Ticket.day == bindparam("today")).desc())
)


def check_of(code: str) -> str:
    """Four digits on the slip of a number (核对码): who types them has the paper in hand."""
    digest = sha256(code.encode()).digest()
    return f"{int.from_bytes(digest[:8]) % 10**CHECK_DIGITS:0{CHECK_DIGITS}d}"


def must_not_be_guessing(work: UnitOfWork) -> None:
    """Refuse whoever types the sixth code after five wrong ones within a minute: CodesClosed.

    Wrong ones count where they were typed: a phone that guesses does not close the kiosk.
    """
    wrong = work.session.scalars(
        select(JournalEntry.at)
        .where(JournalEntry.kind == CodeRefused.kind, JournalEntry.actor == work.actor)
        .order_by(JournalEntry.seq.desc())
        .limit(MOST_WRONG)
    ).all()
    # Longer ago than nothing: a manager may have set the hall's time back since.
    if len(wrong) == MOST_WRONG and timedelta() <= work.now - wrong[-1] < CLOSED_FOR:
        raise CodesClosed(minutes=int(CLOSED_FOR.total_seconds() // 60))


def ticket_typed(hall: Hall, actor: str, number: str, check: str) -> Ticket:
    """Today's number with the check of its slip; a wrong one counts, although it is refused.

    Raises WrongCode, CodesClosed after too many of those, OldNumber for a slip of the last day
    before: that is no guess.
    """
    spelled, typed = number.strip().upper(), check.strip().encode()
    with hall.work(actor) as work:
        must_not_be_guessing(work)
        of_both_days = work.session.scalars(OF_BOTH_DAYS, {"today": work.today, "number": spelled})
        found = next((ticket for ticket in of_both_days if _fits(ticket, typed)), None)
        if found is None:
            work.record(CodeRefused(what="ticket"))
        today = work.today
    if found is None:
        raise WrongCode()
    if found.day != today:
        raise OldNumber(number=found.number)
    return found


def _fits(ticket: Ticket, typed: bytes) -> bool:
    return compare_digest(check_of(ticket.code).encode(), typed)
