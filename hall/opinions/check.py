"""The check on the slip: who types a number at the kiosk shows with it that the slip is theirs.

Numbers stand on the public screens; without the check a stranger could rate anybody's visit.
"""

from hashlib import sha256

from sqlalchemy import select

from hall.errors import ChecksUsedUp, HallError, WrongCheck
from hall.line.model import Ticket
from hall.opinions.model import Tries
from hall.work import Work

DIGITS = 4
#: How often the check of one number may be typed wrong; then only its QR code is left.
MOST_TRIES = 5


def check_of(code: str) -> str:
    """Four digits from the unguessable code, which they do not give away."""
    return f"{int.from_bytes(sha256(code.encode()).digest()[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def find(work: Work, number: str, check: str) -> tuple[Ticket | None, HallError | None]:
    """Today's visit, or why not: a wrong check is counted although it is refused."""
    ticket = work.session.scalar(
        select(Ticket).where(Ticket.day == work.today, Ticket.number == number.strip().upper())
    )
    if ticket is None:
        return None, WrongCheck()
    tries = work.session.get(Tries, ticket.id) or Tries(ticket_id=ticket.id, wrong=0)
    if tries.wrong >= MOST_TRIES:
        return None, ChecksUsedUp(number=ticket.number)
    if check != check_of(ticket.code):
        tries.wrong += 1
        work.session.add(tries)
        return None, WrongCheck()
    return ticket, None
