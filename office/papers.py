"""How the hall's papers look: their layouts with a live picture, the logo, a test print."""

from base64 import b64encode

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.daily_page.day_figures import day_figures
from hall.durable_files import write_whole
from hall.errors import HallError, Malformed
from hall.notices.uploads import logo_drawn_anew
from hall.slips.actions import want_sheet
from hall.slips.layout import Words, check_layout, sheet_from
from hall.slips.paper_kinds import KINDS
from hall.slips.paper_layouts import (
    change_layout,
    composed,
    edited,
    forget_layout,
    kind_of,
    layout_of,
    samples_of,
)
from office.page import office_page
from web import sentences
from web.app_context import current_context, current_hall
from web.daily_slip import daily_sheet_of
from web.forms.edit_form import EditForm
from web.forms.fields import WholeField
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.forms.typed_form import TypedForm
from web.forms.uploaded_file import uploaded_file
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_papers", __name__, url_prefix="/office/papers", template_folder="templates")

WIDTHS_MM = (58, 80)
LARGEST_LOGO_KB = 60
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class LayoutForm(TypedForm):
    places = {"layout_word": "layout", "layout_length": "layout", "layout_empty": "layout"}

    layout = WholeField()


class EditedLayoutForm(LayoutForm, EditForm):
    pass


@bp.get("")
def papers() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/papers.html",
            kinds=[
                (kind, paper.name, edited(snapshot.session, kind)) for kind, paper in KINDS.items()
            ],
            logo=_has_logo(),
        )


def _has_logo() -> bool:
    logo = current_context().logo
    return bool(logo and logo.is_file())


@bp.get("/<kind>")
def edit(kind: str) -> str:
    with office_page() as (show, snapshot):
        layout = layout_of(snapshot.session, kind)
        return show(
            "office/paper.html",
            kind=kind,
            paper=kind_of(kind),
            layout=layout,
            edited=edited(snapshot.session, kind),
            **_shown(kind, layout),
        )


@bp.post("/<kind>/picture")
def picture(kind: str) -> str:
    """What the layout being written would look like; nothing is kept."""
    must_be_manager()
    return render_template(
        "office/_paper_picture.html", **_shown(kind, LayoutForm.read().layout.value)
    )


def _shown(kind: str, layout: str) -> dict[str, object]:
    words, draw = _samples(kind), current_context().draw
    try:
        check_layout(layout, words)
    except HallError as error:
        return {"wrong": sentences.refusal(error), "pictures": []}
    sheet = sheet_from(layout, words)
    drawn = [(width, draw(sheet, width)) for width in WIDTHS_MM] if draw else []
    return {"wrong": "", "pictures": [(w, b64encode(picture).decode()) for w, picture in drawn]}


def _samples(kind: str) -> Words:
    context = current_context()
    return samples_of(
        kind,
        hall=context.sign.hall_name,
        phone=context.sign.complaint_phone,
        hours=context.sign.hours,
        address=context.public_url,
    )


@bp.post("/<kind>")
@form_page(".edit", "kind")
def save(kind: str) -> ResponseReturnValue:
    manager, form = must_be_manager(), EditedLayoutForm.read()
    with current_hall().work(actor(manager)) as work:
        change_layout(work, kind, form.layout.value)
    return redirect(url_for(".edit", kind=kind), 303)


@bp.post("/<kind>/as-delivered")
@form_page(".edit", "kind")
def as_delivered(kind: str) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        forget_layout(work, kind)
    return redirect(url_for(".edit", kind=kind), 303)


@bp.post("/<kind>/print")
@form_page(".edit", "kind")
def test_print(kind: str) -> ResponseReturnValue:
    """The paper with its samples, on the hall's printer."""
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        sheet = composed(work.session, kind, _samples(kind))
        made_once(work, lambda: want_sheet(work, sheet).id)
    return redirect(url_for(".edit", kind=kind), 303)


@bp.post("/diary/today")
@form_page(".papers")
def print_the_diary() -> ResponseReturnValue:
    """The page of today (日报) as it stands now."""
    manager, context = must_be_manager(), current_context()
    with context.hall.read() as snapshot:
        today = snapshot.today
        counted = day_figures(snapshot, today)
    with context.hall.work(actor(manager)) as work:
        sheet = daily_sheet_of(lambda: context.sign.hall_name)(work, today, counted)
        made_once(work, lambda: want_sheet(work, sheet).id)
    return redirect(url_for(".papers"), 303)


@bp.post("/logo")
@form_page(".papers")
def put_up_a_logo() -> ResponseReturnValue:
    must_be_manager()
    sent, place = uploaded_file("logo"), current_context().logo
    data = sent.read() if sent else b""
    if not data.startswith(PICTURES) or len(data) > LARGEST_LOGO_KB * 1024 or place is None:
        raise Malformed(field="logo", largest=LARGEST_LOGO_KB)
    drawn = logo_drawn_anew(data)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, drawn, mode=0o600)
    return redirect(url_for(".papers"), 303)


@bp.post("/logo/none")
@form_page(".papers")
def take_the_logo_down() -> ResponseReturnValue:
    must_be_manager()
    if place := current_context().logo:
        place.unlink(missing_ok=True)
    return redirect(url_for(".papers"), 303)
