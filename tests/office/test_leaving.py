"""办理离开: one page, one press, the list afterwards."""

import re

import pytest

from hall.people.actions import create_token
from hall.people.model import Scope
from hall.people.queries import staff_by_id
from hall.settings import change_setting

LEAVING = "/office/people/3/leaving"


@pytest.fixture
def busy(application):
    """The clerk signs the month and made a token."""
    with application.hall.work("staff:3") as work:
        create_token(work, name="县平台", scope=Scope.READ)
        change_setting(work, "month_keeper", "3")


def in_use(application):
    with application.hall.read() as snapshot:
        return staff_by_id(snapshot.session, 3).in_use


def test_each_thing_that_goes_on_wants_a_word_before_anything_is_done(application, as_, busy):
    director = as_("jia")
    page = director.get(LEAVING).text
    for said in ("月表上的签字", "县平台", "登记的手指"):
        assert said in page

    answer = director.post(LEAVING, data={})

    assert answer.status_code == 422
    assert "请给每一项选一个接手的人" in answer.text
    assert in_use(application)


def test_one_press_and_the_list_says_what_was_handed_to_whom(application, as_, busy):
    director, clerk = as_("jia"), as_("bing")

    answer = director.post(LEAVING, data={"signer": "4"})

    assert answer.status_code == 303
    assert not in_use(application)
    assert clerk.get("/counter").status_code == 302
    page = director.get(LEAVING).text
    assert "交接清单" in page
    assert re.search(r"月表谁先签</td><td>交给", page)
    assert re.search(r"县平台</td><td>收回", page)
    assert director.post(LEAVING, data={}).status_code == 303  # pressed twice
    assert page == director.get(LEAVING).text


def test_nobody_may_be_said_as_well(application, as_, busy):
    assert as_("jia").post(LEAVING, data={"signer": "nobody"}).status_code == 303
    assert not in_use(application)


@pytest.mark.parametrize("heir", ["3", "999", "x", "-1", "99999999999999999999999"])
def test_a_successor_who_is_none_is_refused(application, as_, busy, heir):
    assert as_("jia").post(LEAVING, data={"signer": heir}).status_code == 422
    assert in_use(application)


def test_the_only_director_stays(as_):
    page = as_("jia").post(
        "/office/people/1/leaving",
        data=dict.fromkeys(
            ("skill", "notice", "case", "slip", "group", "duty", "signer"), "nobody"
        ),
    )

    assert page.status_code == 409


def test_a_deputy_lets_no_manager_go(as_):
    assert as_("yi").get("/office/people/1/leaving").status_code == 403
    assert as_("yi").post("/office/people/1/leaving", data={}).status_code == 403
