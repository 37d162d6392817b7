"""备份: where backups lie and how old they are, one made now, and the hour of the night."""

from pathlib import Path

from flask import Blueprint, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from hall.backups.backup_names import kept_in
from hall.backups.backup_worker import BackupWorker
from hall.backups.due import (
    SETTING,
    last_failure,
    last_good_backup,
    opened_backups,
)
from hall.errors import NotFound
from hall.events import BackupDownloaded
from hall.people.model import Role, Staff
from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import TextField
from web.forms.form_page import form_page
from web.forms.time_fields import ClockField
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_backups", __name__, url_prefix="/office/backups")


class BackupHourForm(EditForm):
    backup_at = ClockField()


class StickForm(TypedForm):
    point = TextField()


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        hour = setting(snapshot.session, SETTING)
        return show("office/backups.html", backup_at=hour, **_state(snapshot, manager))


@bp.get("/_state")
def state() -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        return render_template("office/_backups.html", **_state(snapshot, manager))


def _state(snapshot: ReadSession, manager: Staff) -> dict[str, object]:
    worker = _worker()
    pace = worker.pace
    return {
        "seq": snapshot.seq,
        "moment": snapshot.now,
        "last": last_good_backup(snapshot),
        "failed": last_failure(snapshot),
        "opened": opened_backups(snapshot),
        "seen": worker.seen,
        "sealed": worker.seals,
        "done_bytes": pace.done_bytes if pace else None,
        "is_asked": worker.asked_by is not None,
        "may_download": manager.role is Role.DIRECTOR,
    }


def _worker() -> BackupWorker:
    worker = current_context().backups
    if worker is None:
        raise NotFound(page="backups")
    return worker


@bp.post("/now")
@form_page(".page")
def make_now() -> ResponseReturnValue:
    manager = must_be_manager()
    _worker().ask_for(actor(manager))
    return redirect(url_for(".page"), 303)


@bp.post("/hour")
@form_page(".page")
def change_hour() -> ResponseReturnValue:
    manager, form = must_be_manager(), BackupHourForm.read()
    with current_hall().work(actor(manager)) as work:
        change_setting(work, SETTING, form.backup_at.value)
    return redirect(url_for(".page"), 303)


@bp.post("/sticks")
@form_page(".page")
def prepare_stick() -> ResponseReturnValue:
    manager, form = must_be_manager(), StickForm.read()
    _worker().prepare_stick(Path(form.point.value), actor(manager))
    return redirect(url_for(".page"), 303)


@bp.post("/<name>/download")
@form_page(".page")
def download(name: str) -> ResponseReturnValue:
    """For the director alone: everything about everybody is in it."""
    director, shelf = must_be_director(), _worker().shelf
    found = (kept.file for kept in kept_in(shelf.plan.main, shelf.identity))
    file = next((file for file in found if file.name == name), None)
    if file is None:
        raise NotFound(backup=name)
    with current_hall().work(actor(director)) as work:
        work.record(BackupDownloaded(file=name))
    return send_file(file, mimetype="application/octet-stream", as_attachment=True)
