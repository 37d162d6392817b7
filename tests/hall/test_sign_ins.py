"""A sign-in ends on the server: not used for long, too old, or its owner's or the office's wish."""

from datetime import timedelta

import pytest

from hall import events
from hall.people.queries import staff_by_account
from hall.people.sign_in_ages import SignInUse, SignInWorker
from hall.people.sign_ins import begin_sign_in, sign_in_of, sign_ins_of
from hall.people.staff_register import change_password


class Keeper:
    """A server's worker with what it remembers; a new one is the server begun anew."""

    def __init__(self, hall, clock):
        self.use = SignInUse(clock.steady)
        self.worker = SignInWorker(hall, self.use)

    def counts(self):
        self.worker.run_once()


@pytest.fixture
def keeper(hall, clock):
    return Keeper(hall, clock)


@pytest.fixture
def tokens(hall):
    """A clerk's and the director's."""

    def begin(account):
        with hall.work(account) as work:
            staff = staff_by_account(work.session, account)
            return begin_sign_in(work, staff.id, "192.0.2.7", "Chromium")

    return {"clerk": begin("bing"), "director": begin("jia")}


@pytest.fixture
def found(hall):
    def found(token):
        with hall.read() as snapshot:
            return sign_in_of(snapshot.session, token)

    return found


def test_a_token_is_kept_as_a_digest_alone(hall, tokens, config):
    for file in config.folder.glob("hall.sqlite3*"):
        assert tokens["clerk"].encode() not in file.read_bytes()


def test_what_is_not_used_ends_by_role(keeper, clock, tokens, found, facts):
    keeper.counts()
    clock.advance(minutes=125)
    keeper.counts()

    assert found(tokens["director"]) is None
    assert found(tokens["clerk"])
    clock.advance(minutes=120)
    keeper.counts()
    assert found(tokens["clerk"]) is None
    ended = [fact.why for fact in facts() if isinstance(fact, events.SignInEnded)]
    assert ended == ["idle", "idle"]


def test_a_clerk_who_works_all_day_is_not_signed_out_until_the_night(
    keeper, clock, tokens, found, facts
):
    clerk = found(tokens["clerk"]).id
    for _ in range(16 * 2):  # half an hour each
        keeper.use.use(clerk)
        keeper.counts()
        clock.advance(minutes=30)
        assert found(tokens["clerk"])
    keeper.use.use(clerk)
    clock.advance(minutes=1)
    keeper.counts()

    assert found(tokens["clerk"]) is None
    assert facts()[-1] == events.SignInEnded(staff_id=3, sign_in=clerk, why="age")


@pytest.mark.parametrize("step", [timedelta(days=1100), timedelta(days=-20000), timedelta(hours=9)])
def test_a_clock_that_steps_signs_nobody_out(hall, keeper, clock, tokens, found, step):
    keeper.counts()
    clock.set_to(clock.now + step)
    keeper.counts()
    assert all(found(token) for token in tokens.values())

    if step > timedelta():
        hall.accept_the_clock("staff:1")  # it was right: the hall's own had stood still
    keeper.counts()
    clock.advance(minutes=60)
    keeper.counts()
    assert all(found(token) for token in tokens.values())


def test_a_night_with_the_server_off_counts_but_not_by_a_doubted_clock(
    hall, config, keeper, clock, tokens, found
):
    keeper.counts()
    clock.jump(days=-20000)  # its battery is flat
    Keeper(hall, clock).counts()
    assert all(found(token) for token in tokens.values())


def test_a_night_with_the_server_off_ends_what_was_left_open(hall, keeper, clock, tokens, found):
    keeper.counts()
    clock.advance(hours=14)

    Keeper(hall, clock).counts()

    assert not any(found(token) for token in tokens.values())


def test_a_restart_signs_nobody_out(hall, keeper, clock, tokens, found):
    for _ in range(6):
        clock.advance(minutes=10)
        Keeper(hall, clock).counts()
        assert all(found(token) for token in tokens.values())
    with hall.read() as snapshot:
        (sign_in,) = sign_ins_of(snapshot.session, 1)
        assert (sign_in.age_seconds, sign_in.idle_seconds) == (3600, 3600)


def test_a_hall_where_nobody_is_signed_in_writes_nothing(hall, keeper):
    with hall.read() as snapshot:
        before = snapshot.seq
    keeper.counts()
    with hall.read() as snapshot:
        assert snapshot.seq == before


def test_a_new_password_set_on_the_server_ends_them(hall, tokens, found):
    with hall.work("installer") as work:
        change_password(work, staff_by_account(work.session, "jia"), "kept")

    assert found(tokens["director"]) is None
    assert found(tokens["clerk"])
