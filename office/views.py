"""Today's figures, the machines and their state, the virtual printer's slips, settings."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.punch_windows import unopened_windows
from hall.attendance.queries import punches_on
from hall.attendance.unstaffed_windows import unstaffed_while_waiting
from hall.backups.due import last_good_backup
from hall.demo_data.accounts import accounts_as_loaded
from hall.errors import NotFound
from hall.hours.unattended_now import unattended_now
from hall.issuing.left_over import left_over
from hall.line import public_board, queries
from hall.line.closing import forgotten_in_service
from hall.line.figures import figures
from hall.line.unattended import silent_since_the_call
from hall.notices.issues_due import issues_due
from hall.opinions.queries import due_cases
from hall.people.model import Staff
from hall.settings import change_setting, setting
from hall.slips.actions import want_another
from hall.slips.queries import in_trouble
from hall.unit_of_work import ReadSession
from office import counts, importing, item_versions, items
from office.page import office_page
from office.page_records import PAGE_RECORDS
from office.punch_windows import SILENCES
from web.app_context import current_context, current_forecasts, current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import FlagField
from web.forms.form_page import form_page
from web.sentences import line as line_sentences
from web.sign_in import actor, must_be_manager

bp = Blueprint("office", __name__, template_folder="templates")
for part in (items, item_versions, importing, counts):
    bp.register_blueprint(part.bp, url_prefix=f"/office{part.bp.url_prefix}")

SHOWN_SLIPS = 6


@bp.app_context_processor
def page_records() -> dict[str, object]:
    return {"PAGE_RECORDS": PAGE_RECORDS}


@bp.get("/office")
def overview() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        return show(
            "office/overview.html",
            mask_names=setting(snapshot.session, "mask_names") == "yes",
            lateness_shown=setting(snapshot.session, "lateness_shown") == "yes",
            punch_window=setting(snapshot.session, "punch_window"),
            silence=setting(snapshot.session, "silent_window_minutes"),
            silences=SILENCES,
            **_today(manager),
        )


@bp.get("/office/_today")
def today() -> str:
    return render_template("office/_today.html", **_today(must_be_manager()))


def _today(manager: Staff) -> dict[str, object]:
    context = current_context()
    with context.hall.read() as snapshot:
        issues = issues_due(snapshot.session, snapshot.today)
        return {
            "seq": snapshot.seq,
            "clock": snapshot.time,
            "last_backup": last_good_backup(snapshot),
            "known_accounts": accounts_as_loaded(snapshot.session) if context.is_open_demo else (),
            "due": due_cases(snapshot.session, snapshot.today, manager),
            "issues": issues,
            "any_issue_overdue": any(issue.overdue for issue in issues),
            "line_alarms": _line_alarms(snapshot),
            "forgotten": forgotten_in_service(snapshot),
            "left_over": left_over(snapshot.session, snapshot.today),
            "figures": figures(snapshot.session, snapshot.today),
            "windows": queries.windows(snapshot.session),
            "unstaffed": (
                {}
                if snapshot.clock_is_doubted
                else unstaffed_while_waiting(snapshot, snapshot.today)
            ),
            "unopened": line_sentences.unopened_sentences(unopened_windows(snapshot)),
            "waiting": public_board.board(snapshot.session, snapshot.today).waiting,
            "punches": punches_on(snapshot.session, snapshot.today),
            "machines": [watch.health for watch in context.watches],
            "troubled": in_trouble(snapshot.session, snapshot.today),
            "tray": context.tray,
            "troubles": TROUBLES,
            "slips": context.tray.slips()[:SHOWN_SLIPS] if context.tray else (),
        }


def _line_alarms(snapshot: ReadSession) -> list[str]:
    session, today, now = snapshot.session, snapshot.today, snapshot.now
    staff = current_forecasts().staff(snapshot)
    silent = silent_since_the_call(session, today, now)
    return [
        *line_sentences.unattended_sentences(unattended_now(snapshot, staff.absent, staff.coming)),
        *(line_sentences.silent_sentence(ticket, now) for ticket in silent),
    ]


@bp.get("/office/slips/<name>")
def slip(name: str) -> ResponseReturnValue:
    must_be_manager()
    tray = current_context().tray
    picture = tray.picture(name) if tray else None
    if picture is None:
        raise NotFound(slip=name)
    return Response(
        picture, mimetype="image/png", headers={"Cache-Control": "private, max-age=3600"}
    )


@bp.post("/office/slips/<int:ticket_id>/again")
@form_page(".overview")
def print_again(ticket_id: int) -> ResponseReturnValue:
    """Another slip (补打) for a number whose slip did not come out, or may not have."""
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        want_another(work, queries.ticket_by_id(work.session, ticket_id))
    return redirect(url_for(".overview"), 303)


#: What the demonstration can do to its virtual printer, by the attribute that does it.
TROUBLES = (
    "paper_out",
    "near_end",
    "runs_out_mid_slip",
    "cover_open",
    "jammed",
    "overheated",
    "silent",
    "babbles",
    "unplugged",
)


@bp.post("/office/printer/<trouble>")
@form_page(".overview")
def trouble_the_printer(trouble: str) -> ResponseReturnValue:
    """Give the virtual printer a trouble, or take it away again."""
    must_be_manager()
    tray = current_context().tray
    if tray is None or trouble not in TROUBLES:
        raise NotFound(trouble=trouble)
    setattr(tray, trouble, not getattr(tray, trouble))
    return redirect(url_for(".overview"), 303)


class TimeclockForm(EditForm):
    mask_names = FlagField()
    lateness_shown = FlagField()


@bp.post("/office/settings")
@form_page(".overview")
def settings() -> ResponseReturnValue:
    manager, form = must_be_manager(), TimeclockForm.read()
    with current_hall().work(actor(manager)) as work:
        for field in (form.mask_names, form.lateness_shown):
            change_setting(work, field.name, "yes" if field.value else "no")
    return redirect(url_for(".overview"), 303)


@bp.post("/office/clock")
@form_page(".overview")
def accept_the_clock() -> ResponseReturnValue:
    current_hall().accept_the_clock(actor(must_be_manager()))
    return redirect(url_for(".overview"), 303)
