"""Chinese text: every character is a code that any printer has, or it is drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.ticket_printer.text import columns, encode, printable, wrap

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=40)
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=60) | HANZI


def test_chinese_is_sent_as_two_byte_codes():
    assert encode("便民服务中心") == bytes.fromhex("B1E3C3F1B7FECEF1D6D0D0C4")


@pytest.mark.parametrize("text", ["￥：。、《》【】·—…①℃　", "A012 (80%)"])
def test_usual_signs_are_in_every_font(text):
    assert encode(text) is not None


@pytest.mark.parametrize("rare", ["𬭎", "㐂", "䶮", "鿍", "镕", "〇", "€", "😀", "ñ"])
def test_what_old_fonts_lack_is_left_to_be_drawn(rare):
    assert encode(f"张{rare}") is None


def test_the_yuan_sign_gets_its_full_width_twin():
    assert encode(printable("¥12")) == b"\xa3\xa412"


def test_no_control_code_reaches_the_printer():
    assert printable("甲\x1b@\x00乙\n丙\u200b丁\ufe0f\u3000戊\ud800") == "甲 @ 乙 丙丁 戊〓"


@settings(deadline=None)
@given(ANYTHING)
def test_codes_are_ascii_or_pairs_and_never_a_question_mark_nobody_wrote(text):
    text = printable(text)
    for character in text:
        code = encode(character)
        if code is None:
            continue
        if character.isascii():
            assert code == character.encode()
            assert 0x20 <= code[0] < 0x7F
        else:
            assert len(code) == 2
            assert min(code) >= 0xA1


@settings(deadline=None)
@given(ANYTHING, st.sampled_from((16, 24, 32, 48)))
def test_lines_fit_and_lose_nothing(text, width):
    text = printable(text)
    lines = wrap(text, width)

    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(deadline=None)
@given(HANZI.filter(len), st.sampled_from((16, 32, 48)))
def test_no_orphan_is_left_on_a_line_of_its_own(text, width):
    lines = wrap(text, width)

    assert len(lines) == -(-columns(text) // width)  # no line more than it takes
    if len(lines) > 1:
        assert min(map(columns, lines)) >= min(width // 4, columns(text) - width)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("城乡居民医保参保登记", ("城乡居民医保", "参保登记")),
        ("大杨树镇便民服务中心", ("大杨树镇", "便民服务中心")),
        ("党群（便民）服务中心", ("党群（便民）", "服务中心")),
        ("投诉电话 0312-5555555", ("投诉电话", "0312-5555555")),
    ],
)
def test_lines_end_at_the_joints_of_a_name(text, lines):
    assert wrap(text, 16) == lines
