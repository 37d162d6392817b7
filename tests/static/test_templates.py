"""Templates are written to be read: no line that runs out of the window."""

import subprocess
from pathlib import Path

import pytest

from tools.lint_pages import templates

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
LONGEST_LINE = 120


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda template: str(template.relative_to(ROOT))
)
def test_no_line_is_too_long_to_be_read(template: Path) -> None:
    lines = enumerate(template.read_text("utf-8").splitlines(), 1)

    assert [number for number, line in lines if len(line) > LONGEST_LINE] == []


def test_the_linter_finds_nothing_in_the_templates() -> None:
    (djlint,) = templates()
    done = subprocess.run(djlint, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout + done.stderr


#: Digits come from a pad of ours, which cannot paste; a search is no loss.
TYPED_BY_A_PAD = {"kiosk", "timeclock"}


def test_no_form_cuts_off_what_is_pasted_into_it_without_a_word():
    """``data-longest`` says how much is too much (static/js/lib/lengths.js)."""
    cutting = [
        f"{template.name}: {line.strip()}"
        for template in TEMPLATES
        if template.parent.name not in TYPED_BY_A_PAD or template.name.startswith("phone_")
        for line in template.read_text(encoding="utf-8").splitlines()
        if "maxlength" in line and 'name="q"' not in line
    ]

    assert cutting == []
