"""A page is cut between its lines, and its letters are measured."""

from importlib.resources import files

import pytest
from PIL import Image, ImageDraw, ImageFont

from hall.notices.text_rows import text_rows

PITCH, LETTER = 72, 41


@pytest.fixture(scope="module")
def font():
    file = files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
    return ImageFont.truetype(str(file), LETTER, index=2)


def page(font, *, ruled):
    """Twenty lines; ruled, each stands in a row of a table."""
    drawn = Image.new("RGB", (1528, 2160), "ivory")
    pen = ImageDraw.Draw(drawn)
    for line in range(20):
        top = 100 + line * PITCH
        pen.text((160, top + 14), "某某一　二组　困难补助", font=font, fill="black")
        if ruled:
            pen.rectangle((140, top, 1342, top + 2), fill="black")
            for left in range(140, 1400, 200):
                pen.rectangle((left, top, left + 2, top + PITCH), fill="black")
    return drawn


@pytest.mark.parametrize("ruled", [False, True])
def test_no_cut_goes_through_a_line_and_there_is_one_between_any_two(font, ruled):
    rows = text_rows(page(font, ruled=ruled))

    inked = range(24, 52)  # of a pitch: where the middle of its letters stands
    assert not [cut for cut in rows.cuts if 100 <= cut < 1540 and (cut - 100) % PITCH in inked]
    between = {(cut - 100 + PITCH // 2) // PITCH for cut in rows.cuts if cut < 1560}
    assert between >= set(range(1, 20))
    assert rows.letter is not None
    assert 0.8 * LETTER <= rows.letter <= 1.1 * LETTER


@pytest.mark.parametrize("shade", ["white", "teal"])
def test_a_page_with_nothing_on_it_has_no_letters(shade):
    rows = text_rows(Image.new("RGB", (300, 400), shade))

    assert rows.letter is None
    assert rows.cuts == ()
