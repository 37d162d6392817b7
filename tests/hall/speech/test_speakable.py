"""What is written becomes what a person would say; whatever comes, it can be said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.speech.numbers import money, whole
from hall.speech.speakable import HANZI, PAUSES, speakable

ALLOWED = re.compile(rf"[A-Z{HANZI}{PAUSES}]*")
TEXT = st.text(
    st.sampled_from("0123456789.,-—~/:：()（）〔〕元份个年月日号℃%¥A4mk ①第万，。；、请电话\n")
    | st.characters(),
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("原件1份、复印件2份；必须提供", "原件一份、复印件两份；必须提供"),
        ("到2号窗口，2日内，第2条", "到二号窗口，二日内，第二条"),
        ("电话：0734-8551234。", "电话，零七三四，八五五幺二三四。"),
        ("13812345678", "幺三八幺二三四五六七八"),
        ("拨打12345热线，110个窗口", "拨打幺二三四五热线，一百一十个窗口"),
        ("每证20.5元，工本费80元/本", "每证二十元五角，工本费每本八十元"),
        ("1,200.05元，¥3，2元", "一千二百元零五分，三元，两元"),
        ("2000元，20000人，220个", "两千元，两万人，二百二十个"),
        ("2026-11-23 8:30—17:00", "二零二六年十一月二十三日八点三十分到十七点"),
        ("2019—2021年，2002年", "二零一九到二零二一年，二零零二年"),
        ("12:05 到 2:00", "十二点零五分到两点"),
        ("3-5个工作日，60日内", "三到五个工作日，六十日内"),
        ("50%、0.5‰、1/3", "百分之五十、千分之零点五、三分之一"),
        ("20㎡，2.5km，A4纸", "二十平方米，二点五公里，A四纸"),
        ("取A号，号码B012", "取A号，号码B零一二"),
        ("1. 受理：交材料。", "第一，受理：交材料。"),
        ("（2）户口簿", "第二，户口簿"),
        ("③照片", "第三，照片"),
        ("国发〔2019〕12号", "国发，二零一九，十二号"),
        ("编号430000199001011234", "编号四三零零零零一九九零零一零一一二三四"),
        ("《中华人民共和国社会保险法》", "中华人民共和国社会保险法"),
        ("原件/复印件（看后退还）", "原件或复印件，看后退还"),
        ("见 https://example.com/a?b=1。", "见，网址请看屏幕。"),
        ("≥18周岁，３份", "不少于十八周岁，三份"),
        ("……——", ""),
        ("", ""),
    ],
)
def test_it_is_said_as_people_say_it(written, said):
    assert speakable(written) == said


@given(TEXT)
def test_whatever_is_written_nothing_is_left_that_cannot_be_said(text):
    said = speakable(text)

    assert ALLOWED.fullmatch(said), said
    assert not re.search(rf"[{PAUSES}]{{3}}", said), "a pause behind a pause behind a pause"


@given(TEXT)
def test_what_is_said_already_is_left_as_it_is(text):
    said = speakable(text)

    assert speakable(said) == said


@given(st.text(st.sampled_from("请到窗口办理身份证"), min_size=1))
def test_plain_words_are_not_touched(text):
    assert speakable(text) == text


VALUES = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}


def understood(said: str) -> int:
    """What a listener makes of it; written apart from the code that says it."""
    total = group = digit = 0
    for letter in said:
        if letter in VALUES:
            digit = VALUES[letter]
        elif letter in UNITS:
            group += (digit or 1) * UNITS[letter]
            digit = 0
        else:
            assert letter in "万亿"
            total = (total + group + digit) * (10_000 if letter == "万" else 100_000_000)
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 99_999_999) | st.integers(0, 300), st.booleans())
def test_a_number_is_understood_as_it_was_written(number, counted):
    assert understood(whole(str(number), counted=counted)) == number


@given(st.integers(0, 99_999), st.integers(0, 99))
def test_money_is_understood_to_the_last_fen(yuan, fen):
    said = money(f"{yuan}.{fen:02}")

    found = re.fullmatch(r"(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?|零元", said)
    assert found, said
    parts = [understood(part) if part else 0 for part in found.groups()]
    assert parts[0] * 100 + parts[1] * 10 + parts[2] == yuan * 100 + fen
