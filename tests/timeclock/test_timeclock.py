"""The screen beside the reader: an answer for every touch, and a way without the reader."""

from datetime import timedelta

import pytest

from hall.attendance.actions import answer_touch
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.demo_data.load import PIN
from hall.machines import Touch
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from tests.hall.attendance.office_times import FOUR


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


def test_on_a_busy_morning_everybody_has_an_answer_of_their_own(application, client, clock):
    for page in (3, 4, None, 5):
        touch(application, page)
        clock.advance(seconds=1)

    answer = client.get("/timeclock/_answer").text.partition('class="recent"')[0]

    assert "演**戊" in answer.partition("刚才的打卡")[0]
    earlier = answer.partition("刚才的打卡")[2]
    assert [answer in earlier for answer in ("演**丁", "演**丙", "没有认出来")] == [True] * 3
    clock.advance(seconds=5)  # those of eight seconds ago go, one by one
    assert "演**丙" not in client.get("/timeclock/_answer").text.partition('class="recent"')[0]


def test_thirty_people_in_two_minutes_are_all_answered(application, client, clock):
    """Each sees their own name, also four seconds later, when the next has been answered."""
    for turn in range(30):
        touch(application, turn % 3 + 3)
        clock.advance(seconds=4)
        answer = client.get("/timeclock/_answer").text.partition('class="recent"')[0]
        assert ("演**丙", "演**丁", "演**戊")[turn % 3] in answer


def test_a_punch_that_a_terminal_tells_is_no_answer_of_this_screen(application, client):
    with application.hall.work() as work:
        late = work.now - timedelta(hours=1)
        for at, way in ((work.now, "terminal"), (late, "fingerprint"), (late, "paper")):
            write_punches(work, [ToldPunch(staff_id=3, at=at, way=way)])

    page = client.get("/timeclock/_answer").text

    assert "请按指纹" in page or "这里没有指纹机" in page
    assert page.count("演**丙") == 3  # of today's


def test_the_answer_says_what_the_punch_counts_as_and_by_setting_how_late(application, client):
    with application.hall.work("staff:1") as work:
        group = add_group(work, "机关")
        join_group(work, staff_by_account(work.session, "bing"), group, work.today)
        timetable = add_timetable(work, "四次打卡", FOUR)
        use_timetable(work, timetable, group, UseDays(work.today))
    touch(application, 3)  # at half past nine

    page = client.get("/timeclock/_answer").text
    assert "上午上班（8:30）" in page
    assert "在岗 1 人" in page
    assert "晚 60 分钟" not in page
    with application.hall.work("staff:1") as work:
        change_setting(work, "lateness_shown", "yes")
    assert "晚 60 分钟" in client.get("/timeclock/_answer").text


def test_under_a_doubted_clock_it_says_that_the_punch_is_only_noted(application, client, clock):
    touch(application, 4)
    clock.jump(days=-3)
    touch(application, 3)

    assert "大厅的时间还没有核对，核对以后计入" in client.get("/timeclock/_answer").text
