"""A guide as codes: nothing lost on the way, nothing too large for a telephone."""

import io
from base64 import b64decode

import numpy as np
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.guides.pieces import AND_SO_ON, MOST_BYTES, MOST_PIECES, pieces
from web.qr import code_picture

signs = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=6)
#: A few signs, often repeated: long texts, and seams in every place of a character.
text = st.builds(lambda some, times: some * times, signs, st.integers(0, 150))


def read(picture: str) -> str:
    image = Image.open(io.BytesIO(b64decode(picture.partition(",")[2]))).convert("L")
    image = image.resize((image.width * 4, image.height * 4), Image.Resampling.NEAREST)
    (code,) = zxingcpp.read_barcodes(np.array(image))
    return code.text


@given(text, st.lists(text, max_size=12))
def test_the_pieces_together_are_the_text_and_each_fits_a_telephone(title, lines):
    told = pieces(title, lines)

    assert len(told) <= MOST_PIECES
    assert all(len(each.encode()) <= MOST_BYTES for each in told)
    bodies = [each.partition("\n")[2].replace("\n", "") for each in told]
    if told and AND_SO_ON in told[-1]:
        bodies[-1] = bodies[-1].removesuffix(AND_SO_ON)
        assert "".join(lines).startswith("".join(bodies))
    else:
        assert "".join(bodies) == "".join(lines)


def test_each_piece_says_which_it_is_and_a_single_one_nothing():
    assert pieces("低保", ["身份证"]) == ["《低保》\n身份证"]

    first, second = pieces("低保", ["甲" * 200, "乙" * 200])

    assert first.startswith("《低保》（第1张，共2张）\n甲")
    assert second.startswith("《低保》（第2张，共2张）\n乙")


def test_a_guide_beyond_measure_says_that_it_goes_on():
    told = pieces("长", ["字" * 5_000])

    assert len(told) == MOST_PIECES
    assert told[-1].endswith(AND_SO_ON)


def test_the_largest_piece_is_read_back_from_its_code():
    (told, _) = pieces("户口", ["生僻字：𬭎䶮㐂 " + "字" * 300])

    assert MOST_BYTES - 3 < len(told.encode()) <= MOST_BYTES
    assert read(code_picture(told)) == told


def test_a_text_that_no_code_holds_has_no_picture():
    assert code_picture("字" * 3_000) is None
