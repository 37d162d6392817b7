"""Cuts the web fonts: ``python -m tools.fonts`` fills static/fonts/ from Noto Sans CJK.

Everyday text needs two small files, so that a first page is there at once: Latin with digits and
punctuation; and the hanzi that our own pages, a hall's guides and the county plan are written
with (``everyday.txt``). They are the family "Hall Sans". What they lack is looked for in the
families after it: "Hall Sans More", the rest of GB2312, in one file; and for a rare character in
somebody's name "Hall Sans Rare", cut into slices along ``unicode-range``: one small file more,
and nothing until such a person comes. Several families keep the style sheet small: in one, each
file would have to list its characters.

Every slice keeps the weight axis: measured, that is smaller than a regular and a bold cut
together, and takes half the time. The stylesheet is written last, so that its presence means
that everything is there.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.metadata import distribution
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from fontTools import subset
from fontTools.ttLib import TTFont, woff2

PACKAGE = "manimgx_fonts_cjk"
COLLECTION = "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED_CHINESE = 2  # the place of its face in the collection
FAMILY = "Hall Sans"
MORE_FAMILY = "Hall Sans More"
RARE_FAMILY = "Hall Sans Rare"
FOLDER = Path("static/fonts")
STYLESHEET = "fonts.css"
LICENCE = "OFL.txt"

#: What our own pages are written with. It need not be complete: the rest of GB2312 comes after it.
EVERYDAY = Path(__file__).with_name("everyday.txt")

#: Layout beyond one glyph a character (vertical forms, kerning, old variants) is not used.
UNUSED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "VVAR", "vhea", "vmtx")

#: What shows numbers, times and punctuation: small, so that it is there at once.
LATIN = (range(0x20, 0x100), range(0x2000, 0x2070), range(0x3000, 0x3040), range(0xFF00, 0xFF61))
LEFT_OUT = (  # Korean: a quarter of the font
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
    range(0xFFA0, 0xFFE0),
)
RARE_SLICE = 1024  # characters: about 300 kB, a moment on the hall's own network

#: One step below the best: a third of the time for two per cent more bytes.
QUICK_BROTLI = SimpleNamespace(
    compress=partial(woff2.brotli.compress, quality=10), MODE_FONT=woff2.brotli.MODE_FONT
)

#: Name of a file -> the code points in it.
Slices = Mapping[str, frozenset[int]]


def main() -> None:
    recipe = _recipe()
    sheet = FOLDER / STYLESHEET
    if sheet.exists() and recipe in sheet.read_text("utf-8"):
        sheet.touch()  # newer than what make compares it with
        return
    print("正在制作网页字体（约半分钟）…", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    sheet.unlink(missing_ok=True)
    with whole_font() as font:
        slices = plan(font.getBestCmap())
    with ProcessPoolExecutor() as cutters:
        list(cutters.map(_write_slice, slices.keys(), slices.values()))
    _sweep(keep={f"{name}.woff2" for name in slices})
    (FOLDER / LICENCE).write_text(licence(), "utf-8")
    _replace(sheet, "\n".join([f"/* {recipe} */", *_rules(slices), ""]).encode())
    weight = sum(file.stat().st_size for file in FOLDER.iterdir())
    print(f"网页字体共 {len(slices)} 片，{weight / 1e6:.1f} MB。")


def collection() -> Path:
    """The font file, found without running any code of its package."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"缺少字体包 {PACKAGE}，请重新运行 make run。")
    return Path(spec.submodule_search_locations[0], COLLECTION)


def whole_font() -> TTFont:
    # Bounding boxes of what is left need not be exact, and take a fifth of the time.
    return TTFont(collection(), fontNumber=SIMPLIFIED_CHINESE, lazy=True, recalcBBoxes=False)


