"""开门检查: what was found before opening, once more with one press, and when it comes itself."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.opening_check.due_check import due_check, latest_checks
from hall.opening_check.keeping_checks import confirm_sound, read_findings
from hall.people.queries import staff
from hall.settings import change_setting, number_setting, setting
from hall.unit_of_work import ReadSession
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import FlagField, NumberField
from web.forms.form_page import form_page
from web.sentences import opening_check as words
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_opening_check", __name__, url_prefix="/office/opening-check")

MOST_MINUTES = 180


class OpeningCheckForm(EditForm):
    opening_check_minutes = NumberField(0, MOST_MINUTES, refusal="opening_check_minutes")
    opening_check_slip = FlagField()


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/opening_check.html",
            minutes=number_setting(snapshot.session, "opening_check_minutes"),
            slip=setting(snapshot.session, "opening_check_slip") == "yes",
            most_minutes=MOST_MINUTES,
            **_state(snapshot),
        )


@bp.get("/_state")
def state() -> str:
    must_be_manager()
    with current_hall().read() as snapshot:
        return render_template("office/_opening_check.html", **_state(snapshot))


def _state(snapshot: ReadSession) -> dict[str, object]:
    checks = latest_checks(snapshot.session)
    names = {person.id: person.name for person in staff(snapshot.session)}
    latest = checks[0] if checks else None
    found = read_findings(latest) if latest else []
    return {
        "seq": snapshot.seq,
        "today": snapshot.today,
        "busy": current_context().opening_checker.is_busy,
        "latest": latest,
        "verdict": words.check_verdict(found),
        "remark": words.check_remark(latest) if latest else "",
        "heard_by": _name_of(latest.heard_by, names) if latest else "",
        "rows": [
            (one, words.finding_title(one), words.finding_sentence(one, names)) for one in found
        ],
        "standings": words.STANDINGS,
        "earlier": [(check, words.check_verdict(read_findings(check))) for check in checks[1:]],
        "why_not": words.why_not_by_itself(due_check(snapshot)),
    }


def _name_of(who: str, names: dict[int, str]) -> str:
    number = who.partition(":")[2]
    return names.get(int(number), "") if number.isdigit() else ""


@bp.post("/now")
@form_page(".page")
def check_now() -> ResponseReturnValue:
    """Begun at once on its own thread; the page shows how far it is."""
    current_context().opening_checker.ask(actor(must_be_manager()))
    return redirect(url_for(".page"), 303)


@bp.post("/heard")
@form_page(".page")
def heard() -> ResponseReturnValue:
    with current_hall().work(actor(must_be_manager())) as work:
        confirm_sound(work)
    return redirect(url_for(".page"), 303)


@bp.post("")
@form_page(".page")
def change() -> ResponseReturnValue:
    manager, form = must_be_manager(), OpeningCheckForm.read()
    with current_hall().work(actor(manager)) as work:
        change_setting(work, "opening_check_minutes", str(form.opening_check_minutes.value))
        slip = "yes" if form.opening_check_slip.value else "no"
        change_setting(work, "opening_check_slip", slip)
    return redirect(url_for(".page"), 303)
