"""A chart for a page: SVG that stands in its HTML, drawn by the library that draws our papers.

No script and no style of its own, as the pages' content policy wants it, and the page's letters.
"""

from xml.dom.minidom import Element, parseString

from reportlab.graphics import renderSVG
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont

from hall.pdf_papers.bar_chart import drawing_of
from hall.pdf_papers.chart_content import BarChartContent

#: Only measured with: its Chinese is as wide as anybody's, and it needs no file.
MEASURED_WITH = "STSong-Light"
#: Said by the style sheet of the page.
NOT_OURS = frozenset({"font-family"})
#: Names that would mean the first chart of a page, in all of them.
OF_ONE_DOCUMENT = ("id", "clip-path")


def svg_of(content: BarChartContent, width: float) -> str:
    """An ``svg`` element as wide as said, in CSS pixels, or narrower where there is less room."""
    registerFont(UnicodeCIDFont(MEASURED_WITH))
    drawn = renderSVG.drawToString(drawing_of(content, width, MEASURED_WITH))
    svg = parseString(drawn).documentElement
    assert svg is not None
    for element in (svg, *svg.getElementsByTagName("*")):
        _say_style_as_attributes(element)
        for name in OF_ONE_DOCUMENT:
            _take_away(element, name)
    for unsaid in ("title", "desc", "clipPath"):
        for element in svg.getElementsByTagName(unsaid):
            svg.removeChild(element)
    for name in ("width", "height", "version"):
        _take_away(svg, name)
    svg.setAttribute("class", "chart__drawing")
    svg.setAttribute("aria-hidden", "true")  # its table says it all
    return svg.toxml()


def _say_style_as_attributes(element: Element) -> None:
    for rule in element.getAttribute("style").split(";"):
        name, colon, value = rule.partition(":")
        if colon and name.strip() not in NOT_OURS:
            element.setAttribute(name.strip(), value.strip())
    _take_away(element, "style")


def _take_away(element: Element, name: str) -> None:
    if element.hasAttribute(name):
        element.removeAttribute(name)
