"""Lists of all there is: sorted, filtered, paged, ticked, exported; each drawn by one component."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.base import LARGEST_ID
from hall.events import AttendanceViewed, SlipsLookedAt
from hall.listings.declared import Listing
from hall.listings.records import PUNCHES, SLIPS, TICKETS
from hall.listings.tables import CASES, ITEMS, LEAVE, NOTICES, PEOPLE, SCREENS
from hall.people.model import Staff
from office.listing_acts import act_with_each
from office.listing_page import file_of, shown
from office.listing_query import asked_of
from office.page import office_page
from web.app_context import current_hall
from web.forms.fields import LineField, TickedField, number_within
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.office_rights import LISTS
from web.sentences.listings import ACTS, LISTINGS, NOTHING_TICKED, REASONS, done_sentence
from web.sign_in import actor, must_be_manager, rights_of_staff

bp = Blueprint("office_lists", __name__, url_prefix="/office/lists", template_folder="templates")

SHOWN: Mapping[str, Listing] = {
    listing.name: listing
    for listing in (
        TICKETS, ITEMS, NOTICES, CASES, PEOPLE, LEAVE, PUNCHES, SCREENS, SLIPS,
    )
}  # fmt: skip
NAMES = ", ".join(SHOWN)
#: The page of one thing, and what its address calls the number.
PAGES_OF: Mapping[str, tuple[str, str]] = {
    "items": ("office.items.one", "item_id"),
    "notices": ("office_notices.notice", "notice_id"),
    "cases": ("office_opinions.case", "case_id"),
    "people": ("office_people.person", "staff_id"),
}


class TickedForm(TypedForm):
    row = TickedField(number_within(1, LARGEST_ID), refusal="entry")
    words = LineField(longest=200)


@bp.get("/")
def every() -> str:
    manager = must_be_manager()
    with office_page() as (show, _snapshot):
        return show("office/listings.html", listings=_open_to(manager))


def _open_to(manager: Staff) -> dict[str, str]:
    rights = rights_of_staff(manager)
    return {name: LISTINGS[name] for name in SHOWN if rights & LISTS[name]}


@bp.get(f"/<any({NAMES}):name>")
def page(name: str) -> str:
    manager = must_be_manager()
    _note_a_look(manager, name)
    with office_page() as (show, snapshot):
        asked = asked_of(SHOWN[name], manager.id, snapshot.today)
        found = shown(snapshot, asked, _addresses(name))
        return show(
            "office/listing.html",
            name=name,
            list=found,
            acts=ACTS.get(name, {}),
            reason=REASONS.get(name, ""),
        )


@bp.get(f"/<any({NAMES}):name>.<any(xlsx, csv):ending>")
def file(name: str, ending: str) -> Response:
    manager = must_be_manager()
    _note_a_look(manager, name)
    with current_hall().read() as snapshot:
        asked = asked_of(SHOWN[name], manager.id, snapshot.today)
        return file_of(snapshot, asked, ending)


@bp.post(f"/<any({NAMES}):name>/<act>")
@form_page(".page", "name")
def do(name: str, act: str) -> ResponseReturnValue:
    """The same with every ticked row, each by the action of its own; which refused is said."""
    manager, form = must_be_manager(), TickedForm.read()
    with current_hall().work(actor(manager)) as work:
        asked = asked_of(SHOWN[name], manager.id, work.today)
        done = act_with_each(work, manager, name, act, form.row.value, form.words.value)
    said = done_sentence(ACTS[name][act], done.count, done.refused)
    flash(said if form.row.value else NOTHING_TICKED)
    return redirect(url_for(".page", name=name, **asked.arguments(page=asked.wish.page)), 303)


def _addresses(name: str) -> Callable[[int], str]:
    if name not in PAGES_OF:
        return lambda key: ""
    endpoint, argument = PAGES_OF[name]
    return lambda key: url_for(endpoint, **dict[str, Any]({argument: key}))


def _note_a_look(manager: Staff, name: str) -> None:
    """Who saw others' leave and punches stands in the journal, as for their own pages."""
    with current_hall().work(actor(manager)) as work:
        if name == LEAVE.name:
            work.record(SlipsLookedAt(page="list"))
        elif name == PUNCHES.name:
            work.record(AttendanceViewed(month=f"{work.today:%Y-%m}", staff_id=None))
