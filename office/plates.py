"""The photo of somebody for plates: drawn anew as every picture from outside."""

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound, UnusableFile
from hall.notices.model import NoticeKind
from hall.notices.uploads import LARGEST, receive
from hall.people.staff_register import must_rank_above, show_photo
from office.chosen_person import person_at
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.uploaded_file import uploaded_file
from web.request_size import may_hold_file
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_plates", __name__, url_prefix="/office/people")


@bp.get("/<int:staff_id>/photo")
def photo(staff_id: int) -> Response:
    must_be_manager()
    with current_hall().read() as snapshot:
        name = person_at(snapshot, staff_id).photo
    path = current_context().media_store.path(name)
    if path is None:
        raise NotFound(photo=staff_id)
    answer = send_file(path, mimetype="image/webp", etag=False)
    answer.cache_control.private = True
    return answer


@bp.post("/<int:staff_id>/photo")
@form_page("office_people.person", "staff_id")
def put_up(staff_id: int) -> ResponseReturnValue:
    """Slow, so the picture is drawn before the write lock is taken."""
    manager = must_be_manager()
    may_hold_file(LARGEST[NoticeKind.IMAGE])
    with current_hall().read() as snapshot:
        must_rank_above(snapshot, manager, person_at(snapshot, staff_id))
    name = _drawn_anew()
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff)
        show_photo(work, staff, name)
    return _back(staff_id)


@bp.post("/<int:staff_id>/photo/none")
@form_page("office_people.person", "staff_id")
def take_down(staff_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff)
        show_photo(work, staff, "")
    return _back(staff_id)


def _drawn_anew() -> str:
    upload = uploaded_file("photo")
    if upload is None:
        raise UnusableFile(reason="empty")
    media_store = current_context().media_store
    try:
        with media_store.workbench() as bench:
            upload.save(source := bench / "upload")
            return receive(media_store, NoticeKind.IMAGE, source, bench)[0].name
    except OSError:
        raise UnusableFile(reason="disk_full") from None


def _back(staff_id: int) -> ResponseReturnValue:
    return redirect(url_for("office_people.person", staff_id=staff_id, _anchor="photo"), 303)
