"""Lists that the office keeps, on whatever page they stand: their order, what is retired of them
and brought back, and what was mistyped (hall/list_entries.py has the rule).
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall import list_entries
from hall.line.stranding import HandOver
from hall.list_entries import ListEntry
from hall.people.model import Staff
from hall.unit_of_work import ReadSession, UnitOfWork
from office.list_forms import EntryForm
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

Retire = Callable[[UnitOfWork, Any, HandOver], None]
BringBack = Callable[[UnitOfWork, Any], None]


@dataclass(frozen=True, slots=True)
class KeptList:
    """One list as a page shows it."""

    name: str  # as facts call it, and the prefix of its rows' anchors
    endpoint: str
    entries: Sequence[Any]
    retired: Sequence[Any]
    unused: AbstractSet[int]

    def earlier(self, entry: ListEntry) -> str | None:
        """Before which it is put by one step up, as its form says it; None for the first."""
        at = self.entries.index(entry)
        return str(self.entries[at - 1].id) if at else None

    def later(self, entry: ListEntry) -> str | None:
        """The same of a step down: "" is the end; None for the last."""
        at = self.entries.index(entry)
        if at + 1 == len(self.entries):
            return None
        return str(self.entries[at + 2].id) if at + 2 < len(self.entries) else ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Where a list is kept: the address its forms go to, and how it is read."""

    kind: type[ListEntry]
    endpoint: str

    def read(self, at: ReadSession) -> KeptList:
        return KeptList(
            self.kind.__tablename__,
            self.endpoint,
            list_entries.entries(at.session, self.kind),
            list_entries.entries(at.session, self.kind, in_use=False),
            list_entries.unused(at.session, self.kind),
        )


def may_always(work: UnitOfWork, manager: Staff, entry: Any) -> None:
    """Every manager keeps this list."""


def just_retire(work: UnitOfWork, entry: ListEntry, said: HandOver) -> None:
    """Nobody waits for a thing of this kind."""
    list_entries.retire(work, entry)


def keep_list(
    bp: Blueprint,
    kind: type[ListEntry],
    page: str,
    *,
    retire: Retire = just_retire,
    bring_back: BringBack = list_entries.bring_back,
    may: Callable[[UnitOfWork, Staff, Any], None] = may_always,
) -> ListPage:
    """Add the one address of this list's forms to the pages that show it.

    ``may`` refuses a manager who may not touch an entry; every manager orders the list.
    """
    name = kind.__tablename__

    def keep(entry_id: int, step: str) -> ResponseReturnValue:
        manager, form = must_be_manager(), EntryForm.read()
        with current_hall().work(actor(manager)) as work:
            entry = list_entries.entry_by_id(work.session, kind, entry_id)
            if step != "move":
                may(work, manager, entry)
            match step:
                case "move":
                    list_entries.put_before(work, entry, form.other(work, kind))
                case "retire":
                    retire(work, entry, form.said(work))
                case "restore":
                    bring_back(work, entry)
                case _:
                    list_entries.delete_unused(work, entry)
        anchor = name if step == "delete" else f"{name}-{entry_id}"
        return redirect(url_for(page, _anchor=anchor), 303)

    address = f"/{name}/<int:entry_id>/<any(move, retire, restore, delete):step>"
    bp.add_url_rule(address, f"keep_{name}", form_page(page)(keep), methods=["POST"])
    return ListPage(kind, f"{bp.name}.keep_{name}")
