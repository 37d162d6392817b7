"""字幕: the captions of a film notice, with its upload or afterwards."""

from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import UnusableFile
from hall.notices import captions, queries
from hall.notices.uploads import Captions, Shown, receive_captions
from hall.notices.writing import put_captions
from web.app_context import current_context, current_hall
from web.forms.fields import FlagField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.forms.uploaded_file import uploaded_file
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_captions", __name__, url_prefix="/office/notices")


class CaptionsForm(TypedForm):
    remove = FlagField()


@bp.post("/<int:notice_id>/captions")
@form_page("office_notices.notice", "notice_id")
def change(notice_id: int) -> ResponseReturnValue:
    """Checked before the write lock is taken; without a file those that are there go."""
    manager = must_be_manager()
    request.max_content_length = 2 * captions.MOST_BYTES
    with current_hall().read() as snapshot:
        film = queries.notice_by_id(snapshot.session, notice_id).film
        seconds = film.seconds if film else None
    form = CaptionsForm.read()
    received = None if form.remove.value else _received(seconds)
    if received is None and not form.remove.value:
        raise UnusableFile(reason="empty")
    with current_hall().work(actor(manager)) as work:
        put_captions(work, queries.notice_by_id(work.session, notice_id), received, manager)
    return redirect(url_for("office_notices.notice", notice_id=notice_id), 303)


def with_captions(shown: list[Shown]) -> list[Shown]:
    """The film that was just uploaded, with the captions that came along, if any did."""
    if not shown or (received := _received(shown[0].seconds)) is None:
        return shown
    film = replace(shown[0], captions=received.name, text=received.text)
    return [film, *shown[1:]]


def _received(film_seconds: float | None) -> Captions | None:
    upload = uploaded_file("captions")
    if upload is None:
        return None
    if film_seconds is None:
        raise UnusableFile(reason="captions_no_film")
    content = upload.stream.read(captions.MOST_BYTES + 1)
    try:
        return receive_captions(current_context().media_store, content, film_seconds)
    except OSError:
        raise UnusableFile(reason="disk_full") from None
