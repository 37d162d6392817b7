"""How a notice's text comes about: written in the editor, from a template, from a Word file."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import UnusableFile
from hall.notices.levels import Level
from hall.notices.markdown import as_html
from hall.notices.model import Notice, NoticeKind
from hall.notices.queries import notice_by_id
from hall.notices.word_files import LARGEST_WORD_FILE, MB, read_word
from hall.notices.writing import LONGEST_BODY, Draft, edit, write
from office import notice_forms as forms
from office import notice_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.uploaded_file import uploaded_file
from web.request_size import LARGEST_BODY, may_hold_file, may_hold_text
from web.sentences.notice_templates import BLANK, NOTICE_TEMPLATES, PICTURE, filled
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_notice_writing", __name__, url_prefix="/office/notices")

#: Bytes of a form with the longest text: nine a character, as browsers spell Chinese in it.
LARGEST_TEXT = 9 * LONGEST_BODY + LARGEST_BODY


@bp.post("/drawn")
def drawn() -> str:
    """What screens make of a text that is being written, also of one that is still too long:
    what is not shown in the editor would be lost. Nothing is kept of it."""
    must_be_manager()
    may_hold_text(LARGEST_TEXT)
    return as_html(forms.WrittenForm.read().body.value)


@bp.post("/drawn-whole")
def drawn_whole() -> str:
    """The notice that is being written, drawn as a screen would: with its head and its title."""
    must_be_manager()
    may_hold_text(LARGEST_TEXT)
    notice = forms.WrittenNoticeForm.read().notice()
    return render_template(
        "display/_notice.html", notice=notice, marks={notice.id: ""}, ends_in={}, is_first=True
    )


@bp.post("/not-drawn")
def not_drawn() -> str:
    """What of it screens will not draw as it was typed, as the page of a saved draft says it."""
    must_be_manager()
    may_hold_text(LARGEST_TEXT)
    marks = notice_page.not_drawn(forms.WrittenNoticeForm.read().notice())
    return render_template("office/_not_drawn.html", not_drawn=marks, is_saved=False)


@bp.post("/<int:notice_id>/text")
@form_page("office_notices.notice", "notice_id")
def change_text(notice_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    may_hold_text(LARGEST_TEXT)
    form = forms.DraftForm.read()
    with current_hall().work(actor(manager)) as work:
        found = notice_by_id(work.session, notice_id)
        edit(work, found, form.draft(found.kind), manager)
    return redirect(url_for("office_notices.notice", notice_id=notice_id), 303)


@bp.post("/from-word")
@form_page("office_notices.notices")
def from_word() -> ResponseReturnValue:
    """A draft with what the file says; read before the write lock is taken, for that is slow."""
    manager = must_be_manager()
    may_hold_file(LARGEST_WORD_FILE)
    upload = uploaded_file("word")
    if upload is None:
        raise UnusableFile(reason="empty")
    content = upload.read(LARGEST_WORD_FILE + 1)
    if len(content) > LARGEST_WORD_FILE:
        raise UnusableFile(reason="too_large", most=LARGEST_WORD_FILE // MB)
    read = read_word(content, upload.filename or "", picture=PICTURE)
    with current_hall().work(actor(manager)) as work:
        notice = write(work, Draft(kind=NoticeKind.TEXT, title=read.title, body=read.body), manager)
    return redirect(url_for("office_notices.notice", notice_id=notice.id), 303)


def begun(template: str, kind: NoticeKind, today: date) -> Mapping[str, str] | None:
    """The fields that a form begins with, or None where it begins empty."""
    chosen = NOTICE_TEMPLATES.get(template)
    if chosen is None or not kind.has_text or kind is NoticeKind.BOARD:
        return None
    fields = filled(chosen, hall=current_context().sign.hall_name, today=today)
    return {**fields, "level": Level.ROTATION}


def blanks_in(notice: Notice) -> int:
    """How many blanks of a template nobody has filled in."""
    return (notice.title + notice.body).count(BLANK)
