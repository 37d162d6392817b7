"""What a clerk sees: the visit in hand, the line, who is parked or missed, whom they cover."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from counter.desk_forms import DeskForm
from hall.catalogue.queries import name_of
from hall.hours.unattended_now import unattended_now
from hall.issuing.correcting_party import waiting_party
from hall.issuing.left_over import left_over
from hall.issuing.party_size import LARGEST_PARTY
from hall.line import desk_lists, queries, undoing
from hall.line.closing import forgotten_in_service
from hall.line.coverage import may_cover, services_at, windows_from
from hall.line.figures import FORGOTTEN_AFTER
from hall.line.further import further_services_of
from hall.line.model import Service, Ticket, Window
from hall.line.reasons import PauseReason, Priority
from hall.list_entries import entries
from hall.people.model import Staff
from hall.unit_of_work import ReadSession
from web.app_context import current_context, current_forecasts
from web.sentences import line as line_sentences
from web.sign_in import actor


def seen_from(snapshot: ReadSession, here: Window, clerk: Staff) -> dict[str, object]:
    offered = services_at(snapshot.session, here)
    in_hand = next(iter(queries.at_window(snapshot.session, snapshot.today, here)), None)
    voice = current_context().loudspeaker.state()
    return {
        "now": snapshot.now,
        "seq": snapshot.seq,
        "in_hand": in_hand,
        "is_forgotten": in_hand is not None and _is_forgotten(snapshot, in_hand),
        "item": name_of(snapshot.session, in_hand.item_code) if in_hand else "",
        "further_services": further_services_of(snapshot.session, in_hand) if in_hand else (),
        "party": queries.party_of(snapshot.session, in_hand) if in_hand else (),
        "offered": [service for service in offered if service.in_use],
        "offered_lines": _lines(snapshot, offered),
        "helpless": _asking_for_help(snapshot, here, {service.id for service in offered}),
        "missed": desk_lists.missed_at(snapshot.session, snapshot.today, here),
        "parked": desk_lists.parked_at(snapshot.session, snapshot.today, here),
        "undoable": undoing.last_stepped(snapshot.session, snapshot.today, actor(clerk)),
        "services": queries.services(snapshot.session),
        "reasons": [reason.name for reason in entries(snapshot.session, PauseReason)],
        "unheard": in_hand is not None and in_hand.id in voice.unheard,
        "calls_waiting": len(voice.waiting),
        "still_to_call": in_hand is not None and in_hand.id in voice.still_to_call,
        "key": uuid4().hex,  # two presses of one form are one walk-up
        "left_over": left_over(snapshot.session, snapshot.today),
        "lost": _lost(snapshot) if may_cover(clerk, here) else (),
        **_covering(snapshot, here, clerk),
    }


def line_from(snapshot: ReadSession, here: Window, asked: DeskForm) -> dict[str, object]:
    """The line, first to last, as much as was asked for; and the number that is looked for."""
    session, today = snapshot.session, snapshot.today
    offered = services_at(session, here)
    most = desk_lists.MOST_OF_ALL if asked.all.value else desk_lists.MOST_WAITING
    waiting = desk_lists.waiting_for(session, today, offered, most)
    count = queries.waiting_by_service(session, today)
    sought = asked.number.value.upper()
    found = queries.ticket_numbered(session, today, sought) if sought else None
    return {
        "waiting": waiting,
        "further_waiting": sum(count.get(each.id, 0) for each in offered) - len(waiting),
        "shows_all": asked.all.value,
        "sought": sought,
        "found": found,
        "found_together": len(waiting_party(session, found)) if found else 0,
        "largest_party": LARGEST_PARTY,
        "priorities": entries(session, Priority),
        "callable": {service.id for service in offered},
    }


def _is_forgotten(snapshot: ReadSession, in_hand: Ticket) -> bool:
    """Asked of the records only where it may be: who was parked for hours began long ago too."""
    begun = in_hand.serving_at
    if begun is None or snapshot.now - begun < FORGOTTEN_AFTER:
        return False
    return in_hand in forgotten_in_service(snapshot)


@dataclass(frozen=True)
class OfferedLine:
    """Who waits for a service of this window, and how long the first of them."""

    service: Service
    count: int
    longest_seconds: float


def _lines(snapshot: ReadSession, offered: Iterable[Service]) -> list[OfferedLine]:
    lines = queries.lines(snapshot.session, snapshot.today)
    empty = queries.ServiceLine(0, snapshot.now)
    return [
        OfferedLine(service, line.count, (snapshot.now - line.since).total_seconds())
        for service in offered
        for line in [lines.get(service.id, empty)]
        if service.in_use or line.count
    ]


def _lost(snapshot: ReadSession) -> list[str]:
    """Whom nobody can call: told to whoever may cover further windows."""
    staff = current_forecasts().staff(snapshot)
    return line_sentences.unattended_sentences(unattended_now(snapshot, staff.absent, staff.coming))


def _covering(snapshot: ReadSession, here: Window, clerk: Staff) -> dict[str, object]:
    covered = windows_from(snapshot.session, here)[1:]
    return {"covered": covered, "coverable": _empty(snapshot) if may_cover(clerk, here) else ()}


def _empty(snapshot: ReadSession) -> list[Window]:
    """Where nobody sits, and which nobody covers."""
    every = queries.windows(snapshot.session)
    return [window for window in every if window.clerk_id is None and window.desk_id is None]


def _asking_for_help(snapshot: ReadSession, here: Window, offered: set[int]) -> list[Ticket]:
    """Who does not know what they need: shown where they can be called, and everywhere as long
    as nobody sits where they can be."""
    asking = desk_lists.asking_for_help(snapshot.session, snapshot.today)
    desks = {
        ticket.id: [desk for desk in ticket.service.desks if desk.clerk_id] for ticket in asking
    }
    return [ticket for ticket in asking if ticket.service_id in offered or not desks[ticket.id]]
