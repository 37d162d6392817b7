"""What a screen will not draw as it was typed, found before anybody reviews it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.notices.letters import KOREAN, code_points
from hall.notices.markdown import as_html, marked_html
from hall.notices.not_as_typed import NotDrawnKind, not_as_typed
from tools import fonts


def found(text):
    return [(each.kind.value, each.found) for each in not_as_typed(text, code_points())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天放假😀😀！", [("letter", "😀😀")]),
        ("一家👨‍👩‍👧。", [("letter", "👨‍👩‍👧")]),
        ("안녕", [("letter", "안녕")]),
        ("电话\ue000", [("letter", "\ue000")]),
        ("号\u202e123\u202c。", [("direction", "\u202e"), ("direction", "\u202c")]),
        ("换\x0b页", [("control", "\x0b")]),
        ("见[省政府](http://www.example.cn)。", [("link", "[省政府](http://www.example.cn)")]),
        ("见<https://www.example.cn/a>", [("link", "<https://www.example.cn/a>")]),
        ("![地图](map.png)", [("picture", "![地图](map.png)")]),
        ("一行<br>两行<b>粗</b>", [("tag", "<br>"), ("tag", "<b>"), ("tag", "</b>")]),
    ],
)
def test_what_is_drawn_otherwise_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "①准备〇份，㎡、℃、★、→、𠮷、㊙、Ⅻ；3<5，a>b，5 < 6 > 4",
        "[2019] 6 号（附件）[见附件] www.example.cn",
        "| 甲 | 乙 |\n| - | - |\n| **一** | 二\u200b |",
    ],
)
def test_everyday_text_is_left_alone(text):
    assert found(text) == []


def test_every_finding_is_marked_in_the_picture_of_the_text():
    text = "<b>号\u202e1</b>😀 **[甲](a)**"

    html = marked_html(text, not_as_typed(text, code_points()))

    assert html == (
        "<p><mark>&lt;b&gt;</mark>号<mark>U+202E</mark>1<mark>&lt;/b&gt;</mark>"
        "<mark>😀</mark> <strong><mark>[甲](a)</mark></strong></p>\n"
    )


@given(st.text())
def test_no_text_opens_or_closes_a_mark_of_its_own(text):
    findings = not_as_typed(text, code_points())
    html = marked_html(text, findings)

    assert html.count("<mark>") == html.count("</mark>") <= len(findings)
    assert findings or html == as_html(text)


def test_the_letters_are_those_of_the_web_fonts():
    assert KOREAN == fonts.LEFT_OUT
    with fonts.whole_font() as font:
        cut = fonts.plan(font.getBestCmap())
    assert code_points() == frozenset().union(*cut.values())


def test_each_kind_has_its_sentence():
    from web.sentences.staff_pages import NOT_AS_TYPED

    assert set(NOT_AS_TYPED) == set(NotDrawnKind)
