"""What counts as understood, before any recogniser is asked."""

import pytest

from tools.hear import as_written, by_sound, table

RIGHT = ("A078", "17")


@pytest.mark.parametrize(
    ("heard", "written", "sound"),
    [
        ("请A零七八号，到十七号窗口办理。", (True, True), (True, True)),
        ("请A078号到17号窗口办理", (True, True), (True, True)),
        ("请A 0 7 8号 到十七号窗口办理", (True, True), (True, True)),
        ("请A零幺八号到十七号窗口办理", (False, True), (False, True)),
        ("请A零期霸号刀时期号穿口半离", (False, False), (True, True)),
        ("请A零七八号到二十七号窗口办理", (True, False), (True, False)),
        ("请A零七号到七号窗口办理", (False, False), (False, False)),
        ("请A一零七八号到十七号后", (True, True), (True, True)),  # a letter that became a digit
        ("", (False, False), (False, False)),
    ],
)
def test_a_call_is_understood_by_its_characters_or_by_how_they_sound(heard, written, sound):
    for way, expected in ((as_written, written), (by_sound, sound)):
        understood = way(heard, *RIGHT)
        assert (understood.number, understood.window) == expected, way


def test_the_table_counts_each_voice_both_ways():
    heard = ("请A零期霸号到十七号窗口办理", "请A零七八号到十七号窗口办理")
    calls = [(by_sound(each, *RIGHT), as_written(each, *RIGHT)) for each in heard]

    line = table({"zm_yunjian": calls}).splitlines()[-1]

    assert line.split() == ["zm_yunjian", "2", "2", "2", "2", "1", "2", "1"]
