"""A chart of bars as a drawing that a paper and a page take alike.

The bars of what is compared differ in how they are filled, dark and white, and each bar has its
number beside it: so it can be read in black and white, and by the colour-blind. Few rows lie, with
their names in full; many stand, with every so-manieth name below.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.charts.barcharts import (
    BarChart,
    HorizontalBarChart,
    VerticalBarChart,
)
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from hall.pdf_papers.chart_content import BarChartContent, BarSeries

DARK, PALE, INK = HexColor("#0b4ea2"), HexColor("#ffffff"), HexColor("#10233d")
FILLS = (DARK, PALE)
#: More rows than these stand.
MOST_LYING = 16
BETWEEN_NAMES = 12  # standing side by side, at least
LETTER = 14  # points; of a page: pixels
TITLE_HEIGHT, ROW_HEIGHT, FOOT = 52, 22, 12
STANDING_HEIGHT = 260
#: A page's digits are wider than those it is measured with.
BESIDE_AXIS = 18
NAMES_SHARE = 0.4  # of the width, at most
ELLIPSIS = "…"


def drawing_of(content: BarChartContent, width: float, font: str) -> Drawing:
    """As wide as said, in points, and as high as it needs; in a font that is registered."""
    lies = len(content.names) <= MOST_LYING
    rows = len(content.names) * len(content.series)
    body = rows * ROW_HEIGHT + 2 * FOOT if lies else STANDING_HEIGHT
    drawing = Drawing(width, body + TITLE_HEIGHT)
    drawing.add(_lying(content, width, body, font) if lies else _standing(content, width, font))
    for part in _title(content, body + TITLE_HEIGHT, font):
        drawing.add(part)
    return drawing


def _title(content: BarChartContent, top: float, font: str) -> list[Any]:
    parts: list[Any] = [String(0, top - LETTER, content.title, **_letters(font))]
    if len(content.series) > 1:
        left = 0.0
        for series, fill in zip(content.series, FILLS, strict=False):
            box = Rect(left, top - 2.6 * LETTER, 14, 12, fillColor=fill, strokeColor=DARK)
            parts += [box, String(left + 20, top - 2.5 * LETTER, series.name, **_letters(font))]
            left += 44 + stringWidth(series.name, font, LETTER)
    return parts


def _letters(font: str) -> dict[str, Any]:
    return {"fontName": font, "fontSize": LETTER, "fillColor": INK}


def _lying(content: BarChartContent, width: float, height: float, font: str) -> BarChart:
    room = width * NAMES_SHARE
    names = [_cut(name, room, font) for name in content.names]
    left = (
        max(stringWidth(name, font, LETTER) for name in names) + BESIDE_AXIS
        if names
        else BESIDE_AXIS
    )
    chart = HorizontalBarChart()
    chart.x, chart.y, chart.width, chart.height = left, FOOT, width - left - 60, height - 2 * FOOT
    # The first stands on top: reportlab counts from below.
    chart.categoryAxis.reverseDirection = 1
    _fill(chart, content.series[::-1], FILLS[: len(content.series)][::-1], names, font)
    chart.categoryAxis.labels.boxAnchor = "e"
    chart.categoryAxis.labels.dx = 4 - BESIDE_AXIS
    chart.barLabels.boxAnchor = "w"
    chart.barLabels.dx = 5
    return chart


def _standing(content: BarChartContent, width: float, font: str) -> BarChart:
    chart = VerticalBarChart()
    chart.x, chart.y = 52, 30
    chart.width, chart.height = width - 62, STANDING_HEIGHT - 44
    widest = max(stringWidth(name, font, LETTER) for name in content.names)
    every = -(-len(content.names) // max(1, int(chart.width / (widest + BETWEEN_NAMES))))
    names = [name if not number % every else "" for number, name in enumerate(content.names)]
    _fill(chart, content.series, FILLS, names, font)
    chart.barLabelFormat = None  # too many to be read: the table has them
    chart.categoryAxis.labels.boxAnchor = "n"
    chart.categoryAxis.labels.dy = -5
    chart.valueAxis.visible = 1
    chart.valueAxis.strokeColor = INK
    chart.valueAxis.labels.fontName, chart.valueAxis.labels.fontSize = font, LETTER
    chart.valueAxis.visibleTicks, chart.valueAxis.labels.dx = 0, -10
    chart.valueAxis.gridStrokeColor = HexColor("#b9d0ec")
    chart.valueAxis.visibleGrid = 1
    return chart


def _fill(
    chart: BarChart,
    several: Sequence[BarSeries],
    fills: Sequence[Color],
    names: list[str],
    font: str,
) -> None:
    chart.data = [[value or 0 for value in series.values] for series in several]
    chart.categoryAxis.categoryNames = names
    chart.categoryAxis.labels.fontName, chart.categoryAxis.labels.fontSize = font, LETTER
    chart.categoryAxis.labels.fillColor = INK
    chart.categoryAxis.strokeColor = INK
    chart.categoryAxis.visibleTicks = 0
    chart.valueAxis.valueMin = 0
    chart.valueAxis.valueMax = max([1, *(value for row in chart.data for value in row)])
    chart.valueAxis.visible = 0
    chart.groupSpacing, chart.barSpacing = 6, 1
    for number, fill in enumerate(fills[: len(several)]):
        chart.bars[number].fillColor = fill
        chart.bars[number].strokeColor = DARK
        chart.bars[number].strokeWidth = 1
    chart.barLabelFormat = "values"
    chart.barLabelArray = [[_told(value) for value in series.values] for series in several]
    chart.barLabels.fontName, chart.barLabels.fontSize = font, LETTER
    chart.barLabels.fillColor = INK


def _told(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"


def _cut(name: str, room: float, font: str) -> str:
    while stringWidth(name, font, LETTER) > room:
        name = f"{name.removesuffix(ELLIPSIS)[:-1]}{ELLIPSIS}"
    return name
