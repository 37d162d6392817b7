"""The kinds of leave and field duty that the office keeps, and along which ladder they go."""

from hall.attendance.absences.balances import MOST_DAYS
from hall.attendance.absences.ladder import Ladder
from hall.attendance.absences.model import SlipEffect, SlipKind
from hall.attendance.work_times.names import free_name
from hall.errors import Malformed
from hall.events import SlipKindKept
from hall.list_entries import behind
from hall.plain_text import plain
from hall.settings import change_setting
from hall.unit_of_work import UnitOfWork


def add_kind(
    work: UnitOfWork, name: str, effect: SlipEffect, symbol: str, yearly_days: float | None
) -> SlipKind:
    """Raises Malformed for a name of none or over 20 characters, a symbol that is not one
    character, more days than a year has; AlreadyThere."""
    kind = SlipKind(name="", effect=effect, position=behind(work.session, SlipKind))
    change_kind(work, kind, name, symbol, yearly_days)
    return kind


def change_kind(
    work: UnitOfWork, kind: SlipKind, name: str, symbol: str, yearly_days: float | None
) -> None:
    """Slips that were handed in keep it. Raises Malformed and AlreadyThere as ``add_kind``."""
    if yearly_days is not None and not 0 <= yearly_days <= MOST_DAYS:
        raise Malformed(field="yearly_days", most=MOST_DAYS)
    kind.name = free_name(work, SlipKind, name, kind)
    kind.symbol = plain(symbol, field="symbol", longest=1, shortest=1)
    kind.yearly_days = yearly_days
    work.session.add(kind)
    work.session.flush()
    work.record(
        SlipKindKept(
            kind_id=kind.id, name=kind.name, effect=str(kind.effect), yearly_days=yearly_days
        )
    )


def set_ladder(work: UnitOfWork, ladder: Ladder) -> None:
    """It holds for what is waiting, too. Raises Malformed where the deputy may less than a head."""
    if not 0 <= ladder.head_days <= ladder.deputy_days <= MOST_DAYS:
        raise Malformed(field="ladder_days", most=MOST_DAYS)
    change_setting(work, "leave_head_days", f"{ladder.head_days:g}")
    change_setting(work, "leave_deputy_days", f"{ladder.deputy_days:g}")
    change_setting(work, "leave_in_turn", "yes" if ladder.in_turn else "no")
