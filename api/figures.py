"""Figures of a period, for the programs of the county: counted as the office's page counts them."""

from datetime import timedelta

from flask import Blueprint
from flask.typing import ResponseReturnValue

from api.access import must_have
from api.answers import answered
from api.figure_answers import FiguresAnswer
from api.queries import LONGEST_REPORT, FiguresQuery
from hall.errors import Malformed
from hall.people.model import Scope
from hall.reports.hall_report import hall_report
from hall.reports.measures import ReportBy
from hall.reports.report_period import ReportPeriod
from web.app_context import current_context, current_hall

bp = Blueprint("api_figures", __name__, url_prefix="/api/v1")


@bp.get("/figures")
def figures() -> ResponseReturnValue:
    """Both days included: 366 at most. By person only for who may manage."""
    must_have(Scope.READ)
    asked = FiguresQuery.read_query()
    first, last, by = asked.first.value, asked.last.value, asked.by.value
    if by is ReportBy.STAFF:
        must_have(Scope.MANAGE)
    if not timedelta() <= last - first < LONGEST_REPORT:
        raise Malformed(field="to")
    with current_hall().read() as snapshot:
        report = hall_report(
            snapshot, ReportPeriod(first, last), by, current_context().finished_days
        )
    return answered([FiguresAnswer.of(report, row) for row in report.rows])
