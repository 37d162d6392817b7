"""When a slip is, as people say it."""

from datetime import datetime

import pytest

from hall.clock import HALL_ZONE
from web.sentences import day_count, slip_time


def at(text):
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=HALL_ZONE)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("01T00:00", "02T00:00", "12月1日（周二）全天"),
        ("01T00:00", "04T00:00", "12月1日（周二）至12月3日（周四）"),
        ("01T00:00", "01T13:15", "12月1日（周二）上午"),
        ("01T13:15", "02T00:00", "12月1日（周二）下午"),
        ("01T13:15", "04T00:00", "12月1日（周二）下午至12月3日（周四）"),
        ("01T00:00", "03T13:15", "12月1日（周二）至12月3日（周四）上午"),
        ("01T09:00", "01T10:30", "12月1日（周二） 09:00 至 10:30"),
        ("01T13:30", "01T15:00", "12月1日（周二） 13:30 至 15:00"),
        ("01T20:00", "02T08:00", "12月1日（周二） 20:00 至 12月2日（周三） 08:00"),
        ("01T08:30", "01T08:30", "12月1日（周二） 08:30"),
    ],
)
def test_a_slip_says_days_halves_and_hours(begins, ends, words):
    assert slip_time(at(begins), at(ends)) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0.5, "0.5"), (1.0, "1"), (2.25, "2.25"), (0.333, "0.33"), (None, "")]
)
def test_days_have_no_more_digits_than_they_need(days, words):
    assert day_count(days) == words
