"""What people type is taken as what it can only mean, and nothing else."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall import parsing


def refused(reader, text: str) -> bool:
    try:
        reader(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" １２ ", 12), ("－3", -3), ("+5", 5), ("007", 7)]
)
def test_a_whole_number_may_be_written_with_full_width_digits(text, number):
    assert parsing.whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "1.5", "1e3", "十", "²", "①", "٣", "9999999999", "1 2", "1\x00"]
)
def test_what_is_no_whole_number_is_refused(text):
    assert refused(parsing.whole_number, text)


@pytest.mark.parametrize(
    "text", ["8:30", "08:30", "8：30", "８：３０", "8.30", "8点30", "8点30分", " 8:30 "]
)
def test_a_time_of_day_is_written_in_many_ways(text):
    assert parsing.time_of_day(text) == time(8, 30)


@pytest.mark.parametrize("text", ["", "8", "8:3", "24:00", "25:00", "8:60", "8:30 PM", "8:30:00"])
def test_what_is_no_time_of_day_is_refused(text):
    assert refused(parsing.time_of_day, text)


@pytest.mark.parametrize(
    "text",
    [
        "8:30-12:00", "8.30-12.00", "08:30~12:00", "8：30—12：00", "8:30 至 12:00", "8:30到12点",
        "８：３０－１２：００", "8:30−12:00",
        "8:30‒12:00", "8:30〜12:00", "8:30──12:00", "8∶30ー12∶00",
        "8 : 30 - 12 : 00", "8:30\u200b-12:00\ufeff", "8:30-12:00。", "8.30—12.00；",
    ],
)  # fmt: skip
def test_a_span_is_written_in_many_ways(text):
    assert parsing.time_spans(text) == [(510, 720)]


@pytest.mark.parametrize("between", [" ", "，", "、", ",", "；", ";", "/", "\n", "， "])
def test_spans_stand_between_all_that_people_put_there(between):
    assert parsing.time_spans(f"8:30-12:00{between}22:00-24:00") == [(510, 720), (1320, 1440)]


@pytest.mark.parametrize(
    "text", ["8:30", "8:30-", "-12:00", "8:30-12:00-13:00", "上午", "8:30:12:00", "8,30-12,00"]
)
def test_what_is_no_span_is_refused(text):
    assert refused(parsing.time_spans, text)


@pytest.mark.parametrize("text", ["2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日"])
def test_a_day_is_written_in_many_ways(text):
    assert parsing.day(text) == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "2026-02-30", "26-11-23", "11-23", "2026-11-23T08:00"])
def test_what_is_no_day_is_refused(text):
    assert refused(parsing.day, text)


@pytest.mark.parametrize("text", ["2026-11-23T08:30", "2026-11-23 8:30", "2026-11-23 8：30"])
def test_a_moment_is_a_day_and_a_time(text):
    assert parsing.moment(text) == datetime(2026, 11, 23, 8, 30)  # noqa: DTZ001 - without a zone


def test_a_list_has_each_once_in_order():
    assert parsing.listed("甲，乙、甲；丙/丁\n") == ["甲", "乙", "丙", "丁"]


READERS = (
    parsing.whole_number, parsing.minute_of_day, parsing.time_of_day, parsing.time_spans,
    parsing.day, parsing.moment,
)  # fmt: skip


@given(st.text(), st.sampled_from(READERS))
def test_whatever_is_typed_is_a_value_or_a_value_error(text, reader):
    refused(reader, text)
