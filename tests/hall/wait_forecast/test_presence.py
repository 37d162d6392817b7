"""The one rule of who is here: grace both ways."""

import pytest

from hall.wait_forecast.presence import ClerkSigns, lets_wait, presence_of
from hall.wait_forecast.presence_events import PresenceEvent, PresenceSign
from hall.wait_forecast.rules.values import OfficerPresence

BEGINS = 510.0
CAME, ACTED, LEFT = PresenceSign.CAME, PresenceSign.ACTED, PresenceSign.LEFT
OUT, PUNCHED = PresenceSign.SIGNED_OUT, PresenceSign.PUNCHED


def seen(now, *signs, **known):
    """Where a clerk is at this minute, who was seen as told: (minute, sign)."""
    events = [PresenceEvent(minute, sign) for minute, sign in signs]
    return presence_of(ClerkSigns(signs=events, begins=BEGINS, **known), now)


@pytest.mark.parametrize(
    ("now", "signs", "seated", "state"),
    [
        (531, [(530, CAME)], False, "shortly"),  # signed in, not seated yet
        (545, [(530, CAME)], False, "away"),
        (512, [(480, CAME)], False, "shortly"),  # was early; the hall has just opened
        (531, [(530, CAME)], True, "here"),
        (601, [(530, CAME), (600, LEFT)], False, "shortly"),  # 换窗口
        (615, [(530, CAME), (600, LEFT)], False, "away"),
        (602, [(530, CAME), (600, LEFT), (601, CAME)], True, "here"),
        (602, [(530, CAME), (600, LEFT), (600, OUT)], False, "shortly"),  # another computer
        (615, [(530, CAME), (600, LEFT), (600, OUT)], False, "gone"),
        (615, [(530, CAME), (600, OUT)], True, "gone"),
        (615, [(505, PUNCHED), (530, CAME), (600, PUNCHED)], True, "gone"),
        (615, [(505, PUNCHED), (530, CAME), (600, PUNCHED), (601, ACTED)], True, "here"),
        (615, [(512, CAME), (520, PUNCHED)], True, "here"),
        (615, [], True, "expected"),
        (615, [], False, "expected"),
    ],
)
def test_what_was_seen_says_where_somebody_is(now, signs, seated, state):
    assert seen(now, *signs, seated=seated).state is OfficerPresence(state)


def test_in_an_empty_hall_whoever_sits_stays_here_however_long_nothing_is_pressed():
    assert seen(700, (512, CAME), seated=True).state is OfficerPresence.HERE


def test_whoever_lets_people_wait_without_a_sign_is_away_since_they_could_have_called():
    waited = {"seated": True, "wanted_since": 600.0}

    assert seen(602, (512, CAME), **waited).state is OfficerPresence.HERE
    assert seen(614, (512, CAME), **waited).state is OfficerPresence.SHORTLY
    found = seen(616, (512, CAME), **waited)
    assert (found.state, found.since) == (OfficerPresence.AWAY, 600.0)
    assert seen(616, (614, ACTED), **waited).state is OfficerPresence.HERE


@pytest.mark.parametrize("doing", [{"visit_since": 540.0}, {"paused": True}])
def test_a_visit_or_a_pause_is_believed_for_an_hour(doing):
    known = {"seated": True, "wanted_since": 541.0, **doing}

    assert seen(599, (540, ACTED), **known).state is OfficerPresence.HERE
    assert seen(601, (540, ACTED), **known).state is OfficerPresence.AWAY


def test_nobody_is_overdue_at_whose_window_nobody_waited_yet():
    """Signed in since yesterday: the seat says that they may be there, and nothing more."""
    assert seen(560, seated=True).since == 560.0
    assert seen(560, seated=True, wanted_since=555.0).since == 555.0
    assert seen(560, seated=True, wanted_since=480.0).since == BEGINS
    assert not lets_wait(seen(560, seated=True, wanted_since=555.0), 560)
    assert lets_wait(seen(575, seated=True, wanted_since=555.0), 575)
    assert lets_wait(seen(615, (600, OUT), seated=True), 615)
