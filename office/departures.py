"""Somebody leaves: what they hold, who takes it over, one press, and the list of it afterwards."""

from contextlib import suppress

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.forgetting import forget_person
from hall.attendance.queries import pages_of
from hall.departures.departing import depart, departure_of
from hall.departures.holdings import Holding, holdings_of
from hall.departures.model import GOES_ON, Departure, HoldingKind
from hall.errors import ReaderBusy
from hall.line import queries as line
from hall.people.model import Staff
from hall.people.queries import staff, staff_in_use
from hall.people.rights import Right, has_right
from hall.people.staff_register import must_rank_above
from hall.unit_of_work import ReadSession
from office.chosen_person import person_at
from office.departure_form import NOBODY, departure_form, successors_in
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences.handed_over import KINDS, holding_in_words, outcome_in_words
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_departures", __name__, url_prefix="/office/people", template_folder="templates"
)
#: Whose right somebody needs who takes it over.
ASKS_FOR = {HoldingKind.NOTICE: Right.NOTICES_WRITE, HoldingKind.CASE: Right.OPINIONS}


@bp.get("/<int:staff_id>/leaving")
def page(staff_id: int) -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        person = person_at(snapshot, staff_id)
        must_rank_above(snapshot, manager, person)
        done = None if person.in_use else departure_of(snapshot.session, staff_id)
        held = holdings_of(snapshot, person) if person.in_use else []
        return show(
            "office/leaving.html",
            person=person,
            kinds=_by_kind(held),
            names=KINDS,
            heirs={kind: _heirs(snapshot, person, kind) for kind in GOES_ON},
            windows=_other_windows(snapshot, person),
            nobody=NOBODY,
            done=done,
            rows=_kept_list(snapshot, done),
        )


@bp.post("/<int:staff_id>/leaving")
@form_page(".page", "staff_id")
def go(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), departure_form().read()
    with current_hall().work(actor(manager)) as work:
        person = person_at(work, staff_id)
        must_rank_above(work, manager, person)
        if person.in_use:  # else pressed twice
            held = {one.kind for one in holdings_of(work, person)}
            depart(work, person, successors_in(form, work, held))
    forget_fingers_of(staff_id, actor(manager))
    return redirect(url_for(".page", staff_id=staff_id), 303)


def forget_fingers_of(staff_id: int, by: str) -> None:
    """By the reader, as soon as it can; the fingerprints' page says where it could not yet."""
    with current_hall().read() as snapshot:
        person = person_at(snapshot, staff_id)
        has_fingers = bool(pages_of(snapshot.session, staff_id)) and not person.in_use
        name = person.name
    desk = current_context().desk if has_fingers else None
    if desk is not None:
        with suppress(ReaderBusy):  # they have left in any case
            desk.hand_in("forget_person", forget_person(staff_id, by), name)


def _by_kind(held: list[Holding]) -> dict[HoldingKind, list[tuple[int, str]]]:
    kinds: dict[HoldingKind, list[tuple[int, str]]] = {}
    for one in held:
        kinds.setdefault(one.kind, []).append((one.key, holding_in_words(one.kind, one.what)))
    return kinds


def _heirs(snapshot: ReadSession, person: Staff, kind: HoldingKind) -> list[Staff]:
    others = [one for one in staff_in_use(snapshot.session) if one.id != person.id]
    right = ASKS_FOR.get(kind)
    if right is None:
        return others
    return [one for one in others if has_right(snapshot.session, one, right)]


def _other_windows(snapshot: ReadSession, person: Staff) -> list[object]:
    return [
        window
        for window in line.windows(snapshot.session)
        if window.clerk_id not in (None, person.id)
    ]


def _kept_list(snapshot: ReadSession, done: Departure | None) -> list[tuple[str, str, str]]:
    if done is None:
        return []
    names = {one.id: one.name for one in staff(snapshot.session)}
    return [
        (
            KINDS[HoldingKind(row["kind"])][0],
            holding_in_words(row["kind"], row["what"]),
            outcome_in_words(row, names.get(row["to"], "")),
        )
        for row in done.handed
    ]
