"""评价和意见: the office counts, answers, corrects; nobody else gets in."""

import pytest

from hall.events import WindowTaken
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, finishing, queries
from hall.notices.maintenance_worker import MaintenanceWorker
from hall.opinions.leaving import OpinionText, leave_opinion
from hall.opinions.model import Channel, OpinionKind
from hall.opinions.rating import rate
from hall.people.queries import staff_by_account
from tests.form_walk import OpenForm


@pytest.fixture
def bad(application):
    """Somebody was not content."""

    def rated(grade=5, words="等了一个小时<script>"):
        with application.hall.work("staff:3") as work:
            found = queries.service_by_prefix(work.session, "A")
            issue_ticket(work, found, TicketRequest("kiosk"))
            window = queries.window_by_name(work.session, "1")
            ticket = finishing.finish(work, calling.call_next(work, window))
            rate(work, ticket, grade, words, channel=Channel.PHONE)

    return rated


PATHS = ("", "/_cases", "/cases/1")


def test_only_managers_come_in(application, client, bad):
    bad()
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    for path in PATHS:
        assert client.get(f"/office/opinions{path}").location.startswith("/sign-in")
        assert clerk.get(f"/office/opinions{path}").status_code == 403
    for path in ("/cases/1/answer", "/cases/1/correct", "/cases/1/weight", "/settings"):
        assert clerk.post(f"/office/opinions{path}").status_code == 403


def test_an_empty_hall_says_so(manager):
    page = manager.get("/office/opinions").text

    assert "还没有评价" in page
    assert "没有等待答复的差评和意见" in page
    assert manager.get("/office/opinions/cases/1").status_code == 404


def test_a_bad_rating_is_answered_within_its_limit(manager, bad, clock):
    bad()
    page = manager.get("/office/opinions").text
    assert "3月10日" in page
    assert "还有 7 天" in page
    assert "<script>" not in page.replace('<script type="module"', "")
    assert "满意率" in page

    clock.advance(days=8)
    assert "超期 1 天" in manager.get("/office/opinions/_cases").text
    assert "case--overdue" in manager.get("/office/opinions/_cases").text
    manager.post("/office/opinions/cases/1/weight", data={"complex": "yes"})
    assert "还有 7 天" in manager.get("/office/opinions/_cases").text

    done = manager.post("/office/opinions/cases/1/answer", data={"words": "已加开窗口"})
    assert done.location == "/office/opinions/cases/1"
    assert "已加开窗口" in manager.get("/office/opinions/_cases").text
    twice = manager.post("/office/opinions/cases/1/answer", data={"words": "另一个答复"})
    assert twice.status_code == 409
    manager.post("/office/opinions/cases/1/correct", data={"words": "已加开两个窗口"})
    case = manager.get("/office/opinions/cases/1").text
    assert "已加开窗口" in case
    assert "已加开两个窗口" in case


def test_periods(manager, bad):
    bad(2)
    address = "/office/opinions?first={}&last={}"
    assert "还没有评价" in manager.get(address.format("2025-02-01", "2025-02-28")).text
    assert "还没有评价" not in manager.get(address.format("2025-03-03", "2025-03-03")).text
    assert "还没有评价" in manager.get("/office/opinions?first=2027-01-01").text
    for wrong in (("2025-03-02", "2025-03-01"), ("x", ""), ("2025-02-30", "2025-03-01")):
        assert manager.get(address.format(*wrong)).status_code == 422


def test_limits_are_changed_and_checked(manager, bad):
    form = {"case_days": "3", "complex_case_days": "5", "opinion_days": "90"}
    assert manager.post("/office/opinions/settings", data=form).status_code == 303
    bad()
    assert "3月6日" in manager.get("/office/opinions/_cases").text
    form["case_days_count"] = "working"
    assert manager.post("/office/opinions/settings", data=form).status_code == 303
    assert '"working" selected' in manager.get("/office/opinions").text
    strange = {**form, "case_days_count": "x"}
    for wrong in (strange, {}, {**form, "case_days": "9"}, {**form, "case_days": "x"}):
        assert manager.post("/office/opinions/settings", data=wrong).status_code == 422


@pytest.fixture
def opinion(application):
    """Somebody complained of window 1, where the deputy sits."""
    with application.hall.work("kiosk") as work:
        deputy = staff_by_account(work.session, "yi")
        work.record(WindowTaken(window="1", staff_id=deputy.id))
        said = OpinionText(
            kind=OpinionKind.COMPLAINT,
            phrases=["manner", "on_paper"],
            words="<i>等了半天</i>",
            window=queries.window_by_name(work.session, "1"),
            telephone="13800000000",
        )
        return leave_opinion(work, said, Channel.PHONE).id


def test_an_opinion_is_answered_like_a_bad_rating(manager, opinion, clock):
    page = manager.get("/office/opinions").text
    assert "态度不好，我写在纸上。&lt;i&gt;等了半天&lt;/i&gt;" in page
    assert "等电话答复" in page
    assert "13800000000" not in page  # only whoever handles it reads it
    case = manager.get(f"/office/opinions/cases/{opinion}").text
    assert "13800000000" in case
    assert "投进了意见箱" in case

    assert "要答复的差评和意见" not in manager.get("/office").text
    clock.advance(days=6)
    assert "明天到期 1 件" in manager.get("/office").text
    clock.advance(days=2)
    assert "超期 1 件" in manager.get("/office/_today").text
    manager.post(f"/office/opinions/cases/{opinion}/answer", data={"words": "已谈话"})
    assert "超期 1 件" not in manager.get("/office").text


def test_whom_it_is_about_sees_no_trace_of_it(application, manager, opinion, clock):
    deputy = application.app.test_client()
    deputy.post("/sign-in", data={"account": "yi", "password": "yanshi-yi"})
    clock.advance(days=8)
    address = f"/office/opinions/cases/{opinion}"

    assert "没有等待答复的差评和意见" in deputy.get("/office/opinions").text
    assert "要答复了" not in deputy.get("/office").text
    assert deputy.get(address).status_code == 404
    assert deputy.post(f"{address}/answer", data={"words": "没有这回事"}).status_code == 404
    assert deputy.post(f"{address}/weight", data={"complex": "yes"}).status_code == 404
    manager.post(f"{address}/answer", data={"words": "已谈话"})
    assert "已谈话" not in deputy.get("/office/opinions/_cases").text


def test_how_long_personal_data_is_kept_is_the_offices_to_set(application, manager, opinion, clock):
    kept = OpenForm(manager, "/office/opinions", "/office/opinions/settings")
    assert kept.save(opinion_days=["0"]).status_code == 422
    assert kept.save(opinion_days=["3"]).status_code == 303
    manager.post(f"/office/opinions/cases/{opinion}/answer", data={"words": "已谈话"})
    clock.advance(days=3)
    caretaker = next(each for each in application.workers if isinstance(each, MaintenanceWorker))

    caretaker.forget(sweep=True)

    case = manager.get(f"/office/opinions/cases/{opinion}").text
    assert "13800000000" not in case
    assert "等了半天" not in case
    assert "已按期删除" in case
    assert "态度不好" in manager.get("/office/opinions").text
