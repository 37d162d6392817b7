"""How well waits are forecast, what is said at this moment, and who works when."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line.queries import services
from hall.people.queries import staff_in_use
from hall.unit_of_work import ReadSession
from hall.wait_forecast import queries, rota
from hall.wait_forecast.figures import Accuracy, accuracy, by_service, ended
from office import outlook_forms as forms
from office.chosen_person import chosen_person
from office.page import office_page
from office.roster_page import StaffRoster, half_days, rosters
from web.app_context import current_forecasts, current_hall
from web.forms.form_page import form_page
from web.sentences import FORECAST_SPANS
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_outlook", __name__, url_prefix="/office/outlook", template_folder="templates"
)

#: How far back the office looks.
LATELY = timedelta(days=30)


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        offered = services(snapshot.session)
        everybody = rosters(
            staff_in_use(snapshot.session), queries.rotas(snapshot.session), snapshot.today
        )
        return show(
            "office/outlook.html",
            today=snapshot.today,
            services=offered,
            figures=_figures(snapshot),
            forecasts=current_forecasts().of_newcomers(
                snapshot, [service.prefix for service in offered]
            ),
            rosters=everybody,
            chosen=_chosen(everybody),
            any_roster=any(roster.week or roster.dates for roster in everybody),
            new_day=half_days([]),
        )


def _figures(snapshot: ReadSession) -> list[tuple[str, Accuracy, dict[str, Accuracy]]]:
    """Of today and lately: of everybody, and by service."""
    found = []
    for span, since in (("today", snapshot.today), ("lately", snapshot.today - LATELY)):
        label = FORECAST_SPANS[span].format(days=LATELY.days)
        cases = ended(snapshot.session, since, snapshot.today)
        of_each = {service: accuracy(its) for service, its in by_service(cases).items()}
        found.append((label, accuracy(cases), of_each))
    return found


def _chosen(everybody: Sequence[StaffRoster]) -> StaffRoster | None:
    """Whose timetable is edited; nobody unless one was asked for."""
    asked = forms.RotaQuery.read_query().staff.value
    return next((roster for roster in everybody if roster.staff.id == asked), None)


@bp.post("/week/<int:staff_id>")
@form_page(".page", staff="staff_id")
def change_week(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.week_form().read()
    with current_hall().work(actor(manager)) as work:
        person = chosen_person(work, staff_id)
        if form.kept.value:
            spans = {weekday: form.spans(f"-{weekday}") for weekday in forms.WEEKDAYS}
            rota.set_week(work, person, spans)
        else:
            rota.forget_week(work, person)
    return redirect(url_for(".page", staff=staff_id, _anchor="rota"), 303)


@bp.post("/date/<int:staff_id>")
@form_page(".page", staff="staff_id")
def change_date(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.day_form().read()
    with current_hall().work(actor(manager)) as work:
        person, day = chosen_person(work, staff_id), form.day.value
        if form.forget.value:
            rota.forget_date(work, person, day)
        else:
            rota.set_date(work, person, day, () if form.away.value else form.spans(""))
    return redirect(url_for(".page", staff=staff_id, _anchor="rota"), 303)
