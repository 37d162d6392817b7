"""A rotation drawn once for all screens is, at every moment, what each alone would have drawn."""

import re
from dataclasses import replace
from datetime import time, timedelta

from hall.notices.levels import Level
from hall.notices.model import Kind
from hall.notices.publishing import Wanted, approve, reschedule, submit, withdraw
from hall.notices.queries import notice_by_id
from hall.notices.rotation import Rotation
from hall.notices.schedule import Daypart, Schedule
from hall.notices.writing import Draft, write
from hall.people.queries import staff_by_account
from hall.screens.queries import screen_called

PATHS = ("/display/_notices", "/display/door/_notices", "/display/nobody-knows/_notices")
#: Seconds between two looks: within a minute, over a daypart's edge, over midnight.
STEPS = (0, 0.4, 20, 39.6, 1, 3600, 1800, 8 * 3600, 7 * 3600, 30, 3 * 24 * 3600)


def publish(work, title, schedule, screens=(), level=Level.NOTICE):
    jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
    notice = write(work, Draft(kind=Kind.TEXT, title=title, body="一", level=level), jia)
    reschedule(work, notice, Wanted(schedule, screens=tuple(screens)))
    submit(work, notice)
    approve(work, notice, yi)
    return notice.id


def test_nobody_sees_what_another_moment_another_screen_or_a_withdrawn_notice_showed(
    client, building, clock
):
    house = building.app.extensions["house"]
    with building.hall.work("staff:1") as work:
        start = work.now
        noon = Schedule(start, dayparts=(Daypart(time(11), time(13)),))
        publish(work, "中午", noon)
        publish(work, "两天", Schedule(start, start + timedelta(days=2)))
        publish(work, "只在门口", Schedule(start), [screen_called(work.session, "door")])

    for step in STEPS:
        clock.advance(seconds=step)
        for path in PATHS:
            shared = client.get(path).text
            building.app.extensions["house"] = replace(house, rotation=Rotation())
            alone = client.get(path).text
            building.app.extensions["house"] = house
            assert shared == alone, (step, path)
            assert ("只在门口" in shared) == ("door" in path)
            assert "@" not in re.sub(r"<p>.*?</p>", "", shared)


def test_a_withdrawal_is_in_the_very_next_answer(client, building):
    with building.hall.work("staff:1") as work:
        gone = publish(work, "要撤下的", Schedule(work.now))
    assert "要撤下的" in client.get("/display/_notices").text

    with building.hall.work("staff:1") as work:
        withdraw(work, notice_by_id(work.session, gone), "测试")

    assert "要撤下的" not in client.get("/display/_notices").text
