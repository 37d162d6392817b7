"""Copies of all fingers: out of the reader into a sealed file, and back into a reader."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hall.attendance import template_copy_jobs
from hall.attendance.sealed_templates import LARGEST_COPY, password_typed, unseal
from hall.errors import NotFound
from office import fingerprint_forms as forms
from office.fingerprints import READER, back, the_desk
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.uploaded_file import uploaded_file
from web.request_size import may_hold_file
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_finger_copies", __name__, url_prefix="/office/fingerprints")


@bp.post("/copy")
@form_page("office_fingerprints.page")
def copy() -> ResponseReturnValue:
    """Read every template out, sealed with a password that nobody but the officer knows."""
    manager = must_be_manager()
    _must_be_here()
    form = forms.CopyForm.read()
    password = password_typed(form.password.value, form.again.value)
    the_desk().hand_in("copy", template_copy_jobs.copy_out(password, actor(manager)))
    return back()


@bp.post("/copy/file")
@form_page("office_fingerprints.page")
def copied() -> ResponseReturnValue:
    """Handed out once; it is nowhere afterwards but with whoever has the file."""
    must_be_manager()
    content = the_desk().take_copy()
    if not content:
        raise NotFound(copy="fingerprints")
    with current_hall().read() as snapshot:
        name = f"fingers-{snapshot.today:%Y%m%d}.sealed"
    disposition = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(content, mimetype="application/octet-stream", headers=disposition)


@bp.post("/restore")
@form_page("office_fingerprints.page")
def restore() -> ResponseReturnValue:
    manager = must_be_manager()
    _must_be_here()
    may_hold_file(LARGEST_COPY)
    sent = uploaded_file("copy")
    form = forms.RestoreForm.read()
    copies = unseal(sent.read() if sent else b"", form.password.value)
    the_desk().hand_in("restore", template_copy_jobs.put_back(copies, actor(manager)))
    return back()


def _must_be_here() -> None:
    """Templates cross no link: a reader elsewhere is copied there, or not at all."""
    if READER in current_context().channels:
        raise NotFound(machine=READER)
