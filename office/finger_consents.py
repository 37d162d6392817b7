"""Consent to a finger in the reader: the form to sign, who takes it back, and what is deleted."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hall.attendance.consents import Consent, record_consent
from hall.attendance.forgetting import forget_person
from hall.attendance.queries import pages_of
from hall.base import LARGEST_ID
from hall.list_entries import entry_by_id
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from office.fingerprints import back, the_desk
from web.app_context import current_hall
from web.forms.fields import LenientField, number_within
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_finger_consents",
    __name__,
    url_prefix="/office/fingerprints",
    template_folder="templates",
)


class ConsentQuery(TypedForm):
    """Whose form is printed; an empty one for nobody."""

    staff = LenientField[int | None](number_within(1, LARGEST_ID), None)


@bp.get("/consent")
def paper() -> str:
    must_be_manager()
    query = ConsentQuery.read_query()
    with current_hall().read() as snapshot:
        person = staff_by_id(snapshot.session, query.staff.value) if query.staff.value else None
        return render_template("office/finger_consent.html", person=person, now=snapshot.now)


@bp.post("/<int:staff_id>/agree")
@form_page("office_fingerprints.page")
def agree(staff_id: int) -> ResponseReturnValue:
    """The signed paper is in the drawer, also of whoever was enrolled before it was asked for."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        entry_by_id(snapshot.session, Staff, staff_id)
    with current_hall().work(actor(manager)) as work:
        record_consent(work, staff_id, Consent.FINGER, by=manager.id)
    return back()


@bp.post("/<int:staff_id>/withdraw")
@form_page("office_fingerprints.page")
def withdraw(staff_id: int) -> ResponseReturnValue:
    """From now on they clock in by PIN; their fingers are deleted as soon as the reader can."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        name = entry_by_id(snapshot.session, Staff, staff_id).name
        has_fingers = pages_of(snapshot.session, staff_id)
    with current_hall().work(actor(manager)) as work:
        record_consent(work, staff_id, Consent.PIN, by=manager.id)
    if has_fingers:
        the_desk().hand_in("forget_person", forget_person(staff_id, actor(manager)), name)
    return back()


@bp.post("/<int:staff_id>/forget-person")
@form_page("office_fingerprints.page")
def forget(staff_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        name = entry_by_id(snapshot.session, Staff, staff_id).name
    the_desk().hand_in("forget_person", forget_person(staff_id, actor(manager)), name)
    return back()
