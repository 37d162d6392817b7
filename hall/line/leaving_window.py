"""Leaving a window: what is there, who could not be called any more, and to whom it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from hall.line import queries
from hall.line.finishing import make_room
from hall.line.handing_over import away_from, hand_over
from hall.line.model import Ticket, Window
from hall.line.seating import stand_up
from hall.line.unattended import UnattendedTicket, unattended
from hall.people.model import Staff
from hall.unit_of_work import ReadSession, UnitOfWork


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What a clerk would leave at a window."""

    window: Window
    in_hand: Sequence[Ticket]
    away: Sequence[Ticket]  # parked, or missed
    stranded: Sequence[UnattendedTicket]  # whom then nobody could call or help

    @property
    def anybody(self) -> bool:
        """Whether there is anything to ask before the clerk goes."""
        return bool(self.in_hand or self.away or self.stranded)


def left_behind(snapshot: ReadSession | UnitOfWork, window: Window) -> LeftBehind:
    """As it is now. Who is stranded already is not counted against the one who goes."""
    session, today = snapshot.session, snapshot.today
    already = {lost.ticket.id for lost in unattended(session, today, snapshot.now)}
    then = unattended(session, today, snapshot.now, without=window)
    return LeftBehind(
        window,
        queries.at_window(session, today, window),
        away_from(session, today, window),
        [lost for lost in then if lost.ticket.id not in already],
    )


def leave_window(
    work: UnitOfWork, window: Window, *, finishing: bool = False, to: Window | None = None
) -> None:
    """Hand the people of this window over, and leave it free: what its clerk said on going.

    ``finishing``: the visit in hand is done; else it goes back into the line. ``to`` is who
    answers for the parked and the missed; None: every desk that calls their service.
    """
    if finishing:
        for ticket in queries.at_window(work.session, work.today, window):
            make_room(work, ticket)
    if to is not None:
        for ticket in away_from(work.session, work.today, window):
            hand_over(work, ticket, to)
    stand_up(work, window)


def free_windows(work: UnitOfWork, clerk: Staff, to: Window | None = None) -> None:
    """Whoever is gone sits nowhere; their people go back into the line, or to another window."""
    for window in queries.windows_of(work.session, clerk):
        leave_window(work, window, to=to)
