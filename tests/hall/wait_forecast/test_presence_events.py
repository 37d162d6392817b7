"""Punches as signs of presence: of when they were made, however late they are told."""

from datetime import timedelta

import pytest

from hall.attendance.punching import ToldPunch, write_punches
from hall.wait_forecast.presence_events import PresenceEvents, PresenceSign
from tests.conftest import MORNING

BING = 3


@pytest.fixture
def seen(hall):
    """What is known of 演示员丙 after these punches are told, half past nine in the hall."""

    def seen(*hours_ago, set_aside=""):
        with hall.work() as work:
            for hours in hours_ago:
                at = MORNING - timedelta(hours=hours)
                told = ToldPunch(staff_id=BING, at=at, way="terminal", set_aside=set_aside)
                write_punches(work, [told])
        events = PresenceEvents()
        events.follow(hall.journal_after(0, 0))
        return [(event.minute, event.sign) for event in events.by_staff[BING]]

    return seen


def test_a_punch_told_late_is_a_sign_of_when_it_was_made(seen):
    assert seen(0, 1) == [(510, PresenceSign.PUNCHED), (570, PresenceSign.PUNCHED)]


def test_a_punch_of_yesterday_or_of_a_wrong_clock_is_no_sign_of_today(seen):
    assert seen(24) == []
    assert seen(1, set_aside="jump") == []
