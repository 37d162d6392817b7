"""What a screen tells is stored once, in any order, by the server's clock, and within bounds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from display.proof_of_play import diary_token
from hall.proof_of_play import intake
from hall.proof_of_play.model import Exposure, ExposureKind
from hall.proof_of_play.queries import told_until
from hall.screens.queries import screen_called
from tests.conftest import MORNING

MARK = "0123456789abcdef"
NOW_MS = int(MORNING.timestamp() * 1000)


def shown(number=1, start=-60, end=0, notice=1, **more):
    """Seconds from now, as the screen's own clock counts them."""
    length = (end - start) * 1000
    return {
        "number": number, "what": "shown", "notice": notice, "mark": MARK,
        "from": NOW_MS + start * 1000, "to": NOW_MS + end * 1000, "shown": length, "times": 1,
        **more,
    }  # fmt: skip


@pytest.fixture
def tell(application):
    client = application.app.test_client()
    app: Flask = application.app

    def tell(*stretches, screen="main", token_for=None, **words):
        with app.app_context():
            token = diary_token(token_for or screen)
        said = {"token": token, "diary": "abcdef12", "stretches": list(stretches), **words}
        return client.post(f"/display/{screen}/exposures", json=said)

    return tell


@pytest.fixture
def rows(application):
    def rows():
        with application.hall.read() as snapshot:
            return snapshot.session.scalars(select(Exposure).order_by(Exposure.number)).all()

    return rows


def test_what_is_told_twice_is_stored_once_and_only_grows(tell, rows):
    assert tell(shown(end=-30), now=NOW_MS).json == {"now": NOW_MS}
    tell(shown(end=-10), now=NOW_MS)
    tell(shown(end=-30), now=NOW_MS)  # older, and late

    (row,) = rows()
    assert row.ends_at == MORNING - timedelta(seconds=10)
    assert row.shown_ms == 50_000


def test_a_screen_with_a_wrong_clock_is_set_right(tell, rows):
    days = timedelta(days=3000)
    ahead = int(days.total_seconds() * 1000)
    told = shown()
    told["from"], told["to"] = told["from"] - ahead, told["to"] - ahead

    tell(told, now=NOW_MS - ahead)
    tell({**told, "number": 2}, diary="abcdef34", offset=ahead)
    tell(shown(number=3), diary="abcdef56", offset=None)

    first, second, third = rows()
    assert first.starts_at == second.starts_at == MORNING - timedelta(seconds=60)
    assert (first.sure, second.sure, third.sure) == (True, True, False)


def test_a_screen_may_speak_for_itself_alone(tell, rows, client):
    assert tell(shown(), now=NOW_MS, token_for="door").status_code == 403
    assert tell(shown(), now=NOW_MS, token="").status_code == 403
    assert tell(shown(), now=NOW_MS, screen="nobody").status_code == 404
    assert 'data-later="proof-of-play"' in client.get("/display/main").text
    assert 'data-later="proof-of-play"' not in client.get("/display/nobody").text
    assert rows() == []


NO_STRETCHES = (
        "not a stretch",
        shown(what="wished"),
        shown(notice=0),
        shown(notice=10**12),
        shown(mark="../../etc"),
        shown(start=0, end=-60),
        shown(start=-90_000, end=0),
        shown(shown=10**9),
        shown(times=-1),
        shown(number=-1),
        shown(start=-400 * 86_400, end=-400 * 86_400 + 60) | {"from": -(10**12)},
        {**shown(), "from": 10**300},
        {**shown(), "number": "1"},
        {**shown(), "what": "alive"},  # with a notice
        {**shown(), "what": ["shown"]},
)  # fmt: skip


def test_what_no_screen_would_say_is_left_out_and_the_rest_kept(tell, rows):
    assert tell(*NO_STRETCHES, shown(number=7), now=NOW_MS).status_code == 200

    assert [row.number for row in rows()] == [7]


def test_a_flood_is_bounded(tell, rows, monkeypatch):
    monkeypatch.setattr(intake, "MOST_A_DAY", 30)

    for diary in ("flood1", "flood2"):
        tell(*[shown(number=each) for each in range(20)], diary=diary, now=NOW_MS)
    too_many = tell(*[shown(number=each) for each in range(101)], diary="flood3", now=NOW_MS)

    assert len(rows()) == 30
    assert too_many.status_code == 422
    assert tell(shown(), diary="../x", now=NOW_MS).status_code == 422
    assert tell({"x": "y" * 70_000}, now=NOW_MS).status_code == 413


def test_while_nobody_knows_the_time_the_screen_keeps_its_diary(tell, rows, clock):
    tell(shown(), now=NOW_MS)
    with_new_fact = clock.now + timedelta(hours=1)
    clock.now = with_new_fact - timedelta(days=365)

    assert tell(shown(number=2), now=NOW_MS).status_code == 503
    assert len(rows()) == 1


def seconds_ago(number, seconds, length):
    start = MORNING - timedelta(seconds=500)
    return intake.ReportedStretch(
        number=number,
        what=ExposureKind.SHOWN,
        starts_at=start,
        ends_at=start + timedelta(seconds=length),
        notice_id=1,
        mark=MARK,
        shown_ms=seconds * 1000,
    )


stretches = st.lists(
    st.builds(seconds_ago, st.integers(1, 4), st.integers(0, 100), st.integers(100, 500)),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data(), stretches)
def test_the_order_and_the_repetitions_change_nothing(hall, data, stretches):
    """A screen's own counts grow with the time; so does what is stored, whatever comes first."""
    grown = [replace(each, shown_ms=int(length_ms(each) / 2)) for each in stretches]

    def told(order):
        with hall.work() as work:
            work.session.execute(delete(Exposure))
            for each in order:
                intake.take_in(work, screen_called(work.session, "main"), "abcdef12", [each])
            rows = work.session.scalars(select(Exposure).order_by(Exposure.number)).all()
            return [(row.number, row.ends_at, row.shown_ms) for row in rows]

    mixed = data.draw(st.permutations(grown + grown[:2]))

    assert told(mixed) == told(grown)


def length_ms(told):
    return (told.ends_at - told.starts_at) / timedelta(milliseconds=1)


def test_a_diary_is_here_up_to_where_its_page_was_alive(application, tell):
    alive = {"number": 9, "what": "alive", "from": NOW_MS - 9000, "to": NOW_MS - 1000}
    tell(shown(), alive, now=NOW_MS)

    with application.hall.read() as snapshot:
        main = screen_called(snapshot.session, "main")
        assert told_until(snapshot.session, main) == MORNING - timedelta(seconds=1)
