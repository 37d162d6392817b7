"""The office's page of leave and field duty: what waits, everybody's slips, kinds and ladder."""

import pytest

from hall.attendance.absences.approvers import read_ladder
from hall.attendance.absences.ladder import Ladder
from hall.attendance.absences.model import SlipKind
from hall.events import SlipsLookedAt
from hall.list_entries import entries

SETTINGS = "/office/leave/settings"


@pytest.fixture
def people(as_):
    return {account: as_(account) for account in ("jia", "yi", "bing")}


def kinds(application):
    with application.hall.read() as snapshot:
        return {kind.name: kind for kind in entries(snapshot.session, SlipKind)}


@pytest.fixture
def apply_for(application, people):
    def apply_for(first="2025-03-04", last="", path="/me/absences", who="bing", **more):
        kind = kinds(application)["事假"].id
        words = {"kind": kind, "first": first, "last": last, "part": "whole", "reason": "家事"}
        assert people[who].post(path, data=words | more).status_code == 303

    return apply_for


def test_only_managers_come_in(client, as_):
    paths = ("", "/for/3", "/settings")
    forms = ("/for/3/absences", "/slips/1/approve", "/settings/ladder", "/settings/kinds")
    for path in paths:
        assert client.get(f"/office/leave{path}").status_code == 302
        assert as_("bing").get(f"/office/leave{path}").status_code == 403
    for path in forms:
        assert as_("bing").post(f"/office/leave{path}").status_code == 403


def test_each_sees_first_what_waits_for_them_and_may_stand_in_for_who_is_below(people, apply_for):
    apply_for()  # one day: the deputy's

    waiting = people["yi"].get("/office/leave").text.partition("全部单子")[0]
    assert "家事" in waiting
    assert "等别人批的" not in waiting
    assert "等别人批的 1 张" in people["jia"].get("/office/leave").text
    assert people["jia"].post("/office/leave/slips/1/approve").status_code == 303
    page = people["yi"].get("/office/leave").text
    assert "没有等您批的单子" in page
    assert "已批准" in page
    again = people["yi"].post("/office/leave/slips/1/approve")
    assert again.status_code == 409
    assert "这张单子现在是“已批准”" in again.text


def test_a_refusal_says_why_to_the_person(people, apply_for):
    apply_for()

    assert people["yi"].post("/office/leave/slips/1/refuse").status_code == 422
    words = {"reason": "那天要迎检"}
    assert people["yi"].post("/office/leave/slips/1/refuse", data=words).status_code == 303
    assert "演示员乙不准：那天要迎检" in people["bing"].get("/me").text


def test_the_office_enters_a_paper_slip_and_it_is_decided_like_any_other(people, apply_for):
    apply_for(path="/office/leave/for/3/absences", who="yi")

    page = people["bing"].get("/me").text
    assert "由 演示员乙 登记" in page
    assert "等 演示员乙 批" in page


def test_the_list_is_of_one_month_and_one_person(people, apply_for):
    apply_for()

    def shown(query):
        return "家事" in people["jia"].get(f"/office/leave?{query}").text.partition("全部单子")[2]

    people["yi"].post("/office/leave/slips/1/approve")
    assert shown("")
    assert shown("month=2025-03&staff=3")
    for query in ("month=2025-02", "month=2025-04", "staff=4"):
        assert not shown(query)
    assert shown("month=2025-13&staff=x")  # nonsense is passed over


def test_every_look_is_a_fact_one_a_page(people, facts):
    people["jia"].get("/office/leave")
    people["jia"].get("/office/leave?staff=3")
    people["yi"].get("/office/leave/for/4")

    looks = [fact for fact in facts() if isinstance(fact, SlipsLookedAt)]
    assert looks == [
        SlipsLookedAt("leave"),
        SlipsLookedAt("leave", 3),
        SlipsLookedAt("leave", 4),
    ]


LADDER = {"head_days": "１", "deputy_days": "3", "make_up_monthly": "2", "make_up_days": "5"}


def test_the_ladder_is_the_offices(manager, application):
    def ladder():
        with application.hall.read() as snapshot:
            return read_ladder(snapshot.session)

    for wrong in ({"deputy_days": "0.5"}, {"head_days": "-1"}, {"head_days": "nan"}):
        assert manager.post(f"{SETTINGS}/ladder", data=LADDER | wrong).status_code == 422
    assert ladder() == Ladder(0.5, 1.0)
    words = LADDER | {"in_turn": "on"}
    assert manager.post(f"{SETTINGS}/ladder", data=words).status_code == 303
    assert ladder() == Ladder(1.0, 3.0, in_turn=True)
    assert "每月最多 2 次" in manager.get("/me").text


def test_kinds_are_added_changed_retired_and_counted(manager, application):
    words = {"effect": "leave", "name": "育儿假", "symbol": "育", "yearly_days": "10"}
    for wrong in ({"symbol": "育儿"}, {"name": "事假"}, {"yearly_days": "400"}, {"effect": "x"}):
        assert manager.post(f"{SETTINGS}/kinds", data=words | wrong).status_code in (409, 422)
    assert manager.post(f"{SETTINGS}/kinds", data=words).status_code == 303
    added = kinds(application)["育儿假"]
    assert (added.symbol, added.yearly_days) == ("育", 10)

    words = {"name": "育儿假", "symbol": "儿", "yearly_days": ""}
    assert manager.post(f"{SETTINGS}/kinds/{added.id}", data=words).status_code == 303
    assert kinds(application)["育儿假"].yearly_days is None
    manager.post(f"{SETTINGS}/slip_kind/{added.id}/retire")
    assert "育儿假" not in kinds(application)


def test_somebody_has_more_days_than_the_others(manager, as_, application):
    kind = kinds(application)["年休假"].id
    address = f"{SETTINGS}/allowances/3"

    assert manager.post(address, data={"kind": kind, "days": "x"}).status_code == 422
    assert manager.post(address, data={"kind": kind, "days": "10"}).status_code == 303
    assert "<td>10 天</td>" in as_("bing").get("/me").text
    manager.post(address, data={"kind": kind, "days": ""})
    assert "<td>5 天</td>" in as_("bing").get("/me").text
