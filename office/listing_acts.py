"""What may be done with several ticked rows at once: each by the action for one of them.

All in one transaction; a row whose action refuses is left as it was and named, the others are done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hall.attendance.absences.deciding import approve_slip, slip_by_id
from hall.catalogue import actions as catalogue
from hall.catalogue.office_queries import item_by_id
from hall.errors import HallError, NotFound
from hall.line.queries import ticket_by_id
from hall.line.stranding import HandOver
from hall.list_entries import entry_by_id
from hall.notices.publishing import withdraw
from hall.notices.queries import notice_by_id
from hall.people.model import Staff
from hall.people.staff_register import must_rank_above, reopen_account
from hall.screens.actions import hang_again, take_down
from hall.screens.orders import Order, give
from hall.screens.queries import screen_by_id
from hall.slips.actions import want_another
from hall.slips.model import PaperSlip
from hall.unit_of_work import UnitOfWork
from office.people import leave
from web.sentences import refusal
from web.sentences.listings import NUMBERED


@dataclass(frozen=True, slots=True)
class RowsDone:
    """How many were done, and of the others what they are called and why not."""

    count: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


#: Does it with one row: the work, who does it, the row's number, the words typed beside.
OneRow = Callable[[UnitOfWork, Staff, int, str], None]


def _publish(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    catalogue.publish(work, item_by_id(work.session, key))


def _withdraw_item(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    catalogue.withdraw(work, item_by_id(work.session, key))


def _withdraw_notice(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    withdraw(work, notice_by_id(work.session, key), words)


def _retire_person(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    staff = entry_by_id(work.session, Staff, key)
    must_rank_above(work, manager, staff)
    leave(work, staff, HandOver())


def _restore_person(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    staff = entry_by_id(work.session, Staff, key)
    must_rank_above(work, manager, staff)
    reopen_account(work, staff)


def _reload(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    give(work, screen_by_id(work.session, key), Order.RELOAD)


def _take_down(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    take_down(work, screen_by_id(work.session, key))


def _hang_again(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    hang_again(work, screen_by_id(work.session, key))


def _print_ticket(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    want_another(work, ticket_by_id(work.session, key))


def _print_slip(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    slip = work.session.get(PaperSlip, key)
    if slip is None or slip.ticket is None:  # a sheet is printed anew from where it came
        raise NotFound(slip=key)
    want_another(work, slip.ticket)


def _approve(work: UnitOfWork, manager: Staff, key: int, words: str) -> None:
    approve_slip(work, slip_by_id(work.session, key), manager)


#: By listing and act; their names are in web/sentences/listings.py.
EACH: Mapping[str, Mapping[str, OneRow]] = {
    "items": {"publish": _publish, "withdraw": _withdraw_item},
    "notices": {"withdraw": _withdraw_notice},
    "people": {"retire": _retire_person, "restore": _restore_person},
    "screens": {"reload": _reload, "retire": _take_down, "restore": _hang_again},
    "tickets": {"again": _print_ticket},
    "slips": {"again": _print_slip},
    "leave": {"approve": _approve},
}


def act_with_each(
    work: UnitOfWork, manager: Staff, name: str, act: str, keys: Sequence[int], words: str
) -> RowsDone:
    """Each once, in the order they came. Raises NotFound for an act that the listing has not."""
    one = EACH.get(name, {}).get(act)
    if one is None:
        raise NotFound(act=act)
    done, refused = 0, []
    for key in dict.fromkeys(keys):
        try:
            with work.attempt():
                one(work, manager, key, words)
            done += 1
        except HallError as error:
            refused.append((NUMBERED.format(number=key), refusal(error)))
    return RowsDone(done, refused)
