"""The month's report (月报) as a paper: compared, then by each of what it may be sorted by."""

from hall.attendance.months.calendar_month import CalendarMonth
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper
from hall.reports.finished_days import FinishedDays
from hall.reports.hall_report import HallReport, earlier_reports, hall_report
from hall.reports.measures import ReportBy
from hall.reports.report_period import ReportPeriod
from hall.unit_of_work import ReadSession
from office.shown_report import ShownTable, charts_of, comparison_table, rows_table
from web.sentences import reports as words

SORTED_BY = (
    ReportBy.SERVICE, ReportBy.WINDOW, ReportBy.STAFF, ReportBy.HOUR, ReportBy.WEEKDAY,
    ReportBy.DAY,
)  # fmt: skip
FIRST_WIDTH = 15  # of a hundred, for the names
COMPARED_WIDTHS = (32, 17, 17, 8.5, 17, 8.5)


def report_paper(
    at: ReadSession, month: CalendarMonth, hall_name: str, finished: FinishedDays
) -> PdfPaper:
    """A4 across; drawn by hall/pdf_papers."""
    period = ReportPeriod(month.first, month.last)
    title = f"{words.REPORT_TITLE}　{words.period_words(month.first, month.last)}"
    reports = [hall_report(at, period, by, finished) for by in SORTED_BY]
    compared = comparison_table(reports[0], *earlier_reports(at, period, finished))
    blocks = [_table(compared, COMPARED_WIDTHS)]
    for report in reports:
        blocks += _sorted(report)
    blocks += _notes()
    return PdfPaper(
        title=title, issuer=hall_name, foot=f"{hall_name}　{title}", blocks=blocks, across=True
    )


def _sorted(report: HallReport) -> list[PdfBlock]:
    shown = rows_table(report)
    others = len(shown.head) - 1
    widths = (FIRST_WIDTH, *[(100 - FIRST_WIDTH) / others] * others)
    return [_table(shown, widths, new_page=True), PdfBlock(charts=charts_of(report))]


def _table(shown: ShownTable, widths: tuple[float, ...], *, new_page: bool = False) -> PdfBlock:
    return PdfBlock(
        heading=shown.name,
        new_page=new_page,
        head=shown.whole_head,
        rows=[[str(cell) for cell in row] for row in shown.rows],
        widths=widths,
    )


def _notes() -> list[PdfBlock]:
    return [PdfBlock(text=note) for note in words.REPORT_NOTES]
