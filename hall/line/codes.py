"""Digits that a visitor types at the kiosk from a paper. Wrong ones are counted, so that nobody
types until one fits.
"""

from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import bindparam, or_, select

from hall.errors import OldNumber, WrongCode
from hall.events import CodeRefused
from hall.guess_rules import CODE
from hall.line.model import Ticket
from hall.line.queries import LAST_OTHER_DAY
from hall.unit_of_work import Hall

CHECK_DIGITS = 4
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


def ticket_typed(hall: Hall, actor: str, number: str, check: str, source: str = "") -> Ticket:
    """Today's number with the check of its slip; a wrong one counts, although it is refused,
    for ``source`` alone.

    Raises WrongCode, CodesClosed after too many of those, OldNumber for a slip of the last day
    before: that is no guess.
    """
    spelled, typed = number.strip().upper(), check.strip().encode()
    with hall.work(actor) as work:
        hall.tries.ask(CODE, "ticket", source)
        of_both_days = work.session.scalars(OF_BOTH_DAYS, {"today": work.today, "number": spelled})
        found = next((ticket for ticket in of_both_days if _fits(ticket, typed)), None)
        if found is None:
            work.record(CodeRefused(what="ticket"))
            hall.tries.was_wrong(CODE, "ticket", source)
        today = work.today
    if found is None:
        raise WrongCode()
    if found.day != today:
        raise OldNumber(number=found.number)
    return found


def _fits(ticket: Ticket, typed: bytes) -> bool:
    return compare_digest(check_of(ticket.code).encode(), typed)
