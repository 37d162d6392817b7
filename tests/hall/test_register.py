"""Who may be changed by whom, and what ends when somebody leaves or changes a password."""

import pytest

from hall.attendance.actions import answer_touch, clock_by_pin
from hall.attendance.queries import enrolled
from hall.demo_data.load import PIN, password_of
from hall.errors import Closed, LastDirector, Malformed, NotAllowed, WrongPassword
from hall.line.leaving_window import free_windows
from hall.line.queries import window_by_name
from hall.line.seating import sit_down
from hall.machines import Touch
from hall.people.actions import sign_in
from hall.people.model import Role
from hall.people.queries import directors, staff_by_account
from hall.people.staff_register import (
    Particulars,
    change_own_password,
    close_account,
    describe,
    must_rank_above,
    reopen_account,
)


@pytest.fixture
def called(hall):
    """A member of staff, by account."""

    def called(account):
        with hall.read() as snapshot:
            return staff_by_account(snapshot.session, account)

    return called


def test_a_hall_keeps_a_director(hall, facts):
    before = facts()
    with hall.read() as snapshot:
        (last,) = directors(snapshot.session)

    for change in (
        lambda work, staff: close_account(work, staff, free_windows),
        lambda work, staff: describe(work, staff, Particulars(staff.name, Role.CLERK)),
    ):
        with pytest.raises(LastDirector), hall.work() as work:
            change(work, staff_by_account(work.session, last.account))

    assert facts() == before


def test_with_a_second_director_the_first_may_go(hall):
    with hall.work() as work:
        second = staff_by_account(work.session, "yi")
        describe(work, second, Particulars(second.name, Role.DIRECTOR))
        close_account(work, staff_by_account(work.session, "jia"), free_windows)

    with hall.read() as snapshot:
        assert [each.account for each in directors(snapshot.session)] == ["yi"]


@pytest.mark.parametrize(
    ("manager", "staff", "becomes", "allowed"),
    [
        ("jia", "bing", Role.CLERK, True),
        ("jia", "yi", None, True),
        ("jia", "bing", Role.DEPUTY, True),
        ("yi", "bing", Role.DUTY, True),
        ("yi", "bing", Role.DEPUTY, False),
        ("yi", "jia", None, False),
        ("yi", "yi", Role.DIRECTOR, False),
    ],
)
def test_a_deputy_looks_after_clerks_alone(hall, called, manager, staff, becomes, allowed):
    with hall.read() as snapshot:
        if allowed:
            must_rank_above(snapshot, called(manager), called(staff), becomes)
        else:
            with pytest.raises(NotAllowed):
                must_rank_above(snapshot, called(manager), called(staff), becomes)


def test_whoever_is_gone_neither_signs_in_nor_clocks_in_nor_keeps_a_window(hall, called):
    with hall.work() as work:
        gone = staff_by_account(work.session, "bing")
        sit_down(work, window_by_name(work.session, "1"), gone)
        close_account(work, gone, free_windows)
        close_account(work, gone, free_windows)  # twice is once
        page = next(each.page for each in enrolled(work.session) if each.staff_id == gone.id)
        assert answer_touch(work, Touch(page=page, score=100)) is None

    with hall.read() as snapshot:
        assert window_by_name(snapshot.session, "1").clerk_id is None
    with pytest.raises(Closed):
        sign_in(hall, "bing", password_of("bing"))
    with pytest.raises(WrongPassword):
        sign_in(hall, "bing", "something-else")
    with pytest.raises(Closed):
        clock_by_pin(hall, called("bing").id, PIN)

    with hall.work() as work:
        reopen_account(work, staff_by_account(work.session, "bing"))
    assert sign_in(hall, "bing", password_of("bing"))


def test_ones_own_password_needs_the_present_one(hall, called):
    bing = called("bing").id

    with pytest.raises(WrongPassword):
        change_own_password(hall, bing, "not-this-one", "new-password")
    with pytest.raises(Malformed):
        change_own_password(hall, bing, password_of("bing"), "short")
    change_own_password(hall, bing, password_of("bing"), "new-password")

    assert sign_in(hall, "bing", "new-password")
    with pytest.raises(WrongPassword):
        sign_in(hall, "bing", password_of("bing"))


@pytest.mark.parametrize("name", ["", " ", "甲" * 21, "甲\u0000乙"])
def test_a_name_is_a_short_line(hall, name):
    with pytest.raises(Malformed), hall.work() as work:
        bing = staff_by_account(work.session, "bing")
        describe(work, bing, Particulars(name, Role.CLERK))
