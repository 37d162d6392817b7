"""The guide beside the clerk, and the one-time notice (一次性告知书) with one touch."""

from collections.abc import Sequence
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from counter.desk_forms import SoughtForm, TellForm
from hall.catalogue.model import Item
from hall.catalogue.queries import item_by_code
from hall.guidance import actions, queries
from hall.guidance.materials import materials_of
from hall.guidance.one_time_sheet import sheet_of
from hall.line.model import Window
from hall.line.queries import at_window, ticket_by_id
from hall.line.seating import own_window
from hall.unit_of_work import ReadSession
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_staff

bp = Blueprint("guide", __name__)

MOST_FOUND = 12


@bp.get("/counter/<name>/guide")
def guide(name: str) -> str:
    """Of the visit in hand, or of the item that the clerk looked for."""
    clerk = must_be_staff()
    template = "counter/_guide.html" if "X-Fragment" in request.headers else "counter/guide.html"
    with current_hall().read() as snapshot:
        window = own_window(snapshot.session, name, clerk)
        return render_template(template, clerk=clerk, window=window, **_shown(snapshot, window))


def _shown(snapshot: ReadSession, window: Window) -> dict[str, object]:
    in_hand = next(iter(at_window(snapshot.session, snapshot.today, window)), None)
    asked = SoughtForm.read_query()
    sought = asked.q.value
    code = asked.item.value or (in_hand.item_code if in_hand and not sought else None)
    item = queries.item_of(snapshot.session, code)
    found: Sequence[Item] = ()
    if sought:
        found = current_context().finder.find(snapshot.session, sought, MOST_FOUND)
    elif in_hand:
        found = queries.items_of(snapshot.session, in_hand.service_id)
    return {
        "in_hand": in_hand,
        "sought": sought,
        "item": item,
        "found": () if item else found,
        "materials": materials_of(item) if item else (),
        "longest": actions.LONGEST_REMARK,
        "key": uuid4().hex,
    }


@bp.post("/counter/<name>/guide")
@form_page(".guide", "name", "item", for_scripts=False)
def tell(name: str) -> ResponseReturnValue:
    clerk, form = must_be_staff(), TellForm.read()
    number = form.ticket.value
    with current_hall().work(actor(clerk)) as work:
        telling = actions.OneTimeTelling(
            key=form.key.value,
            window=own_window(work.session, name, clerk),
            clerk=clerk,
            ticket=ticket_by_id(work.session, number) if number else None,
            missing=form.missing.value,
            remark=form.remark.value,
        )
        notice = actions.tell(work, item_by_code(work.session, form.item.value), telling)
    return redirect(url_for(".told", name=name, notice_id=notice.id), 303)


@bp.get("/counter/<name>/told/<int:notice_id>")
def told(name: str, notice_id: int) -> str:
    """Two copies on A4, to be signed: one for the visitor, one for the file."""
    clerk = must_be_staff()
    with current_hall().read() as snapshot:
        own_window(snapshot.session, name, clerk)
        return render_template(
            "web/one_time_notice.html",
            notice=queries.notice_by_id(snapshot.session, notice_id),
            back=url_for("counter.window", name=name),
            narrow=url_for(".print_narrow", name=name, notice_id=notice_id),
        )


@bp.post("/counter/<name>/told/<int:notice_id>/slip")
@form_page(".told", "name", "notice_id")
def print_narrow(name: str, notice_id: int) -> ResponseReturnValue:
    clerk, sign = must_be_staff(), current_context().sign
    with current_hall().work(actor(clerk)) as work:
        own_window(work.session, name, clerk)
        notice = queries.notice_by_id(work.session, notice_id)
        sheet = sheet_of(notice, hall=sign.hall_name, complaint_phone=sign.complaint_phone)
        actions.print_narrow(work, notice, sheet)
    return redirect(url_for(".told", name=name, notice_id=notice_id), 303)
