"""A demonstration that the network reaches: its passwords stand on no page."""

import pytest

from hall.demo_data.accounts import accounts_as_loaded
from hall.demo_data.load import password_of
from hall.people.credentials import kept_password
from hall.people.queries import staff_in_use
from hall.people.staff_register import change_password

WARNING = "演示账号的密码还没有改"


def test_the_sign_in_page_shows_nobody_the_passwords(stranger):
    page = stranger.get("/sign-in").text

    assert "演示账号" not in page
    assert "yanshi-" not in page


def test_the_office_warns_until_the_last_password_is_changed(staff, application):
    kept = kept_password("a long one of our own")
    assert WARNING in staff.get("/office").text
    with application.hall.work("installer") as work:
        last, *others = staff_in_use(work.session)
        for person in others:
            change_password(work, person, kept)
    assert f"{last.account}：密码写在程序的说明里" in staff.get("/office/_today").text.replace(
        " ", ""
    )

    with application.hall.work("installer") as work:
        change_password(work, work.session.merge(last), kept)
        assert accounts_as_loaded(work.session) == []
    staff.post("/sign-in", data={"account": last.account, "password": "a long one of our own"})

    assert WARNING not in staff.get("/office/_today").text


@pytest.mark.parametrize("host", ["127.0.0.1"])
def test_who_only_tries_it_on_one_computer_is_shown_them(stranger, staff):
    assert password_of("jia") in stranger.get("/sign-in").text
    assert WARNING not in staff.get("/office").text
