"""数据: any period of the hall in figures, compared, as a page, a spreadsheet and a paper."""

from io import BytesIO

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hall.attendance.months.month_workbook import WorkbookSheet, workbook
from hall.line.closing import close_all_forgotten, forgotten_in_service
from hall.pdf_papers.pdf_drawing import draw
from hall.pdf_papers.svg_chart import svg_of
from hall.reports.hall_report import HallReport, earlier_reports, hall_report
from hall.unit_of_work import ReadSession
from office.figure_forms import OfferedPaper, ReportQuery, months_of_paper, offered_periods
from office.month_forms import asked_month
from office.month_sheets import XLSX
from office.page import office_page
from office.report_paper import report_paper
from office.shown_report import ShownTable, charts_of, comparison_table, rows_table
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences import reports as words
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_figures", __name__, url_prefix="/office/figures", template_folder="templates"
)

#: CSS pixels that its letters are drawn for; their panel is no narrower at 1366, and wider at 1920.
CHART_WIDTH = 500


@bp.get("")
def page() -> str:
    """``from`` and ``to`` as in 2026-10-08; this month where they are none."""
    asked = ReportQuery.read_query()
    with office_page() as (show, snapshot):
        period, by = asked.period(snapshot.today), asked.by.value
        report = hall_report(snapshot, period, by, current_context().finished_days)
        return show(
            "office/figures.html",
            period=period,
            period_words=words.period_words(period.first, period.last),
            by=by,
            choices=words.BY_NAMES,
            paper_words=_paper_words,
            papers=months_of_paper(period, snapshot.today),
            offered=offered_periods(snapshot.today),
            period_names=words.PERIOD_NAMES,
            tables=_tables(snapshot, report),
            charts=[Markup(svg_of(chart, CHART_WIDTH)) for chart in charts_of(report)],
            is_empty=not any(figure.cases for figure in report.total.values()),
            forgotten=forgotten_in_service(snapshot),
            notes=words.REPORT_NOTES,
        )


def _tables(snapshot: ReadSession, report: HallReport) -> list[ShownTable]:
    """What the page shows, and the file has."""
    earlier, year_before = earlier_reports(snapshot, report.period, current_context().finished_days)
    return [rows_table(report), comparison_table(report, earlier, year_before)]


def _paper_words(paper: OfferedPaper) -> str:
    return words.paper_words(paper.month.first, is_over=paper.is_over)


@bp.get("/figures.xlsx")
def file() -> Response:
    """Exactly what the page of the same address shows."""
    must_be_manager()
    asked = ReportQuery.read_query()
    with current_hall().read() as snapshot:
        period = asked.period(snapshot.today)
        finished = current_context().finished_days
        tables = _tables(snapshot, hall_report(snapshot, period, asked.by.value, finished))
    title = f"{current_context().sign.hall_name}　{words.period_words(period.first, period.last)}"
    sheets = [
        WorkbookSheet(
            table.name,
            title,
            table.whole_head,
            [30, *[12] * (len(table.head) - 1)],
            table.rows,
            kept=1,
            below=words.REPORT_NOTES,
        )
        for table in tables
    ]
    return _download(workbook(sheets), words.report_file_name(period.first, period.last, "xlsx"))


@bp.get("/<month>.pdf")
def paper(month: str) -> Response:
    """The month as a report. Takes some seconds."""
    must_be_manager()
    asked, context = asked_month(month), current_context()
    with current_hall().read() as snapshot:
        found = report_paper(snapshot, asked, context.sign.hall_name, context.finished_days)
    return _download(draw(found), words.report_file_name(asked.first, asked.last, "pdf"))


def _download(content: bytes, name: str) -> Response:
    kind = XLSX if name.endswith("xlsx") else "application/pdf"
    return send_file(BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)


@bp.post("/forgotten")
@form_page(".page")
def close_the_forgotten() -> ResponseReturnValue:
    """End every visit left in service for hours, at a time that nobody knows (时间不准)."""
    with current_hall().work(actor(must_be_manager())) as work:
        close_all_forgotten(work)
    return redirect(url_for(".page"), 303)
