"""The rules of the voice at a moment: volume, quiet hours, what comes by itself."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.clock import HALL_ZONE
from hall.loudspeaker import due, rules_at
from hall.settings import DEFAULTS


def at(clock: str, day: int = 3) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2025, 3, day, int(hour), int(minute), tzinfo=HALL_ZONE)


@pytest.mark.parametrize(
    ("clock", "volume"), [("11:59", 1), ("12:00", 2), ("13:59", 2), ("14:00", 3), ("00:00", 1)]
)
def test_the_volume_is_that_of_the_part_of_the_day(clock, volume):
    volumes = {"voice_volume_morning": "1", "voice_volume_noon": "2", "voice_volume_afternoon": "3"}

    assert rules_at(at(clock), DEFAULTS | volumes).volume == volume


@pytest.mark.parametrize(
    ("start", "end", "quiet"),
    [
        ("12:00", "14:00", ["12:00", "13:59"]),
        ("22:00", "07:00", ["22:00", "23:59", "00:00", "06:59"]),
        ("", "", []),
        ("12:00", "", []),
    ],
)
def test_quiet_hours_may_go_over_midnight(start, end, quiet):
    settings = DEFAULTS | {"voice_quiet_from": start, "voice_quiet_until": end}
    moments = ["00:00", "06:59", "07:00", "11:59", "12:00", "13:59", "14:00", "22:00", "23:59"]

    found = [clock for clock in moments if rules_at(at(clock), settings).quiet]

    assert sorted(found) == sorted(quiet)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=60))
def test_what_is_due_comes_once_however_often_it_is_asked(steps):
    settings = DEFAULTS | {"say_opening_at": "08:30"}
    before, said = at("08:00"), []
    for seconds in steps:
        now = before + timedelta(seconds=seconds)
        said += due(before, now, settings)
        before = now

    assert said == ["opening"] * (before >= at("08:30"))


def test_a_server_that_slept_over_the_hour_does_not_say_it_late_or_on_another_day():
    settings = DEFAULTS | {"say_closing_at": "16:45"}

    assert due(at("16:00"), at("16:49"), settings) == ["closing"]
    assert due(at("16:00"), at("16:50"), settings) == []
    assert due(at("17:00", day=2), at("09:00"), settings) == []
    assert due(at("16:46"), at("16:44"), settings) == []
