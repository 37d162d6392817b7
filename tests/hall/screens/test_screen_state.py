"""What is true of a screen: the gravest word that is, since when, and never a false alarm."""

from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.screens.judging import ExpectedScreen, judged
from hall.screens.screen_state import BEAT_SECONDS, DARK, SILENCE, Condition, Heartbeat, following
from tests.conftest import MORNING


def later(beats):
    return MORNING + timedelta(seconds=BEAT_SECONDS * beats)


def heard(*said):
    """What is known of a screen that said this, one beat after the other."""
    beats = [
        Heartbeat(**{"at": later(number), "painted": 10, "frames": 600, "version": "v", **each})
        for number, each in enumerate(said)
    ]
    return reduce(following, beats, None)


def verdict(*said, **wanted):
    now = wanted.pop("now", later(len(said) - 1))
    usual = {"newest": 10, "newest_at": MORNING, "now": now, "version": "v"}
    return judged(heard(*said), ExpectedScreen(**{**usual, **wanted}))


def test_a_screen_that_says_nothing_is_off_since_it_said_something():
    assert verdict(now=MORNING).condition is Condition.OFF
    assert verdict({}, now=MORNING + SILENCE).condition is Condition.WELL
    gone = verdict({}, {}, now=later(1) + SILENCE + timedelta(seconds=1))
    assert (gone.condition, gone.since) == (Condition.OFF, later(1))


def test_black_is_black_for_twenty_seconds_and_not_when_it_was_told_to():
    dark = {"brightness": DARK - 1}
    assert verdict({}, dark, dark).condition is Condition.WELL  # a dark scene
    found = verdict({}, dark, dark, dark)
    assert (found.condition, found.since) == (Condition.BLACK, later(1))
    assert verdict(dark, dark, dark, {"brightness": DARK}).condition is Condition.WELL
    told = dark | {"blanked": True}
    assert verdict(told, told, told, blanked_at=MORNING).condition is Condition.DARK


def test_stale_only_after_it_had_its_time_to_paint():
    old = {"painted": 9}
    assert verdict(old, newest_at=MORNING - timedelta(seconds=4)).condition is Condition.WELL
    found = verdict(old, newest_at=MORNING - timedelta(minutes=1))
    assert (found.condition, found.since) == (Condition.STALE, MORNING - timedelta(minutes=1))


def test_a_screen_that_does_not_go_dark_or_bright_as_told_is_stale():
    assert verdict({}, blanked_at=MORNING - timedelta(minutes=1)).condition is Condition.STALE
    assert verdict({}, blanked_at=MORNING).condition is Condition.DARK  # it was told just now
    assert verdict({"blanked": True}).condition is Condition.STALE


def test_frozen_is_no_frames_or_a_film_that_stands():
    assert verdict({"frames": None}).condition is Condition.WELL  # too early to tell
    assert verdict({"frames": 4}).condition is Condition.FROZEN
    at = {"item": 3, "film_ms": 4000}
    assert verdict(at, at | {"film_ms": 14_000}).condition is Condition.WELL
    assert verdict(at, at | {"item": 4}).condition is Condition.WELL
    found = verdict(at, at, at)
    assert (found.condition, found.since) == (Condition.FROZEN, later(1))


def test_two_beats_of_one_moment_do_not_freeze_a_film():
    first = heard({"item": 3, "film_ms": 4000})
    at_once = Heartbeat(later(0) + timedelta(seconds=1), 11, 3, 600, "v", film_ms=4000)

    assert Condition.FROZEN not in following(first, at_once).since


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ({"version": "older"}, Condition.OLD),
        ({"mute": True}, Condition.MUTE),
        ({"version": "older", "mute": True}, Condition.OLD),
        ({"frames": 0, "version": "older"}, Condition.FROZEN),
        ({"painted": 9, "frames": 0}, Condition.STALE),
    ],
)
def test_the_gravest_word_that_is_true_is_told(said, condition):
    assert verdict(said, newest_at=MORNING - timedelta(minutes=1)).condition is condition


def test_after_a_silence_everything_counts_anew():
    quiet = heard({"mute": True})
    back = Heartbeat(later(9), 10, None, 600, "v", mute=True)

    assert following(quiet, back).since[Condition.MUTE] == later(9)


beats = st.fixed_dictionaries(
    {
        "frames": st.sampled_from([None, 0, 600]),
        "brightness": st.sampled_from([None, 0, 120]),
        "film_ms": st.sampled_from([None, 1, 2]),
        "mute": st.booleans(),
        "painted": st.sampled_from([9, 10]),
    }
)


@given(st.lists(beats, min_size=1, max_size=8))
def test_nothing_is_wrong_since_later_than_it_was_said_and_well_means_all_is(said):
    account = heard(*said)
    found = verdict(*said, newest_at=MORNING - timedelta(minutes=1))

    assert all(MORNING <= at <= account.beat.at for at in account.since.values())
    if found.condition is Condition.WELL:
        last = said[-1]
        assert last["frames"] != 0
        assert not last["mute"]
        assert last["painted"] == 10


def test_two_browsers_at_one_address_are_told_apart_and_a_reload_is_one():
    wall, desk = {"page": "wall", "address": "192.0.2.7"}, {"page": "desk", "address": "192.0.2.9"}
    said = [wall, wall | {"open_seconds": 10}, desk, wall | {"open_seconds": 30}]
    both = heard(*said, desk | {"open_seconds": 20})

    assert [each.address for each in both.pages(later(4))] == ["192.0.2.7", "192.0.2.9"]
    assert [each.page for each in both.pages(later(4) + SILENCE)] == ["desk"]
    reloaded = heard(*said[:2], {"page": "anew", "open_seconds": 1})
    assert [each.page for each in reloaded.pages(later(2))] == ["anew"]
