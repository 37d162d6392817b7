"""The page of the first start: what stands on every page and paper, and is the director's alone."""

import pytest

from tests.waiting import wait_until

DETAILS = {
    "name": "清泉镇政务服务中心",
    "complaint_phone": "0734-8612345",
    "hours": "上午九点到五点",
}


def test_details_stand_on_pages_and_slips_at_once_and_after_a_restart(application, manager, tray):
    for _ in range(2):  # pressed twice
        assert manager.post("/office/setup/details", data=DETAILS).status_code == 303

    for text in (DETAILS["name"], DETAILS["complaint_phone"], DETAILS["hours"]):
        assert text in manager.get("/kiosk").text + manager.get("/display/main").text
    manager.post("/kiosk/tickets", data={"service": "A"})
    wait_until(lambda: tray.slips)
    assert DETAILS["name"] in str(tray.slips[0].as_json())
    application.details.read_again()  # as a start reads them
    assert application.details.now().name == DETAILS["name"]


@pytest.mark.parametrize("name", DETAILS)
def test_none_of_them_may_be_empty_or_too_long_for_its_line(application, manager, name):
    for text in ("", "字" * 200):
        answer = manager.post("/office/setup/details", data={**DETAILS, name: text})
        assert answer.status_code == 422
        assert 'class="field-problem"' in answer.text or "data-refusal" in answer.text
    assert application.details.now().name == "测试大厅"


def test_it_is_the_directors(as_):
    page = as_("yi").get("/office/setup")

    assert "开门以前还差什么" in page.text
    assert "恢复纸</h2>" not in page.text
    assert as_("yi").post("/office/setup/details", data=DETAILS).status_code == 403
