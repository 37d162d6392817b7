"""How well waits are forecast, what is said at this moment, and who works when."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.line.queries import services
from hall.people.model import Staff
from hall.people.queries import staff_by_id, staff_in_use
from hall.unit_of_work import ReadSession, UnitOfWork
from hall.wait_forecast import queries, rota
from hall.wait_forecast.figures import Accuracy, accuracy, by_service, ended
from hall.wait_forecast.model import Rota
from office import outlook_forms as forms
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
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        offered = services(snapshot.session)
        people = staff_in_use(snapshot.session)
        return render_template(
            "office/outlook.html",
            manager=manager,
            now=snapshot.now,
            today=snapshot.today,
            services=offered,
            figures=_figures(snapshot),
            forecasts=current_forecasts().of_newcomers(
                snapshot, [service.prefix for service in offered]
            ),
            rotas=_by_person(queries.rotas(snapshot.session), snapshot.today),
            people=people,
            chosen=_chosen(people),
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


def _by_person(rows: Sequence[Rota], today: date) -> dict[int, dict[object, list[list[int]]]]:
    """Everybody's spans, by weekday and by date; dates that are over are of no use."""
    found: dict[int, dict[object, list[list[int]]]] = {}
    for row in rows:
        if row.day is None or row.day >= today:
            key = row.weekday if row.day is None else row.day
            found.setdefault(row.staff_id, {})[key] = row.spans
    return found


def _chosen(people: Sequence[Staff]) -> Staff | None:
    """Whose timetable is edited; nobody unless one was asked for."""
    asked = forms.RotaQuery.read_query().staff.value
    return next((person for person in people if person.id == asked), None)


@bp.post("/week/<int:staff_id>")
@form_page(".page", staff="staff_id")
def change_week(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.week_form().read()
    with current_hall().work(actor(manager)) as work:
        person = _person(work, staff_id)
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
        person, day = _person(work, staff_id), form.day.value
        if form.forget.value:
            rota.forget_date(work, person, day)
        else:
            rota.set_date(work, person, day, () if form.away.value else form.spans(""))
    return redirect(url_for(".page", staff=staff_id, _anchor="rota"), 303)


def _person(work: UnitOfWork, staff_id: int) -> Staff:
    person = staff_by_id(work.session, staff_id)
    if person is None:
        raise Malformed(field="staff")
    return person
