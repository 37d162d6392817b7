"""What is said: digit by digit, and windows as people say them."""

import pytest

from announcer.voice.phrasing import (
    CLIP_NAME,
    Part,
    call_parts,
    counted,
    every_part,
    instead_of,
    text_part,
    window_part,
)
from announcer.voice.rendering.phonemes import phonemes_of
from announcer.voice.standing_words import ANNOUNCEMENTS
from hall.loudspeaker import SAYABLE


def said(number, window, **how):
    return " ".join(part.text for part in call_parts(number, window, **how))


@pytest.mark.parametrize(
    ("number", "window", "words"),
    [
        ("A012", "3", "请A 零一二号 到三号窗口办理"),
        ("C100", "2", "请C 一零零号 到二号窗口办理"),
        ("AB999", "12", "请AB 九九九号 到十二号窗口办理"),
        ("1001", "20", "请 一零零一号 到二十号窗口办理"),
        ("A001", "综合", "请A 零零一号 到综合窗口办理"),
    ],
)
def test_a_call_is_read_like_this(number, window, words):
    assert said(number, window) == words


def test_one_may_be_read_yao():
    assert said("A110", "1", yao=True) == "请A 幺幺零号 到一号窗口办理"
    assert call_parts("A220", "1", yao=True)[1].name == "number-220"


@pytest.mark.parametrize("number", ["", "a001", "A", "ABC1", "A-1", "A001\n", "A１２", "A1234567"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="no number"):
        call_parts(number, "1")


@pytest.mark.parametrize("window", ["../etc", "a/b", "x" * 21, "服务 台"])
def test_no_name_of_a_window_leads_out_of_the_folder(window):
    assert CLIP_NAME.fullmatch(window_part(window).name)


def test_numbers_below_a_hundred_are_counted():
    words = {counted(number): number for number in range(1, 100)}

    assert len(words) == 99
    assert [words[word] for word in ("十", "十一", "二十", "三十五")] == [10, 11, 20, 35]


def test_every_clip_has_a_name_of_its_own_that_a_file_may_have():
    parts = list(every_part())

    assert len({part.name for part in parts}) == len(parts)
    assert all(CLIP_NAME.fullmatch(part.name) for part in parts)


def test_only_letters_and_yao_have_a_stand_in():
    assert instead_of(Part("call-AB", "请AB")) == (Part("call-A", "请A"), Part("letter-B", "B"))
    assert instead_of(Part("number-yao-011", ""))[0].text == "零一一号"
    assert instead_of(Part("number-011", "")) == instead_of(text_part("好")) == ()


def test_the_office_can_ask_for_all_that_the_hall_says():
    assert set(SAYABLE) == set(ANNOUNCEMENTS)


def test_letters_within_a_text_are_spoken_as_letters():
    spoken = phonemes_of(Part("text-0", "取B号，A四纸"), lambda text: "x" * len(text))

    assert spoken == "x bˈi xx ˈA xx"
