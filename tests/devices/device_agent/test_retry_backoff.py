"""Touches at which the server stumbles: what is behind goes on, and none is lost or doubled."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.device_agent import touch_threads
from devices.device_agent.retry_backoff import LEFT_ALONE, TRIES_TILL_TOLD, RetryBackoff
from devices.device_agent.server_client import ServerAway, ServerFailed, ServerRefused
from devices.device_agent.touch_spool import TouchSpool
from devices.device_agent.touch_threads import MOST_STUMBLES, TouchSender
from hall.machines import Touch


class Moody:
    """A server that stumbles so often at each page, or says no for good."""

    def __init__(self, stumbles, refused=()):
        self.stumbles, self.refused = dict(stumbles), refused
        self.taken, self.asked = [], Counter()

    def post(self, path, told):
        page = told["page"]
        self.asked[page] += 1
        if self.stumbles.get(page, 0) > 0:
            self.stumbles[page] -= 1
            raise ServerFailed("500")
        if page in self.refused:
            raise ServerRefused(422, "Malformed")
        self.taken.append(page)


class Kiosk:
    """The sending side, whose clock moves on by hand."""

    def __init__(self, folder, server, pages=()):
        self.now, self.server = 0.0, server
        self.spool = TouchSpool(Path(folder))
        self.stubborn = RetryBackoff(clock=lambda: self.now)
        self.sender = TouchSender(server, self.spool, Event(), self.stubborn)
        self.sender._news.set()
        for page in pages:
            self.spool.keep(Touch(page, 90), None)

    def round(self, seconds=0.0):
        """As the thread does; False when the round was cut short."""
        self.now += seconds
        self.sender._news.set()
        try:
            self.sender.round()
        except ServerAway:
            return False
        return True

    def waiting(self):
        return [kept.touch.page for kept in self.spool.pending()]


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """What a power cut leaves is tested in test_on_disk; here only what is sent."""
    monkeypatch.setattr("hall.durable_files._to_disk", lambda path: None)


@settings(max_examples=30, deadline=None)
@given(stumbles=st.lists(st.sampled_from([0, 0, 0, 1, 4, 10_000]), min_size=1, max_size=14))
def test_all_that_can_go_through_does_and_the_rest_stays_on_disk(stumbles):
    server = Moody(enumerate(stumbles))
    hopeless = [page for page, times in enumerate(stumbles) if times == 10_000]
    with TemporaryDirectory() as folder:
        kiosk = Kiosk(folder, server, range(len(stumbles)))
        for _ in range(len(stumbles)):  # a minute's rounds: nobody waits for the stubborn
            kiosk.round(2.0)
        assert set(server.taken) >= {page for page, times in enumerate(stumbles) if times == 0}
        for _ in range(60):
            kiosk.round(60.0)

        assert sorted(server.taken + hopeless) == list(range(len(stumbles)))  # and none twice
        assert set(kiosk.waiting()) == set(hopeless)
        assert kiosk.stubborn.to_tell == len(hopeless)


@given(st.integers(1, 10_000))
def test_the_pauses_grow_up_to_ten_minutes(tries):
    pause_after = LEFT_ALONE.pause_after
    assert LEFT_ALONE.first_seconds <= pause_after(tries) <= pause_after(tries + 1)
    assert pause_after(tries) <= LEFT_ALONE.longest_seconds
    assert pause_after(tries) < pause_after(tries + 1) or tries > 6


def test_one_that_fails_for_a_day_is_asked_for_less_and_less(tmp_path):
    server = Moody({1: 10_000})
    kiosk = Kiosk(tmp_path, server, [1])

    for _ in range(24 * 60):
        kiosk.round(60.0)

    assert TRIES_TILL_TOLD < server.asked[1] < 160  # not 1440
    assert kiosk.waiting() == [1]


def test_a_server_in_trouble_is_not_asked_for_every_touch(tmp_path):
    server = Moody(dict.fromkeys(range(50), 1))
    kiosk = Kiosk(tmp_path, server, range(50))

    assert not kiosk.round()

    assert sum(server.asked.values()) == MOST_STUMBLES


def test_what_is_refused_for_good_is_set_aside_and_not_sent_again(tmp_path):
    server = Moody({}, refused={1})
    kiosk = Kiosk(tmp_path, server, [1, 2])

    assert kiosk.round()
    assert kiosk.round()

    assert (server.taken, server.asked[1], kiosk.waiting()) == ([2], 1, [])
    assert len(list(tmp_path.glob("*.refused"))) == 1


def test_a_word_is_written_once_when_it_is_stuck_and_once_when_it_is_through(tmp_path, caplog):
    caplog.set_level("INFO", touch_threads.__name__)
    kiosk = Kiosk(tmp_path, Moody({1: 6}), [1])

    for _ in range(20):
        kiosk.round(LEFT_ALONE.longest_seconds)

    told = [each.getMessage() for each in caplog.records if each.getMessage().startswith("touch ")]
    assert ["stays on disk" in each for each in told] == [True, False]