def plan(available: Iterable[int]) -> Slices:
    """Share out every character the font has; the long slices first, so that cores end together."""
    left = {point for point in available if not _within(point, LEFT_OUT)}
    slices: dict[str, frozenset[int]] = {}

    def take(name: str, wanted: Iterable[int]) -> None:
        slices[name] = frozenset(left.intersection(wanted))
        left.difference_update(wanted)

    take("everyday", everyday())
    take("hanzi", [point for point in gb2312(range(1, 88)) if not _within(point, LATIN)])
    take("latin", [point for point in left if _within(point, LATIN)])
    rare = sorted(left)
    for start in range(0, len(rare), RARE_SLICE):
        take(f"rare-{rare[start]:05x}", rare[start : start + RARE_SLICE])
    return slices


def everyday() -> frozenset[int]:
    return frozenset(map(ord, "".join(EVERYDAY.read_text("utf-8").split())))


def gb2312(rows: Iterable[int]) -> frozenset[int]:
    """Characters of some rows: 1 to 9 symbols, 16 to 55 everyday hanzi, 56 to 87 the others."""
    cells = (bytes([0xA0 + row, 0xA0 + cell]) for row in rows for cell in range(1, 95))
    return frozenset(map(ord, "".join(cell.decode("gb2312", "ignore") for cell in cells)))


def licence() -> str:
    """The licence travels with the font, and says what was changed."""
    package = distribution(PACKAGE)
    text = next(
        (file.read_text("utf-8") for file in package.files or () if file.name == "LICENSE"),
        "SIL Open Font License, Version 1.1",
    )
    return (
        f"These files are subsets of {COLLECTION} (Noto Sans CJK SC)\n"
        f"from the Python package {package.name} {package.version}, named “{FAMILY}”.\n\n{text}"
    )


def _recipe() -> str:
    """Names font, cutter and this file: when none changed, nothing needs to be cut again."""
    parts = [distribution(name).version for name in (PACKAGE, "fonttools", "brotli")]
    parts += [file.read_text("utf-8") for file in (Path(__file__), EVERYDAY)]
    return f"recipe {hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _write_slice(name: str, points: frozenset[int]) -> None:
    woff = BytesIO()
    with whole_font() as font:
        _cut(font, points)
        woff2.brotli = QUICK_BROTLI  # it offers no choice of its own
        font.flavor = "woff2"
        font.save(woff)
    _replace(FOLDER / f"{name}.woff2", woff.getvalue())


def _cut(font: TTFont, points: frozenset[int]) -> None:
    for table in UNUSED_TABLES:
        if table in font:
            del font[table]
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True)
    options.notdef_outline = True
    options.bidi_closure = False  # a mirrored bracket may live in another slice
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)


def _rules(slices: Slices) -> Iterator[str]:
    for name, points in slices.items():
        # The version of everything stands before it in the path, see web/assets.py.
        yield (
            f'@font-face{{font-family:"{_family(name)}";font-weight:100 900;font-display:block;'
            f'src:url("{name}.woff2") format("woff2"){_limit(name, points)}}}'
        )


def _family(name: str) -> str:
    families = {"everyday": FAMILY, "latin": FAMILY, "hanzi": MORE_FAMILY}
    return families.get(name, RARE_FAMILY)


def _limit(name: str, points: frozenset[int]) -> str:
    """For which characters a file is fetched. It is enough to say from where to where, for what
    lies between and is elsewhere has been found before; a family without any limit would be
    fetched as soon as the one before it is on its way."""
    if name == "everyday":
        return ""  # whatever the Latin one does not take
    if name == "latin":
        return f";unicode-range:{', '.join(_written(block[0], block[-1]) for block in LATIN)}"
    return f";unicode-range:{_written(min(points), max(points))}"


def _written(first: int, last: int) -> str:
    return f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"


def _sweep(keep: Set[str]) -> None:
    """Remove the slices of an earlier plan, and what an interrupted cut left."""
    for path in FOLDER.iterdir():
        if path.name not in keep:
            path.unlink()


def _within(point: int, blocks: Iterable[range]) -> bool:
    return any(point in block for block in blocks)


def _replace(path: Path, content: bytes) -> None:
    """Write beside, then rename: an interrupted set-up leaves no half file."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("字体没有做完；再次运行同一命令会重做。")
