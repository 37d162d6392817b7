"""A rotation drawn once for all screens is, at every moment, what each alone would have drawn."""

import re
from dataclasses import replace
from datetime import time, timedelta

from display.views import MOST_DRAWN, MOST_TOLD, rotations
from hall.notices.levels import Level
from hall.notices.model import NoticeKind
from hall.notices.publishing import approve, submit, withdraw
from hall.notices.queries import notice_by_id
from hall.notices.rotation import Rotation
from hall.notices.schedule import Daypart, Schedule
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.notices.writing import LONGEST_BODY, Draft, write
from hall.people.queries import staff_by_account
from hall.screens.actions import ScreenWish, register
from hall.screens.model import ScreenRole
from hall.screens.queries import screen_called

PATHS = ("/display/_notices", "/display/door/_notices", "/display/nobody-knows/_notices")
#: Seconds between two looks: within a minute, over a daypart's edge, over midnight.
STEPS = (0, 0.4, 20, 39.6, 1, 3600, 1800, 8 * 3600, 7 * 3600, 30, 3 * 24 * 3600)


def publish(work, title, schedule, screens=(), level=Level.NOTICE, body="一"):
    jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
    notice = write(work, Draft(kind=NoticeKind.TEXT, title=title, body=body, level=level), jia)
    reschedule(work, notice, NoticeSchedule(schedule, screens=tuple(screens)))
    submit(work, notice)
    approve(work, notice, yi)
    return notice.id


def test_nobody_sees_what_another_moment_another_screen_or_a_withdrawn_notice_showed(
    client, application, clock
):
    context = application.app.extensions["app_context"]
    with application.hall.work("staff:1") as work:
        start = work.now
        noon = Schedule(start, dayparts=(Daypart(time(11), time(13)),))
        publish(work, "中午", noon)
        publish(work, "两天", Schedule(start, start + timedelta(days=2)))
        publish(work, "只在门口", Schedule(start), [screen_called(work.session, "door")])

    for step in STEPS:
        clock.advance(seconds=step)
        with application.app.test_request_context():
            told = rotations()
        for path in PATHS:
            shared = client.get(path).text
            application.app.extensions["app_context"] = replace(context, rotation=Rotation())
            alone = client.get(path).text
            application.app.extensions["app_context"] = context
            assert shared == alone == told.get(path.split("/")[-2], told[""]), (step, path)
            assert ("只在门口" in shared) == ("door" in path)
            assert "@" not in re.sub(r"<p>.*?</p>", "", shared)


def test_what_is_told_to_all_screens_has_its_bounds(client, application):
    with application.hall.work("staff:1") as work:
        for number in range(MOST_DRAWN + 1):
            screen = register(work, ScreenWish(name=f"x{number}", role=ScreenRole.NOTICES))
            publish(work, f"只在 x{number}", Schedule(work.now), [screen])

    with application.app.test_request_context():
        told = rotations()

    last = f"x{MOST_DRAWN}"
    assert [name for name, drawn in told.items() if drawn is None][-1] == last
    assert [name for name, drawn in told.items() if drawn][0] == ""
    assert f"只在 {last}" in client.get(f"/display/{last}/_notices").text
    assert sum(len(drawn or "") for drawn in told.values()) <= MOST_TOLD

    with application.hall.work("staff:1") as work:
        for _ in range(MOST_TOLD // LONGEST_BODY + 1):
            publish(work, "很长", Schedule(work.now), body="长" * LONGEST_BODY)
    with application.app.test_request_context():
        assert set(rotations().values()) == {None}


def test_a_withdrawal_is_in_the_very_next_answer(client, application):
    with application.hall.work("staff:1") as work:
        gone = publish(work, "要撤下的", Schedule(work.now))
    assert "要撤下的" in client.get("/display/_notices").text

    with application.hall.work("staff:1") as work:
        withdraw(work, notice_by_id(work.session, gone), "测试")

    assert "要撤下的" not in client.get("/display/_notices").text
