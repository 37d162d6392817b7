"""The next visitor of a desk: the rule of choosing.py over what the records say."""

from collections.abc import Sequence
from datetime import datetime

from hall.line import queries
from hall.line.choosing import Before, Favour, Reading, in_calling_order
from hall.line.model import Service, Ticket, Window
from hall.settings import number_setting
from hall.work import Work


def next_for(work: Work, desk: Window, services: Sequence[Service]) -> Ticket | None:
    favour = Favour(
        number_setting(work.session, "priority_every"),
        number_setting(work.session, "priority_longest_wait_minutes"),
    )
    before = _before(work, desk, favour)
    front = queries.fronts(work.session, work.today, desk, services, before.party)
    return next(in_calling_order(front, reading_at(work.now), favour, before), None)


def reading_at(now: datetime) -> Reading[Ticket, int]:
    return Reading(
        favoured=lambda ticket: ticket.priority_id is not None,
        minutes=lambda ticket: (now - ticket.issued_at).total_seconds() / 60,
        # Who missed the call, or was sent on, waits for themselves.
        party=lambda ticket: None if ticket.calls else ticket.party_id,
    )


def _before(work: Work, desk: Window, favour: Favour) -> Before[int]:
    """A jump is a call of somebody favoured that passed others by."""
    latest = queries.latest_calls(work.session, work.today, desk, max(1, favour.every - 1))
    since = next(
        (calls for calls, each in enumerate(latest) if each.favoured and each.passed), favour.every
    )
    return Before(since, latest[0].party if latest else None)
