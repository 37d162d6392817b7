"""The monthly sheet as it is drawn: the grid or the sums, and below it who signed and what is to
be decided. Drawn again only when something says otherwise (``DrawnMonths``)."""

from datetime import date

from flask import g, render_template
from markupsafe import Markup

from hall.attendance.hall_seconds import midnight_of, to_moment
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.confirming import words_about
from hall.attendance.months.day_symbols import LEGEND
from hall.attendance.months.differences import differences
from hall.attendance.months.locked_months import locked
from hall.attendance.months.missing_punches import missing_costs_from
from hall.attendance.months.outages import entered
from hall.attendance.months.sheet import MonthSheet, sheet_of
from hall.attendance.months.signed_content import content_of, digest_of, signs_of, used_kinds
from hall.attendance.months.signing import STEPS, may_sign, signatures, unsettled
from hall.attendance.months.undecided import undecided_in
from hall.notices.month_posting import COLUMNS, SETTING
from hall.people.model import Staff
from hall.people.queries import staff_in_use
from hall.people.rights import Right, has_right
from hall.settings import setting
from hall.unit_of_work import ReadSession
from office.month_forms import MonthView
from web.app_context import current_context
from web.language import language


def month_drawing(
    snapshot: ReadSession, month: CalendarMonth, view: MonthView, manager: Staff
) -> Markup:
    """For this manager: who may sign, and who may name the signers, differs.

    A form that was refused says why (web/refusals.py). The keys that make a form's press count
    once stay in a drawing: whatever is made is a fact, and the next drawing has others.
    """

    def draw() -> str:
        return _draw(snapshot, month, view, manager)

    shown_to = (view, manager.id, language(), g.get("refusal_sentence", ""))
    return Markup(current_context().drawn_months.drawing(snapshot, month, shown_to, draw))


def _draw(snapshot: ReadSession, month: CalendarMonth, view: MonthView, manager: Staff) -> str:
    sheet = sheet_of(snapshot, month)
    days = [date.fromordinal(day) for day in month.days]
    begins, ends = (to_moment(midnight_of(first)) for first in (month.first, month.later.first))
    return render_template(
        "office/_month_page.html",
        view=view,
        sheet=sheet,
        month=month,
        manager=manager,
        days=days,
        cell_keys=[(day.isoformat(), day.day) for day in days],
        today=snapshot.today,
        legend=LEGEND,
        words={word.staff_id: word for word in words_about(snapshot.session, month)},
        outages=entered(snapshot.session, begins, ends),
        **_signing(snapshot, sheet, manager),
    )


def _signing(snapshot: ReadSession, sheet: MonthSheet, manager: Staff) -> dict[str, object]:
    session = snapshot.session
    signed = locked(session, sheet.month)
    content = signed.content if signed else content_of(sheet)  # what is locked stands as signed
    digest = digest_of(content)
    given = {row.step: row for row in signatures(session, sheet.month, digest)}
    return {
        "people": content["people"],
        "slip_signs": signs_of(content) or sheet.slip_signs,
        "kinds": used_kinds(sheet.kinds, content),
        "locked": signed,
        "signatures": [(step, given.get(step)) for step in STEPS],
        "next_step": next((step for step in STEPS if step not in given), None),
        "may_sign": {step for step in STEPS if may_sign(session, manager, step)},
        "unsettled": unsettled(sheet),
        "undecided": undecided_in(session, sheet),
        "is_over": snapshot.today > sheet.month.last,
        "differences": differences(session, signed, sheet) if signed else [],
        "posted": setting(session, SETTING).split(","),
        "columns": COLUMNS,
        "signers": {step: setting(session, f"month_{step}") for step in STEPS},
        "missing_costs_from": missing_costs_from(session),
        "managers": [
            person
            for person in staff_in_use(session)
            if has_right(session, person, Right.ATTENDANCE)
        ],
    }
