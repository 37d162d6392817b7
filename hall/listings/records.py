"""The listings of what happened: numbers, papers, punches, changes, the journal itself."""

import json

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.orm import aliased

from hall.attendance.model import Punch
from hall.base import LARGEST_ID
from hall.change_records.model import KeptChange
from hall.change_records.watched_tables import WATCHED
from hall.events import KINDS
from hall.journal import JournalEntry
from hall.line.model import Service, Ticket, Window
from hall.line.reasons import Priority
from hall.line.ticket_life import TicketState
from hall.listings.declared import ColumnKind, ListColumn, Listing
from hall.people.model import Staff
from hall.slips.model import PaperSlip, PrintStage

CODE, WORD, YES, OTHER = ColumnKind.CODE, ColumnKind.WORD, ColumnKind.YES, ColumnKind.OTHER
MOMENT, DAY, NUMBER = ColumnKind.MOMENT, ColumnKind.DAY, ColumnKind.NUMBER

#: How a punch can have come.
WAYS = ("fingerprint", "pin", "terminal", "paper")

_FIRST_ASKED = aliased(Staff)
TICKETS = Listing(
    name="tickets",
    key=Ticket.id,
    source=lambda asked: (
        asked.join(Service, Service.id == Ticket.service_id)
        .outerjoin(Window, Window.id == Ticket.window_id)
        .outerjoin(Priority, Priority.id == Ticket.priority_id)
        .outerjoin(_FIRST_ASKED, _FIRST_ASKED.id == Ticket.first_asked_id)
    ),
    usual_sort="issued_at",
    day="day",
    is_of_today=True,
    columns=(
        ListColumn("number", Ticket.number, CODE, is_searched=True),
        ListColumn("day", Ticket.day, DAY),
        ListColumn("service", Service.name, is_searched=True),
        ListColumn("state", Ticket.state, WORD, words=tuple(TicketState)),
        ListColumn("window", Window.name, CODE),
        ListColumn("priority", Priority.name),
        ListColumn("issued_at", Ticket.issued_at, MOMENT),
        ListColumn("first_called_at", Ticket.first_called_at, MOMENT),
        ListColumn("serving_at", Ticket.serving_at, MOMENT),
        ListColumn("closed_at", Ticket.closed_at, MOMENT),
        ListColumn("calls", Ticket.calls, NUMBER),
        ListColumn("first_asked", _FIRST_ASKED.name, is_searched=True),
    ),
)
SLIPS = Listing(
    name="slips",
    key=PaperSlip.id,
    source=lambda asked: asked.outerjoin(Ticket, Ticket.id == PaperSlip.ticket_id),
    usual_sort="-wanted_at",
    day="wanted_at",
    columns=(
        ListColumn("number", Ticket.number, CODE, is_searched=True),
        ListColumn("stage", PaperSlip.stage, WORD, words=tuple(PrintStage)),
        ListColumn("reprint", PaperSlip.reprint, YES),
        ListColumn("wanted_at", PaperSlip.wanted_at, MOMENT),
        ListColumn("changed_at", PaperSlip.changed_at, MOMENT),
        ListColumn("fault", PaperSlip.fault, OTHER),
    ),
)
PUNCHES = Listing(
    name="punches",
    key=Punch.id,
    source=lambda asked: asked.join(Staff, Staff.id == Punch.staff_id),
    usual_sort="-at",
    day="at",
    columns=(
        ListColumn("staff", Staff.name, is_searched=True),
        ListColumn("at", Punch.at, MOMENT),
        ListColumn("way", Punch.way, WORD, words=WAYS),
        ListColumn("source", Punch.source, CODE, is_searched=True),
        ListColumn("repeated", Punch.repeated, YES),
        ListColumn("set_aside", Punch.set_aside, OTHER),
    ),
)


def _of_person(said: str) -> ColumnElement[bool] | None:
    """By whom it was done, or whom it is about."""
    if not said.isascii() or not said.isdigit() or int(said) > LARGEST_ID:
        return None
    about = JournalEntry.details["staff_id"].as_integer() == int(said)
    return or_(JournalEntry.actor == f"staff:{int(said)}", about)


def _of_thing(said: str) -> ColumnElement[bool]:
    """A number, a name, whatever stands in the details; as JSON writes it."""
    written = json.dumps(said)[1:-1]
    return cast(JournalEntry.details, String).contains(written, autoescape=True)


JOURNAL = Listing(
    name="journal",
    key=JournalEntry.seq,
    source=lambda asked: asked,
    usual_sort="-seq",
    day="at",
    filters={"person": _of_person, "thing": _of_thing},
    columns=(
        ListColumn("seq", JournalEntry.seq, NUMBER),
        ListColumn("at", JournalEntry.at, MOMENT),
        ListColumn("actor", JournalEntry.actor, CODE),
        ListColumn("kind", JournalEntry.kind, WORD, words=tuple(sorted(KINDS))),
        ListColumn("sentence", JournalEntry.details, OTHER),
        ListColumn("details", JournalEntry.details, OTHER, is_only_in_files=True),
        ListColumn("previous", JournalEntry.previous, CODE, is_only_in_files=True),
        ListColumn("hash", JournalEntry.hash, CODE, is_only_in_files=True),
    ),
)


_SAME = aliased(KeptChange)
CHANGES = Listing(
    name="changes",
    key=KeptChange.id,
    source=lambda asked: asked,
    usual_sort="-id",
    day="at",
    filters={
        "entry": lambda said: KeptChange.entry == said,
        "person": lambda said: KeptChange.actor == f"staff:{said}",
    },
    columns=(
        ListColumn("id", KeptChange.id, NUMBER),
        ListColumn("at", KeptChange.at, MOMENT),
        ListColumn("actor", KeptChange.actor, CODE),
        ListColumn("thing", KeptChange.thing, WORD, words=tuple(WATCHED)),
        ListColumn("entry", KeptChange.entry, CODE),
        ListColumn("before", KeptChange.before, OTHER),
        ListColumn("after", KeptChange.after, OTHER),
        ListColumn("seq", KeptChange.seq, NUMBER),
        ListColumn(
            "newest",
            select(func.max(_SAME.id))
            .where(_SAME.thing == KeptChange.thing, _SAME.entry == KeptChange.entry)
            .scalar_subquery(),
            NUMBER,
        ),
    ),
)
