"""Which facts change what is counted of a day that is over."""

from collections.abc import Mapping
from datetime import date
from types import ModuleType

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hall.events import (
    KINDS,
    ClockAccepted,
    ClockAgreed,
    ClockDoubted,
    CodeRefused,
    HallFurnished,
    LocalHolidayChanged,
    ReturnSlipMade,
    ReturnSlipRedeemed,
    RightsChanged,
    SettingChanged,
    SkillsChanged,
    WindowCovered,
    WindowPaused,
    WindowTaken,
    absences,
    attendance,
    attendance_months,
    backups,
    catalogue,
    enrolled_devices,
    id_cards,
    line,
    notices,
    on_screens,
    opinions,
    people,
    retention,
    screens,
    server,
    slips,
)
from hall.journal import JournalEntry
from hall.line.model import Ticket


def _kinds_of(*modules: ModuleType) -> frozenset[str]:
    names = {module.__name__ for module in modules}
    return frozenset(kind for kind, fact in KINDS.items() if fact.__module__ in names)


#: Of a number: they change the day on which it was given, and no other.
OF_A_TICKET = _kinds_of(line)
#: Rather one too few: a fact that stands here without right leaves a wrong figure on the page.
#: A rating counts on the day on which it is given, seats and devices from the moment of the fact;
#: names are looked up when they are shown; notices are never kept.
NEVER_OF_A_DAY_OVER = (
    _kinds_of(
        absences, attendance, attendance_months, backups, catalogue, enrolled_devices, id_cards,
        notices, on_screens, opinions, people, retention, screens, server, slips,
    )
    | {
        fact.kind
        for fact in (
            WindowTaken, WindowCovered, WindowPaused, SkillsChanged, RightsChanged,
            ReturnSlipMade, ReturnSlipRedeemed, CodeRefused,
        )
    }
) - {
    fact.kind
    for fact in (
        LocalHolidayChanged, SettingChanged, HallFurnished, ClockDoubted, ClockAgreed,
        ClockAccepted,
    )
}  # fmt: skip

OF_ALL = (
    select(JournalEntry.seq)
    .where(
        JournalEntry.seq > bindparam("seq"),
        JournalEntry.kind.not_in(OF_A_TICKET | NEVER_OF_A_DAY_OVER),
    )
    .limit(1)
)
OF_DAYS = (
    select(Ticket.day)
    .join(JournalEntry, JournalEntry.details["ticket_id"].as_integer() == Ticket.id)
    .where(
        JournalEntry.seq > bindparam("seq"),
        JournalEntry.kind.in_(OF_A_TICKET),
        Ticket.day <= bindparam("last"),
    )
    .distinct()
)


def changes_every_day(session: Session, seq: int) -> bool:
    """Whether anything behind this row of the journal may say something of all days: opening
    hours, what a window does, the clock."""
    return session.connection().execute(OF_ALL, {"seq": seq}).first() is not None


def changed_days(session: Session, seq: int, last: date) -> set[date]:
    """Up to ``last``, those of whose numbers something was written behind this row."""
    asked: Mapping[str, object] = {"seq": seq, "last": last}
    return set(session.scalars(OF_DAYS, asked))
