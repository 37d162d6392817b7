"""The punches of today as the office sees them: by what, how sure the reader was, and which."""

import re
from datetime import timedelta

from hall.attendance.actions import answer_touch, clock_by_pin
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.remote_touches import arrive
from hall.attendance.trusted_reader import adopt
from hall.demo_data.load import PIN
from hall.machines import Touch

READER = "<br><small>2025年3月3日登记的指纹机</small>"


def listed(manager) -> list[str]:
    page = manager.get("/office/_today").text.partition("今天的打卡")[2].partition("</ol>")[0]
    return re.findall(r"<span>([^/]*(?:<br><small>.*?</small>)?)</span>\s*</li>", page)


def test_the_office_sees_the_score_and_the_reader_of_each_punch(application, manager, clock):
    hall = application.hall
    with hall.work() as work:
        adopt(work, "0123", forgotten=0)
    with hall.work() as work:
        answer_touch(work, Touch(3, 61))
    clock_by_pin(hall, 4, PIN)
    with hall.work() as work:
        hour_ago = work.now - timedelta(hours=1)
        write_punches(work, [ToldPunch(staff_id=2, at=hour_ago, way="terminal")])
    with hall.work() as work:
        arrive(work, "k1", Touch(3, 88), timedelta(hours=2), "0123")

    assert listed(manager) == [
        "密码",
        f"指纹，得分 61{READER}",
        "考勤机",
        f"指纹，得分 88{READER}",
    ]
