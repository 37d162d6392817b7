"""What a clerk sees: the visit in hand, the line, who is parked or missed, whom they cover."""

from uuid import uuid4

from hall.catalogue.queries import name_of
from hall.line import queries
from hall.line.coverage import may_cover, services_at, windows_from
from hall.line.model import Ticket, Window
from hall.people.model import Staff
from hall.work import Look
from lobby.door import the_house
from lobby.sign_in import actor

#: Why a window pauses, for one touch; any other reason is typed.
REASONS = ("去复印", "临时开会", "用餐", "交接班", "设备故障")


def seen_from(look: Look, here: Window, clerk: Staff) -> dict[str, object]:
    offered = services_at(look.session, here)
    in_hand = next(iter(queries.at_window(look.session, look.today, here)), None)
    voice = the_house().loudspeaker.state()
    return {
        "now": look.now,
        "seq": look.seq,
        "in_hand": in_hand,
        "item": name_of(look.session, in_hand.item_code) if in_hand else "",
        "errands": queries.errands_of(look.session, in_hand) if in_hand else (),
        "party": queries.party_of(look.session, in_hand) if in_hand else (),
        "offered": offered,
        "lines": queries.lines(look.session, look.today),
        "waiting": queries.waiting_for(look.session, look.today, offered),
        "helpless": _asking_for_help(look, here, {service.id for service in offered}),
        "missed": queries.missed_at(look.session, look.today, here),
        "parked": queries.parked_at(look.session, look.today, here),
        "undoable": queries.last_stepped(look.session, look.today, actor(clerk)),
        "services": queries.services(look.session),
        "reasons": REASONS,
        "unheard": in_hand is not None and in_hand.id in voice.unheard,
        "calls_waiting": len(voice.waiting),
        "still_to_call": in_hand is not None and in_hand.id in voice.still_to_call,
        "key": uuid4().hex,  # two presses of one form are one walk-up
        **_covering(look, here, clerk),
    }


def _covering(look: Look, here: Window, clerk: Staff) -> dict[str, object]:
    covered = windows_from(look.session, here)[1:]
    return {"covered": covered, "coverable": _empty(look) if may_cover(clerk, here) else ()}


def _empty(look: Look) -> list[Window]:
    """Where nobody sits, and which nobody covers."""
    every = queries.windows(look.session)
    return [each for each in every if each.clerk_id is None and each.desk_id is None]


def _asking_for_help(look: Look, here: Window, offered: set[int]) -> list[Ticket]:
    """Who does not know what they need: shown where they can be called, and everywhere as long
    as nobody sits where they can be."""
    asking = queries.asking_for_help(look.session, look.today)
    desks = {
        ticket.id: [desk for desk in ticket.service.desks if desk.clerk_id] for ticket in asking
    }
    return [each for each in asking if each.service_id in offered or not desks[each.id]]
