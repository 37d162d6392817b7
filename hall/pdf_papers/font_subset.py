"""The letters of a paper: those it needs, out of the one variable font that the set-up installs.

reportlab embeds TrueType outlines; the font has cubic ones, of every weight between two. So
the glyphs that a text uses are drawn at one weight, as quadratic curves, into a small font of
their own. A character that the font lacks becomes its empty box, never a failure.
"""

from collections.abc import Iterable
from importlib.resources import as_file, files
from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SIMPLIFIED_CHINESE = 2  # the place of its face in the collection
ERROR_UNITS = 1.0  # of a thousand: how far a curve may be off
ALWAYS = "".join(map(chr, range(0x20, 0x7F)))


def fonts_for(text: Iterable[str], *weights: int) -> list[BytesIO]:
    """A TrueType font of each weight (100 to 900), with every character of the text.

    Takes some seconds for a long one: in a process of its own.
    """
    source = files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
    with (
        as_file(source) as file,
        TTFont(file, fontNumber=SIMPLIFIED_CHINESE, lazy=True) as whole,
    ):
        known = whole.getBestCmap()
        cmap = {ord(sign): known[ord(sign)] for sign in {*text, *ALWAYS} if ord(sign) in known}
        return [_font(whole, cmap, weight) for weight in weights]


def _font(whole: TTFont, cmap: dict[int, str], weight: int) -> BytesIO:
    order = [".notdef", *sorted(set(cmap.values()) - {".notdef"})]
    drawn = whole.getGlyphSet(location={"wght": weight})
    builder = FontBuilder(whole["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf({name: _quadratic(drawn[name]) for name in order})
    left = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (round(drawn[name].width), getattr(left[name], "xMin", 0)) for name in order}
    )
    line = whole["hhea"]
    builder.setupHorizontalHeader(ascent=line.ascent, descent=line.descent)
    name = f"HallPaper-{weight}"
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=line.ascent, sTypoDescender=line.descent)
    builder.setupPost(keepGlyphNames=False)
    builder.save(kept := BytesIO())
    kept.seek(0)
    return kept


def _quadratic(glyph: Any) -> Any:
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, ERROR_UNITS, reverse_direction=True))
    return pen.glyph()
