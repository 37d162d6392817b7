"""A report as it is shown: tables of cells, the same on the page, in the file and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from hall.line.window_names import called
from hall.pdf_papers.chart_content import BarChartContent, BarSeries
from hall.reports.hall_report import HallReport, ReportFigures, ReportRow
from hall.reports.measures import RULES, Measure, ReportBy, ReportFigure, ReportUnit, measures_by
from web.sentences import reports as words

Cell = str | float
SECONDS_A_MINUTE = 60
#: A change is told only of two figures with so many cases each.
FEWEST_CASES = 20


@dataclass(frozen=True, slots=True)
class ShownTable:
    """``groups`` stand above the heads: a name and how many heads it has."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    groups: Sequence[tuple[str, int]] = ()

    @property
    def whole_head(self) -> list[str]:
        """In one line, for a spreadsheet."""
        above = [name for name, wide in self.groups for _ in range(wide)]
        if not above:
            return list(self.head)
        return [
            f"{group}{head}" if group and group != head else head
            for group, head in zip(above, self.head, strict=True)
        ]


def shown_cell(measure: Measure, figure: ReportFigure) -> Cell:
    """Times in minutes; a dash where there is nothing to take one from."""
    if figure.value is None:
        return words.NO_FIGURE
    value = figure.value
    if RULES[measure].unit is ReportUnit.SECONDS:
        value /= SECONDS_A_MINUTE
    rounded = round(value, 1)
    return int(rounded) if rounded.is_integer() else rounded


def rows_table(report: HallReport) -> ShownTable:
    """A row for each, and the sum above them."""
    measures = measures_by(report.by)
    named = [words.MEASURE_NAMES[measure] for measure in measures]
    groups = [(name, len(list(of_it))) for name, of_it in groupby(group for group, _, _ in named)]
    lines = [(words.TOTAL, report.total)]
    lines += [(row_name(report.by, row), row.figures) for row in report.rows]
    return ShownTable(
        words.by_table_name(report.by),
        [words.BY_NAMES[report.by], *(name for _, name, _ in named)],
        [
            [name, *(shown_cell(measure, figures[measure]) for measure in measures)]
            for name, figures in lines
        ],
        [("", 1), *groups],
    )


def row_name(by: ReportBy, row: ReportRow) -> str:
    key = row.key
    if isinstance(key, date):
        return words.month_key_word(key) if by is ReportBy.MONTH else words.whole_day(key)
    if key is None:
        return words.NO_ROW_NAMES.get(by, words.NO_FIGURE)
    if by is ReportBy.HOUR:
        return words.hour_word(key)
    if by is ReportBy.WEEKDAY:
        return words.weekday_word(key)
    name = called(row.name) if by is ReportBy.WINDOW else row.name
    return f"{row.code} {name}".strip()


def comparison_table(
    report: HallReport, earlier: HallReport, year_before: HallReport
) -> ShownTable:
    """The sum beside those of the two earlier periods; of a year, which has one only, once."""
    head = [words.MEASURE_HEAD, words.period_words(report.period.first, report.period.last)]
    others = (earlier,) if earlier is year_before else (earlier, year_before)
    for other in others:
        head += [words.period_words(other.period.first, other.period.last), words.CHANGE_HEAD]
    rows: list[list[Cell]] = []
    for measure in Measure:
        row: list[Cell] = [
            words.MEASURE_NAMES[measure][2], shown_cell(measure, report.total[measure])
        ]  # fmt: skip
        for other in others:
            row += _compared(measure, report.total[measure], other.total)
        rows.append(row)
    return ShownTable(words.COMPARISON, head, rows)


def _compared(measure: Measure, now: ReportFigure, other: ReportFigures) -> tuple[Cell, str]:
    before = other[measure]
    if not other[Measure.VISITS].cases or before.value is None:
        return words.NO_DATA, words.NO_FIGURE
    return shown_cell(measure, before), _change(measure, now, before)


def _change(measure: Measure, now: ReportFigure, before: ReportFigure) -> str:
    if now.value is None or before.value is None:
        return words.NO_FIGURE
    if min(now.cases, before.cases) < FEWEST_CASES:
        return words.TOO_FEW
    if RULES[measure].unit is ReportUnit.SHARE:
        return words.change_points(now.value - before.value)
    if not before.value:
        return words.NO_FIGURE
    return words.change_percent(100 * (now.value / before.value - 1))


def charts_of(report: HallReport) -> list[BarChartContent]:
    """How many came, and how long they waited; none where there is no row."""
    if not report.rows:
        return []
    names = [_chart_name(report.by, row) for row in report.rows]
    came = _series(report, Measure.VISITS, words.CHART_VISITS)
    waited = [
        _series(report, Measure.WAIT_MEDIAN, words.HALF_OF_PEOPLE),
        _series(report, Measure.WAIT_P90, words.MOST_PEOPLE),
    ]
    return [
        BarChartContent(words.CHART_VISITS, names, [came]),
        BarChartContent(words.CHART_WAITS, names, waited),
    ]


def _chart_name(by: ReportBy, row: ReportRow) -> str:
    if by is ReportBy.DAY and isinstance(row.key, date):
        return words.short_date(row.key)
    return row_name(by, row)


def _series(report: HallReport, measure: Measure, name: str) -> BarSeries:
    cells = [shown_cell(measure, row.figures[measure]) for row in report.rows]
    return BarSeries(name, [None if isinstance(cell, str) else cell for cell in cells])
