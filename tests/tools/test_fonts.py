"""The web fonts as cut: nobody's name shows as an empty box, and no page fetches what it needs not.

These tests read the files in static/fonts/, which ``make ready-test`` cuts.
"""

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Route, sync_playwright

from tools.chromium import find_chromium
from tools.fonts import FAMILY, FOLDER, LICENCE, STYLESHEET, gb2312, plan, unicode_range

RULE = re.compile(r'src:url\("(?P<file>[^?]+)\?v=\w+"\).*?unicode-range:(?P<range>[^}]+)}')
RARE_IN_NAMES = "䶮㛃镕堃喆犇龑翀玥珺曌㐂𬭎𫖯𬍛𬱖𤧛𫟹𪟝"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
FULL_WIDTH = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·～￥％＋－＝／ＡＢＣ１２３　"
SIGNS = "①②③⑩●○■□▲△★☆→←↑↓√×÷±℃№§㎡〇ぁアㄅΩЯ"


@cache
def characters_by_file() -> dict[str, frozenset[int]]:
    files = sorted(FOLDER.glob("*.woff2"))
    assert files, "还没有字体，请先运行 make ready-test。"
    return {file.name: characters_in(file) for file in files}


def characters_in(file: Path) -> frozenset[int]:
    with TTFont(file) as font:
        return frozenset(font.getBestCmap())


def ranges_by_file() -> dict[str, frozenset[int]]:
    sheet = (FOLDER / STYLESHEET).read_text("utf-8")
    return {rule["file"]: read_range(rule["range"]) for rule in RULE.finditer(sheet)}


def read_range(text: str) -> frozenset[int]:
    points: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


@pytest.mark.parametrize("text", [ASCII, RARE_IN_NAMES, FULL_WIDTH, SIGNS])
def test_every_character_we_may_meet_has_a_shape(text: str) -> None:
    drawn = frozenset().union(*characters_by_file().values())

    assert [character for character in text if ord(character) not in drawn] == []


def test_all_of_gb2312_has_a_shape() -> None:
    drawn = frozenset().union(*characters_by_file().values())
    hanzi = gb2312(range(16, 88))

    assert len(hanzi) == 6763
    assert hanzi <= drawn
    assert gb2312(range(1, 10)) <= drawn


def test_the_stylesheet_promises_exactly_what_each_file_holds() -> None:
    assert ranges_by_file() == characters_by_file()


def test_no_character_is_fetched_twice() -> None:
    holders = Counter(point for points in ranges_by_file().values() for point in points)

    assert [hex(point) for point, count in holders.items() if count > 1] == []


def test_everyday_text_needs_three_files_and_numbers_one_small_one() -> None:
    def files_for(text: str) -> set[str]:
        wanted = set(map(ord, text))
        return {name for name, points in ranges_by_file().items() if points & wanted}

    assert files_for("A001 08:30—12:00，（2）") == {"latin.woff2"}
    assert files_for("请A001号到3号窗口。衡南县政务服务中心，医疗保险缴费。") == {
        "latin.woff2",
        "hanzi-1.woff2",
    }
    assert len(files_for("䶮")) == 1


def test_the_files_stay_light() -> None:
    weight = {file.name: file.stat().st_size for file in FOLDER.glob("*.woff2")}
    rare = [size for name, size in weight.items() if name.startswith("rare-")]

    assert weight["latin.woff2"] < 100_000
    assert weight["hanzi-1.woff2"] < 1_000_000
    assert max(rare) < 250_000
    assert sum(weight.values()) < 11_000_000


@pytest.mark.parametrize("weight", [400, 700])
def test_digits_are_equally_wide_so_that_numbers_do_not_jump(weight: int) -> None:
    with TTFont(FOLDER / "latin.woff2") as font:
        names, glyphs = font.getBestCmap(), font.getGlyphSet(location={"wght": weight})
        widths = {glyphs[names[ord(digit)]].width for digit in "0123456789"}

    assert len(widths) == 1


def test_the_licence_lies_beside_the_fonts() -> None:
    text = (FOLDER / LICENCE).read_text("utf-8")

    assert "SIL OPEN FONT LICENSE" in text.upper()
    assert "Noto Sans CJK SC" in text


def test_a_plan_gives_every_character_to_one_slice_and_leaves_korean_out() -> None:
    slices = plan([ord("A"), ord("啊"), ord("亍"), ord("①"), ord("䶮"), ord("한")])

    assert {name: unicode_range(points) for name, points in slices.items()} == {
        "hanzi-1": "U+554A",
        "hanzi-2": "U+4E8D",
        "latin": "U+41",
        "symbols": "U+2460",
        "rare-04dae": "U+4DAE",
    }


def test_neighbours_share_one_range() -> None:
    assert unicode_range([0x42, 0x41, 0x50]) == "U+41-42, U+50"
    assert unicode_range([]) == ""


@pytest.mark.browser
def test_a_real_browser_accepts_the_files_and_draws_two_weights() -> None:
    page_text = "A1号窗口①" + RARE_IN_NAMES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        page = browser.new_page()
        page.route("**/*", serve_fonts)
        page.goto("http://hall.test/")
        loaded = page.evaluate(FACES_OF_TWO_WEIGHTS, [FAMILY, page_text])
        inks = page.evaluate(INK_OF_TWO_WEIGHTS, [FAMILY, "䶮"])
        browser.close()

    assert len(loaded) >= 8
    assert set(loaded) == {"loaded"}
    regular, bold = inks
    assert bold > regular * 1.2


FACES_OF_TWO_WEIGHTS = """async ([family, text]) => {
    const weights = [400, 700].map((weight) => `${weight} 20px "${family}"`);
    const faces = await Promise.all(weights.map((font) => document.fonts.load(font, text)));
    return faces.flat().map((face) => face.status);
}"""

#: How dark one character is at 400 and at 700.
INK_OF_TWO_WEIGHTS = """([family, text]) => [400, 700].map((weight) => {
    const canvas = new OffscreenCanvas(200, 200);
    const pen = canvas.getContext("2d");
    pen.font = `${weight} 150px "${family}"`;
    pen.fillText(text, 20, 160);
    return pen.getImageData(0, 0, 200, 200).data.reduce((sum, value) => sum + value, 0);
})"""


def serve_fonts(route: Route) -> None:
    """The folder as a web site; every other address fails."""
    name = Path(route.request.url.partition("?")[0]).name
    if (FOLDER / name).is_file():
        route.fulfill(path=FOLDER / name)
    else:
        link = f'<!doctype html><link rel="stylesheet" href="/{STYLESHEET}">'
        route.fulfill(content_type="text/html", body=link)
