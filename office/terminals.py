"""Attendance terminals: a log from a USB stick, first looked at and then taken up; who may push."""

from datetime import timedelta

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.people.queries import staff_in_use
from hall.terminals.actions import (
    admit_terminal,
    dismiss_terminal,
    sort,
    waiting_pins,
)
from hall.terminals.actions import terminals as all_terminals
from hall.terminals.addresses import confirm_address
from hall.terminals.attlog import (
    LARGEST_LOG_BYTES,
    MOST_ROWS,
    AttLog,
    NoAttLog,
    log_text,
    read_attlog,
)
from hall.terminals.attlog_row import PIN
from hall.terminals.batches import (
    assign_in_batches,
    set_aside_in_batches,
    take_up_in_batches,
)
from hall.terminals.set_aside import deal_with_lines, lines_dealt_with, lines_set_aside
from hall.unit_of_work import ReadSession
from office import terminal_forms as forms
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.uploaded_file import uploaded_file
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_terminals", __name__, url_prefix="/office/terminals", template_folder="templates"
)

SHOWN_BAD = 50
STICK = "usb"  # whose log it is, when neither the file nor the office says


@bp.get("")
def terminals() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/terminals.html",
            outcome=None,
            **_page(snapshot),
        )


def _page(snapshot: ReadSession) -> dict[str, object]:
    enrolment = current_context().enrolment
    return {
        "asked_from": enrolment.terminals.of,
        "needs_address": enrolment.in_force,
        "terminals": all_terminals(snapshot.session),
        "waiting": waiting_pins(snapshot.session),
        "set_aside": lines_set_aside(snapshot.session),
        "dealt_with": lines_dealt_with(snapshot.session),
        "people": staff_in_use(snapshot.session),
    }


@bp.post("/look")
@form_page(".terminals")
def look_at_a_log() -> str:
    """Say what the file would change; nothing is changed."""
    must_be_manager()
    request.max_content_length = LARGEST_LOG_BYTES
    sent = uploaded_file("log")
    content = sent.read() if sent else b""
    form = forms.LogForm.read()
    ahead = form.time_ahead
    with office_page() as (show, snapshot):
        log = _read(content, snapshot, ahead)
        serial = _whose(form, log, (sent.filename or "") if sent else "")
        return show(
            "office/terminals.html",
            outcome=sort(snapshot.session, log.rows),
            serial=serial,
            ahead=int(ahead.total_seconds()),
            bad=log.bad[:SHOWN_BAD],
            more_bad=max(0, len(log.bad) - SHOWN_BAD),
            content=log_text(content),
            **_page(snapshot),
        )


def _read(content: bytes, snapshot: ReadSession, ahead: timedelta) -> AttLog:
    try:
        now = None if snapshot.clock_is_doubted else snapshot.now
        return read_attlog(content, now, ahead)
    except NoAttLog:
        raise Malformed(field="attlog", most=MOST_ROWS) from None


def _whose(form: forms.LogForm, log: AttLog, file_name: str) -> str:
    """What the office chose, what the log says, or what the file is called."""
    named = file_name.lower().removesuffix("_attlog.dat")
    for serial in (form.serial.value, log.serial, named):
        if PIN.fullmatch(serial):
            return serial
    return STICK


@bp.post("/take-up")
@form_page(".terminals")
def take_up_a_log() -> ResponseReturnValue:
    manager = must_be_manager()
    request.max_content_length = request.max_form_memory_size = 2 * LARGEST_LOG_BYTES
    form = forms.ReadLogForm.read()
    with current_hall().read() as snapshot:
        log = _read(form.content.value.encode(), snapshot, form.time_ahead)
    serial = _whose(form, log, "")
    set_aside_in_batches(current_hall(), actor(manager), serial, log.bad)
    take_up_in_batches(current_hall(), actor(manager), serial, log.rows)
    return redirect(url_for(".terminals"), 303)


@bp.post("/pins")
@form_page(".terminals")
def assign_a_pin() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.TerminalPinForm.read()
    assign_in_batches(current_hall(), actor(manager), form.pin.value, form.staff.value)
    return redirect(url_for(".terminals"), 303)


@bp.post("/lines")
@form_page(".terminals")
def say_dealt_with() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.LinesForm.read()
    with current_hall().work(actor(manager)) as work:
        deal_with_lines(work, form.span, manager.id)
    return redirect(url_for(".terminals"), 303)


@bp.post("")
@form_page(".terminals")
def admit() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.TerminalForm.read()
    with current_hall().work(actor(manager)) as work:
        admit_terminal(work, form.serial.value, form.name.value, form.seconds_ahead)
    return redirect(url_for(".terminals"), 303)


@bp.post("/<serial>/address")
@form_page(".terminals")
def confirm_from_where(serial: str) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.TerminalAddressForm.read()
    with current_hall().work(actor(manager)) as work:
        confirm_address(work, serial, form.address.value)
    current_context().enrolment.terminals.forget(serial)
    return redirect(url_for(".terminals"), 303)


@bp.post("/<serial>/dismiss")
@form_page(".terminals")
def dismiss(serial: str) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        dismiss_terminal(work, serial)
    return redirect(url_for(".terminals"), 303)
