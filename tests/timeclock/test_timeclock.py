"""The screen beside the reader: an answer for every touch, and a way without the reader."""

import pytest

from hall.attendance.actions import answer_touch
from hall.demo_data.load import PIN
from hall.machines import Touch
from hall.people.queries import staff_by_account


def touch(application, page):
    with application.hall.work("fingerprint_reader") as work:
        answer_touch(work, Touch(page, 90))


def test_a_known_finger_is_greeted_with_a_masked_name(application, client):
    touch(application, 3)

    answer = client.get("/timeclock/_answer").text

    assert "演**丙" in answer
    assert "演示员丙" not in answer
    assert "09:30:00" in answer


@pytest.mark.parametrize(("page", "said"), [(None, "没有认出来"), (99, "还没有登记到人")])
def test_a_stranger_is_told_what_to_do(application, client, page, said):
    touch(application, page)

    assert said in client.get("/timeclock/_answer").text


def test_an_answer_leaves_the_screen_after_a_while(application, client, clock):
    touch(application, None)

    clock.advance(seconds=8)

    assert "没有认出来" not in client.get("/timeclock/_answer").text


def test_an_answer_does_not_stay_because_the_clock_was_set_back(application, client, clock):
    touch(application, None)
    clock.advance(days=-1)
    application.hall.accept_the_clock("staff:1")

    assert "没有认出来" not in client.get("/timeclock/_answer").text


def test_the_right_pin_clocks_and_a_wrong_one_says_so(client):
    right = client.post("/timeclock/pin", data={"staff": 3, "pin": PIN})
    wrong = client.post("/timeclock/pin", data={"staff": 4, "pin": "000000"})

    assert right.status_code == 303
    assert wrong.status_code == 401
    assert "人员或打卡密码不对" in wrong.text
    assert 'value="4" required checked' in wrong.text
    assert "000000" not in wrong.text


@pytest.mark.parametrize("staff", ["", "x", "-1", "999", "9" * 30])
def test_a_pin_of_nobody_is_refused(client, staff):
    answer = client.post("/timeclock/pin", data={"staff": staff, "pin": PIN})

    assert answer.status_code == 401


def test_there_is_no_glass_without_a_simulated_reader(client):
    assert client.post("/timeclock/glass", data={"page": 1}).status_code == 404


def test_two_people_whose_masked_names_are_the_same_are_told_apart(client, application):
    with application.hall.work("staff:1") as work:
        for account, name in (("jia", "刘一"), ("yi", "刘二")):
            staff_by_account(work.session, account).name = name

    page = client.get("/timeclock/pin").text

    assert "刘*（jia）" in page
    assert "刘*（yi）" in page
    assert "刘一" not in page
