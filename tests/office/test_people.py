"""The office keeps the register of the staff, and lets programs in and out."""

from datetime import timedelta

import pytest

from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.read_plan import read_plan
from hall.people.queries import staff_by_account, staff_by_id, tokens
from tests.waiting import wait_until

NEW = {"name": "演示员癸二", "role": "clerk", "title": "", "department": "民政"}
TWICE = {"password": "green-lantern", "again": "green-lantern"}


@pytest.fixture
def browser(application):
    def browser(account, password=None):
        client = application.app.test_client()
        given = {"account": account, "password": password or f"yanshi-{account}"}
        assert client.post("/sign-in", data=given).status_code == 302
        return client

    return browser


@pytest.fixture
def staff_id(application):
    def staff_id(account):
        with application.hall.read() as snapshot:
            return staff_by_account(snapshot.session, account).id

    return staff_id


def test_only_managers_come_in(client, browser, staff_id):
    clerk = browser("bing")

    assert client.get("/office/people").status_code == 302
    assert clerk.get("/office/people").status_code == 403
    assert clerk.post("/office/people", data={"account": "new", **NEW, **TWICE}).status_code == 403
    path = f"/office/people/{staff_id('jia')}/password"
    assert clerk.post(path, data=TWICE).status_code == 403


def test_a_new_colleague_signs_in(browser):
    director = browser("jia")

    answer = director.post("/office/people", data={"account": "New", **NEW, **TWICE})

    assert answer.status_code == 303
    assert "演示员癸二" in director.get("/office/people").text
    colleague = browser("new", "green-lantern")
    own = {"present": "green-lantern", "password": "blue-harbour-9", "again": "blue-harbour-9"}
    assert colleague.post("/account", data=own).status_code == 200
    assert colleague.get("/counter").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"again": "something-else"}, {"password": "short", "again": "short"}, {"role": "king"},
     {"name": ""}, {"account": "bing"}, {"account": "新"}],
)  # fmt: skip
def test_a_wrong_entry_adds_nobody(browser, application, wrong):
    director = browser("jia")

    answer = director.post("/office/people", data={"account": "new", **NEW, **TWICE, **wrong})

    assert answer.status_code in {409, 422, 400}
    with application.hall.read() as snapshot:
        assert staff_by_account(snapshot.session, "new") is None


def test_a_deputy_makes_no_managers_and_changes_none(browser, application, staff_id):
    deputy = browser("yi")
    made = deputy.post("/office/people", data={"account": "new", **NEW, **TWICE, "role": "deputy"})
    changed = deputy.post(f"/office/people/{staff_id('jia')}/password", data=TWICE)

    assert (made.status_code, changed.status_code) == (403, 403)
    assert browser("jia")
    with application.hall.read() as snapshot:
        assert staff_by_account(snapshot.session, "new") is None


def test_a_new_password_ends_the_sessions_of_the_old_one(browser, staff_id):
    director, clerk = browser("jia"), browser("bing")

    director.post(f"/office/people/{staff_id('bing')}/password", data=TWICE)

    assert clerk.get("/counter").status_code == 302
    assert "管理室给的" in browser("bing", "green-lantern").get("/account").text


def test_changing_ones_own_password_keeps_this_browser_alone(browser):
    here, there = browser("bing"), browser("bing")
    change = {"present": "yanshi-bing", **TWICE}

    assert here.post("/account", data={**change, "present": "wrong"}).status_code == 422
    assert "两次" in here.post("/account", data={**change, "again": "other"}).text
    assert there.get("/counter").status_code == 200
    assert "密码已经改好" in here.post("/account", data=change).text

    assert here.get("/counter").status_code == 200
    assert there.get("/counter").status_code == 302


def test_whoever_is_gone_is_out_at_once(browser, staff_id):
    director, clerk = browser("jia"), browser("bing")

    director.post(f"/office/people/{staff_id('bing')}/close")

    assert clerk.get("/counter").status_code == 302
    assert "已停用" in director.get(f"/office/people/{staff_id('bing')}").text


def test_a_token_is_shown_once_and_revoked_for_good(browser, application, client):
    director = browser("jia")
    page = director.post("/office/people/tokens", data={"name": "县平台", "scope": "read"}).text
    bearer = page.partition('<code class="token">')[2].partition("</code>")[0]
    asks = {"headers": {"Authorization": f"Bearer {bearer}"}}

    assert client.get("/api/v1/board", **asks).status_code == 200
    assert bearer not in director.get("/office/people").text

    with application.hall.read() as snapshot:
        (token,) = tokens(snapshot.session)
    for _ in range(2):
        assert director.post(f"/office/people/tokens/{token.id}/revoke").status_code == 303
    wait_until(lambda: client.get("/api/v1/board", **asks).status_code == 401)  # kept for 2 seconds


def test_closing_an_account_asks_first(manager):
    assert "/office/people/3/leaving" in manager.get("/office/people/3").text
    page = manager.get("/office/people/3/leaving").text

    asked = page[page.index("<details") : page.index("</details>")]
    assert "确认离开" in asked


def test_whose_account_is_closed_belongs_to_no_group_from_the_next_day_on(
    browser, application, staff_id, clock
):
    gone, today = staff_id("bing"), clock.now.date()
    with application.hall.work("staff:1") as work:
        group = add_group(work, "窗口")
        join_group(work, staff_by_id(work.session, gone), group, today)
    manager = browser("jia")
    assert "从明天起不再算考勤" in manager.get(f"/office/people/{gone}/leaving").text

    for _ in range(2):  # pressed twice
        manager.post(f"/office/people/staff/{gone}/retire")

    with application.hall.read() as snapshot:
        plan = read_plan(snapshot.session, today, today + timedelta(days=1))
    days = [plan.group_of(gone, day) for day in plan.days]
    assert [group.name if group else None for group in days] == ["窗口", None]


def test_a_director_lifts_what_guesses_closed(browser, staff_id, application):
    director, page = browser("jia"), f"/office/people/{staff_id('bing')}"
    assert "输错太多" not in director.get(page).text
    guesser = application.app.test_client()
    for _ in range(5):
        guesser.post("/sign-in", data={"account": "bing", "password": "guess"})
    refused = guesser.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert "请过 60 秒再试" in refused.text
    assert "登录密码：有 1 处连续输错" in director.get(page).text
    assert browser("yi").post(f"/office/people/{staff_id('jia')}/lockout/lift").status_code == 403
    assert director.post(f"{page}/lockout/lift").status_code == 303
    assert "输错太多" not in director.get(page).text
    assert browser("bing")
