"""The web fonts as cut: nobody's name shows as an empty box, and no page fetches what it needs not.

These tests read the files in static/fonts/, which ``make ready-test`` cuts.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Route

from tools.fonts import FAMILY, FOLDER, LICENCE, MORE_FAMILY, RARE_FAMILY, STYLESHEET, gb2312, plan

pytestmark = pytest.mark.slow

RULE = re.compile(
    r'font-family:"(?P<family>[^"]+)".*src:url\("(?P<file>[^"]+)"\) format\("woff2"\)'
    r"(;unicode-range:(?P<range>[^}]+))?}"
)
#: What a page asks for at first, before it is laid out.
FIRST = {"latin.woff2", "everyday.woff2"}
EVERYTHING = range(0x110000)
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


def files_for(text: str) -> set[str]:
    """What a browser fetches to draw the text: per character, of the first family that has it,
    the last file whose range takes it in (CSS Fonts 4, composite faces)."""
    rules = list(RULE.finditer((FOLDER / STYLESHEET).read_text("utf-8")))
    return {file for character in text if (file := file_of(ord(character), rules))}


def file_of(point: int, rules: list[re.Match[str]]) -> str | None:
    for family in (FAMILY, MORE_FAMILY, RARE_FAMILY):
        faces = [rule for rule in rules if rule["family"] == family]
        taken = [rule["file"] for rule in faces if point in read_range(rule["range"])]
        if taken and point in characters_by_file()[taken[-1]]:
            return taken[-1]
    return None


@cache
def read_range(text: str | None) -> frozenset[int] | range:
    if text is None:
        return EVERYTHING
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


def test_a_browser_finds_every_character_that_any_file_holds() -> None:
    rules = list(RULE.finditer((FOLDER / STYLESHEET).read_text("utf-8")))
    held = frozenset().union(*characters_by_file().values())

    assert len(rules) == len(characters_by_file())
    assert [hex(point) for point in held if file_of(point, rules) is None] == []


def test_everyday_text_needs_two_small_files_and_numbers_one() -> None:
    assert files_for("A001 08:30—12:00，（2）") == {"latin.woff2"}
    assert files_for("请A001号到3号窗口。衡南县政务服务中心，医疗保险缴费。") == FIRST
    assert files_for("梵") == {"hanzi.woff2"}
    assert len(files_for("䶮")) == 1


def test_everything_the_kiosk_says_of_itself_is_in_the_first_two_files() -> None:
    pages = [*Path("kiosk/templates").rglob("*.html"), *Path("web/templates").rglob("*.html")]
    said = "".join(page.read_text("utf-8") for page in pages)

    missing = {each for each in said if files_for(each) - FIRST}
    assert not missing, f"add to tools/everyday.txt: {''.join(sorted(missing))}"


def test_the_stylesheet_itself_is_small() -> None:
    assert (FOLDER / STYLESHEET).stat().st_size < 8_000


def test_the_files_stay_light() -> None:
    weight = {file.name: file.stat().st_size for file in FOLDER.glob("*.woff2")}
    rare = [size for name, size in weight.items() if name.startswith("rare-")]

    assert weight["latin.woff2"] < 100_000
    assert weight["everyday.woff2"] < 350_000
    assert weight["hanzi.woff2"] < 2_000_000
    assert max(rare) < 500_000
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
    slices = plan([ord("A"), ord("号"), ord("鹦"), ord("亍"), ord("①"), ord("䶮"), ord("한")])

    assert slices == {
        "everyday": {ord("号")},
        "hanzi": {ord("鹦"), ord("亍"), ord("①")},
        "latin": {ord("A")},
        "rare-04dae": {ord("䶮")},
    }


@pytest.mark.browser
def test_a_real_browser_fetches_just_these_files_and_draws_two_weights(chromium: Browser) -> None:
    page = chromium.new_page()
    fetched: set[str] = set()
    page.on("request", lambda request: fetched.add(name_of(request.url)))
    page.route("**/*", serve_fonts)
    page.goto("http://hall.test/")

    families = [FAMILY, MORE_FAMILY, RARE_FAMILY]
    page.evaluate(SHOW, [families, EVERYDAY])
    for_everyday = {name for name in fetched if name.endswith(".woff2")}
    page.evaluate(SHOW, [families, EVERYDAY + RARE_IN_NAMES])
    for_names = {name for name in fetched if name.endswith(".woff2")}
    inks = page.evaluate(INK_OF_TWO_WEIGHTS, [RARE_FAMILY, "䶮"])
    page.close()

    assert for_everyday == FIRST
    assert for_names == files_for(EVERYDAY + RARE_IN_NAMES) | {
        "hanzi.woff2"
    }  # looked for there too
    regular, bold = inks
    assert bold > regular * 1.2


EVERYDAY = "请A001号到3号窗口"

SHOW = """async ([families, text]) => {
    document.body.style.fontFamily = families.map((family) => `"${family}"`).join();
    document.body.textContent = text;
    document.body.getBoundingClientRect();
    await document.fonts.ready;
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
    name = name_of(route.request.url)
    if (FOLDER / name).is_file():
        route.fulfill(path=FOLDER / name)
    else:
        link = f'<!doctype html><link rel="stylesheet" href="/{STYLESHEET}">'
        route.fulfill(content_type="text/html", body=link)


def name_of(url: str) -> str:
    return Path(url.partition("?")[0]).name
