"""What was changed from what to what, in words, and one press to go back."""

import re
from datetime import time

from hall.change_records.model import KeptChange
from hall.hours.actions import set_week
from hall.hours.timetable import Half, OpeningSpan
from hall.line.model import Service
from hall.line.services_and_windows import ServiceSettings, change_service
from hall.settings import change_setting, setting


def rows(client, query=""):
    """The cells of each change, newest first."""
    page = client.get(f"/office/changes?{query}").text
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]+>|\s+", "", cell) for cell in re.findall(r"<td.*?</td>", row, re.S)]
        for row in body.split("</tr>")
        if "<td" in row
    ]


def go_back(client, query=""):
    page = client.get(f"/office/changes?{query}").text
    action = re.search(r'action="(/office/changes/\d+/back)"', page)[1]
    newest = re.search(r'name="newest" value="(\d+)"', page)[1]
    return client.post(action, data={"newest": newest})


def test_a_change_says_who_when_and_from_what_to_what(application, manager):
    with application.hall.work("staff:2") as work:
        service = work.session.get(Service, 1)
        before = service.name
        change_service(work, service, ServiceSettings(name="改过的", helps=service.helps))

    number, at, actor, thing, entry, was, now, *_ = rows(manager, "thing=service")[0]

    assert (at[:10], actor, thing, entry) == ("2025-03-03", "演示员乙", "业务", "改过的")
    assert f"名称：{before}" in was
    assert "名称：改过的" in now
    assert "字母" not in was, "what did not change is not told"
    assert number.isdigit()


def test_hours_are_told_as_a_week(application, manager):
    with application.hall.work() as work:
        set_week(work, None, {(0, Half.MORNING): OpeningSpan(time(9), time(11, 30))})

    change = rows(manager, "thing=opening_hours")[0]

    assert change[4] == "整个大厅"
    assert change[6] == "周一上午09:00—11:30"


def test_one_press_makes_the_earlier_value_the_present_one(application, manager, facts):
    for value in ("4", "5"):
        with application.hall.work("staff:2") as work:
            change_setting(work, "most_calls", value)

    assert go_back(manager, "thing=setting").status_code == 303

    with application.hall.read() as snapshot:
        assert setting(snapshot.session, "most_calls") == "4"
    assert facts()[-1].value == "4"
    assert rows(manager, "thing=setting")[0][2:7] == [
        "演示员甲", "设置", "一个号最多叫几次", "5", "4",
    ]  # fmt: skip


def test_an_older_page_is_told_that_it_was_changed_since(application, manager):
    with application.hall.work() as work:
        change_setting(work, "most_calls", "5")
    page = manager.get("/office/changes?thing=setting").text
    action = re.search(r'action="(/office/changes/\d+/back)"', page)[1]
    newest = re.search(r'name="newest" value="(\d+)"', page)[1]
    with application.hall.work() as work:
        change_setting(work, "most_calls", "6")

    answer = manager.post(action, data={"newest": newest})

    assert answer.status_code == 409
    assert "又改过一次" in answer.text
    with application.hall.read() as snapshot:
        assert setting(snapshot.session, "most_calls") == "6"


def test_what_was_not_kept_then_says_so_and_has_no_button(application, manager):
    with application.hall.work() as work:
        work.session.add(
            KeptChange(
                at=work.now, actor="staff:1", thing="screen", entry="1", before=None, after=None
            )
        )

    change = rows(manager, "thing=screen")[0]

    assert change[5:] == ["以前没有记", "以前没有记", "以前是什么没有记下来"]
