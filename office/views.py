"""今日: what needs the director now, each with its press; today's figures, windows and punches."""

from datetime import datetime

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.queries import punches_on
from hall.attendance.unstaffed_windows import unstaffed_while_waiting
from hall.line import public_board, queries
from hall.line.figures import figures
from hall.needs.all_needs import needs_now
from hall.needs.need import Need
from hall.opening_check.due_check import checks_today
from hall.opening_check.keeping_checks import read_findings
from hall.people.model import Staff
from hall.people.rights import Right
from hall.slips.actions import want_another
from hall.unit_of_work import ReadSession
from office import counts, importing, item_versions, items
from office.need_acts import NeedAct, act_of
from office.page import office_page
from office.page_records import PAGE_RECORDS
from web.app_context import current_context, current_forecasts, current_hall
from web.forms.form_page import form_page
from web.sentences.opening_check import check_verdict
from web.sign_in import actor, must_be_manager, rights_of_staff

bp = Blueprint("office", __name__, template_folder="templates")
for part in (items, item_versions, importing, counts):
    bp.register_blueprint(part.bp, url_prefix=f"/office{part.bp.url_prefix}")


@bp.app_context_processor
def page_records() -> dict[str, object]:
    return {"PAGE_RECORDS": PAGE_RECORDS}


@bp.get("/office")
def overview() -> str:
    manager = must_be_manager()
    with office_page() as (show, _):
        return show("office/overview.html", **_today(manager))


@bp.get("/office/_today")
def today() -> str:
    return render_template("office/_today.html", **_today(must_be_manager()))


def _today(manager: Staff) -> dict[str, object]:
    with current_hall().read() as snapshot:
        return {
            "seq": snapshot.seq,
            "clock": snapshot.time,
            "needs": _needs(snapshot, manager),
            "check": _check(snapshot),
            "figures": figures(snapshot.session, snapshot.today),
            "windows": queries.windows(snapshot.session),
            "unstaffed": (
                {}
                if snapshot.clock_is_doubted
                else unstaffed_while_waiting(snapshot, snapshot.today)
            ),
            "waiting": public_board.board(snapshot.session, snapshot.today).waiting,
            "sees_punches": Right.ATTENDANCE in rights_of_staff(manager),
            "punches": punches_on(snapshot.session, snapshot.today),
        }


def _check(snapshot: ReadSession) -> tuple[datetime, str] | None:
    """When the hall was looked over last today, and how that went in a few words."""
    latest = next(iter(checks_today(snapshot)), None)
    return (latest.at, check_verdict(read_findings(latest))) if latest else None


def _needs(snapshot: ReadSession, manager: Staff) -> list[tuple[Need, NeedAct | None]]:
    staff = current_forecasts().staff(snapshot)
    around = current_context().surroundings
    found = needs_now(snapshot, around, manager, absent=staff.absent, coming=staff.coming)
    return [(need, act_of(need)) for need in found]


@bp.post("/office/slips/<int:ticket_id>/again")
@form_page(".overview")
def print_again(ticket_id: int) -> ResponseReturnValue:
    """Another slip (补打) for a number whose slip did not come out, or may not have."""
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        want_another(work, queries.ticket_by_id(work.session, ticket_id))
    return redirect(url_for(".overview"), 303)


@bp.post("/office/clock")
@form_page(".overview")
def accept_the_clock() -> ResponseReturnValue:
    current_hall().accept_the_clock(actor(must_be_manager()))
    return redirect(url_for(".overview"), 303)
