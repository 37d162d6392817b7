"""The style sheets keep to the measures of tokens.css, and to lines that can be read."""

import re
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tools.lint_pages import styles
from tools.node import find_node

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "static/css/tokens.css"
SHEETS = [file for file in sorted(ROOT.glob("static/css/**/*.css")) if file != TOKENS]
LONGEST_LINE, MOST_LINES, MOST_STEPS = 120, 250, 12

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
LETTERS = re.compile(r"(?<![\w-])font(?:-size)?:\s*([^;]+);")
OF_THE_SCALE = re.compile(r"var\(--(?:text|type)-\d+\)")
#: What a standard, the distance of a screen or the place of a word asks for, told where it is set.
SET_ELSEWHERE = {"var(--called)", "var(--least)", "var(--fitted)", "inherit"}
COLOUR = re.compile(r"(?i)#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(")
TIME = re.compile(r"(?<![\w.-])(?!0s\b)[\d.]+m?s\b")
CORNER = re.compile(r"(?<![\w-])border-radius:\s*([^;]+);")


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def without_comments(file: Path) -> str:
    return COMMENT.sub("", file.read_text("utf-8"))


@pytest.mark.parametrize("sheet", [TOKENS, *SHEETS], ids=named)
def test_no_line_is_too_long_to_be_read(sheet: Path) -> None:
    lines = enumerate(sheet.read_text("utf-8").splitlines(), 1)

    assert [number for number, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_no_sheet_is_too_long_to_be_read(sheet: Path) -> None:
    assert len(sheet.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("screen", ["display", "kiosk", "phone", "staff", "timeclock"])
def test_a_screen_loads_every_sheet_of_its_folder_once(client: FlaskClient, screen: str) -> None:
    folder = ROOT / "static/css" / screen
    listed = re.findall(rf'"{screen}/([^"]+)"', folder.with_suffix(".css").read_text("utf-8"))

    loaded = client.get(f"/assets/any/css/{screen}.css").text

    assert sorted(listed) == sorted(sheet.name for sheet in folder.glob("*.css"))
    assert "@import" not in loaded
    assert all((folder / name).read_text("utf-8") in loaded for name in listed)


def test_letters_have_at_most_a_dozen_steps() -> None:
    steps = re.findall(r"--type-\d+: ([\d.]+);", TOKENS.read_text("utf-8"))

    assert 0 < len(steps) == len(set(steps)) <= MOST_STEPS


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_size_of_letters_is_a_step(sheet: Path) -> None:
    """But the root's: that is how large a screen's unit is."""
    sizes = [
        (selector.strip(), size)
        for selector, rule in RULE.findall(without_comments(sheet))
        for size in LETTERS.findall(rule)
        if selector.strip() != "html"
    ]

    assert [each for each in sizes if not is_a_step(each[1])] == []


def is_a_step(size: str) -> bool:
    return size.strip() in SET_ELSEWHERE or bool(OF_THE_SCALE.search(size))


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_colours_times_and_corners_are_tokens(sheet: Path) -> None:
    text = without_comments(sheet)

    assert COLOUR.findall(text) == []
    assert TIME.findall(text) == []
    assert [each for each in CORNER.findall(text) if "var(--radius" not in each] == []


def test_no_sheet_uses_a_measure_that_is_nowhere_set() -> None:
    everything = "".join(without_comments(file) for file in (TOKENS, *SHEETS))
    used = set(re.findall(r"var\((--[\w-]+)\)", everything))

    # The panel's size and height come with the kiosk's sheet from config.toml.
    assert used - set(re.findall(r"(--[\w-]+):", everything)) == {"--long-side", "--bottom-edge"}


@pytest.mark.skipif(find_node() is None, reason="没有 Node.js，样式没有检查。")
def test_the_linter_finds_nothing_in_the_sheets() -> None:
    (stylelint,) = styles()
    done = subprocess.run(stylelint, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout + done.stderr
