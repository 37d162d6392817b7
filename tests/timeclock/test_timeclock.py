"""The screen beside the reader: an answer for every touch, and a way without the reader."""

import pytest

from hall.attendance.deeds import answer_touch
from hall.demonstration.furnish import PIN
from hall.machines import Touch


def touch(building, page):
    with building.hall.work("fingerprint_reader") as work:
        answer_touch(work, Touch(page, 90))


def test_a_known_finger_is_greeted_with_a_masked_name(building, client):
    touch(building, 3)

    answer = client.get("/timeclock/_answer").text

    assert "演**丙" in answer
    assert "演示员丙" not in answer
    assert "09:30:00" in answer


@pytest.mark.parametrize(("page", "said"), [(None, "没有认出来"), (99, "还没有登记到人")])
def test_a_stranger_is_told_what_to_do(building, client, page, said):
    touch(building, page)

    assert said in client.get("/timeclock/_answer").text


def test_an_answer_leaves_the_screen_after_a_while(building, client, clock):
    touch(building, None)

    clock.advance(seconds=8)

    assert "没有认出来" not in client.get("/timeclock/_answer").text


def test_an_answer_does_not_stay_because_the_clock_was_set_back(building, client, clock):
    touch(building, None)
    clock.advance(days=-1)
    building.hall.accept_the_clock("staff:1")

    assert "没有认出来" not in client.get("/timeclock/_answer").text


def test_the_right_pin_clocks_and_a_wrong_one_says_so(client):
    right = client.post("/timeclock/pin", data={"staff": 3, "pin": PIN})
    wrong = client.post("/timeclock/pin", data={"staff": 4, "pin": "000000"})

    assert right.status_code == 303
    assert wrong.status_code == 401
    assert "人员或打卡密码不对" in wrong.text


@pytest.mark.parametrize("staff", ["", "x", "-1", "999", "9" * 30])
def test_a_pin_of_nobody_is_refused(client, staff):
    answer = client.post("/timeclock/pin", data={"staff": staff, "pin": PIN})

    assert answer.status_code == 401


def test_there_is_no_glass_without_a_simulated_reader(client):
    assert client.post("/timeclock/glass", data={"page": 1}).status_code == 404
