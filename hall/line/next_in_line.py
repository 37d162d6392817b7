"""The next visitor of a desk: the rule of choosing.py over what the records say."""

from datetime import datetime

from hall.line.call_candidates import CallingDesk, fronts, latest_calls, passed_by
from hall.line.choosing import Before, Favour, Reading, in_calling_order
from hall.line.model import Ticket
from hall.settings import number_setting
from hall.unit_of_work import UnitOfWork


def next_for(work: UnitOfWork, desk: CallingDesk) -> tuple[Ticket | None, int]:
    """… and how many it passes by; None and 0 when nobody waits."""
    favour = Favour(
        number_setting(work.session, "priority_every"),
        number_setting(work.session, "priority_longest_wait_minutes"),
    )
    before = _before(work, desk, favour)
    front = fronts(work.session, work.today, desk, before.party)
    chosen = next(in_calling_order(front, reading_at(work.now), favour, before), None)
    if chosen is None or chosen is front[0]:
        return chosen, 0
    return chosen, passed_by(work.session, chosen, desk)


def reading_at(now: datetime) -> Reading[Ticket, int]:
    """How the rule of choosing reads a ticket at this moment."""
    return Reading(
        favoured=lambda ticket: ticket.priority_id is not None,
        minutes=lambda ticket: (now - ticket.issued_at).total_seconds() / 60,
        # Who missed the call waits for themselves.
        party=lambda ticket: None if ticket.came_back else ticket.party_id,
    )


def _before(work: UnitOfWork, desk: CallingDesk, favour: Favour) -> Before[int]:
    """A jump is a call of somebody favoured that passed others by."""
    latest = latest_calls(work.session, work.today, desk.window, max(1, favour.every - 1))
    since = next(
        (calls for calls, call in enumerate(latest) if call.favoured and call.passed), favour.every
    )
    return Before(since, latest[0].party if latest else None)
