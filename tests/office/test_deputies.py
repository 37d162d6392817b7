"""What a deputy could talk themselves into alone: each of these is the director's."""

import pytest

from hall.people.queries import tokens
from hall.settings import DEFAULTS, setting


@pytest.fixture
def kept(application):
    def kept(name):
        with application.hall.read() as snapshot:
            return setting(snapshot.session, name)

    return kept


LADDER = {"head_days": "1", "deputy_days": "99", "make_up_monthly": "3", "make_up_days": "3"}
ROUNDS = {
    "one pair of eyes": ("/office/notices/rules", {"alone": "1"}, "four_eyes"),
    "every leave theirs": ("/office/leave/settings/ladder", LADDER, "leave_deputy_days"),
    "the last signature": (
        "/office/attendance/2025-02/signers", {"month_director": "2"}, "month_director"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROUNDS)
def test_a_deputy_changes_no_rule_that_holds_the_deputy(as_, kept, name):
    path, form, changed = ROUNDS[name]

    refused = as_("yi").post(path, data=form)

    assert refused.status_code == 403
    assert "只有主任" in refused.text
    assert kept(changed) == DEFAULTS[changed]
    assert as_("jia").post(path, data=form).status_code == 303
    assert kept(changed) != DEFAULTS[changed]


def test_a_token_that_manages_is_given_by_the_director(as_, application):
    deputy, director = as_("yi"), as_("jia")
    wanted = {"name": "县平台", "scope": "manage"}

    assert deputy.post("/office/people/tokens", data=wanted).status_code == 403
    with application.hall.read() as snapshot:
        assert not tokens(snapshot.session)
    assert deputy.post("/office/people/tokens", data=wanted | {"scope": "line"}).status_code == 200
    other = {"name": "数据上报", "scope": "manage"}
    assert director.post("/office/people/tokens", data=other).status_code == 200


def test_a_deputy_sees_the_rules_and_who_changes_them(as_):
    deputy = as_("yi")

    for path in ("/office/notices", "/office/leave/settings", "/office/people"):
        assert "由主任" in deputy.get(path).text, path
    assert 'value="manage"' not in deputy.get("/office/people").text


def test_a_deputy_becomes_no_director_and_has_no_second_account_that_manages(as_, application):
    deputy = as_("yi")
    as_director = {"name": "演示员乙", "role": "director", "title": "", "department": ""}
    again = {"account": "yi2", "password": "a-second-one", "again": "a-second-one"}

    assert deputy.post("/office/people/2", data=as_director).status_code == 403
    assert deputy.post("/office/people/3", data=as_director).status_code == 403
    assert deputy.post("/office/people", data=as_director | again).status_code == 403
    assert deputy.post("/office/people/1/pin", data={"pin": "194073"}).status_code == 403
    assert deputy.post("/office/people/staff/1/retire").status_code == 403
