"""A window's sign: its own window's number always, and an emergency of the whole hall above it."""

from datetime import timedelta

import pytest

from display.sign_letters import sign_letters
from hall.notices.levels import Level
from hall.notices.publishing import withdraw
from hall.notices.queries import notice_by_id
from hall.notices.schedule import Schedule
from tests.display.test_rotation import publish


def sign(client) -> str:
    return client.get("/display/window-1/_sign").get_data(as_text=True)


def test_an_emergency_is_on_every_windows_sign_from_its_minute_until_it_is_taken_down(
    client, application, clock
):
    with application.hall.work("staff:1") as work:
        soon = Schedule(work.now + timedelta(minutes=5), work.now + timedelta(hours=1))
        publish(work, "普通通知", Schedule(work.now))
        fire = publish(work, "请从东门离开", soon, level=Level.EMERGENCY)
    assert "sign__emergency" not in sign(client)
    assert 'data-again-after="300.05"' in sign(client)

    clock.advance(minutes=5)
    assert "请从东门离开" in sign(client)
    assert "普通通知" not in sign(client)
    assert "<b>1</b> 号窗口" in sign(client)
    assert "sign__now" in sign(client)

    with application.hall.work("staff:1") as work:
        withdraw(work, notice_by_id(work.session, fire), "解除")
    assert "sign__emergency" not in sign(client)


@pytest.mark.parametrize(
    ("title", "text", "size", "is_whole"),
    [
        ("请从东门离开", "不要乘电梯。", "large", True),
        ("台风红色预警，请从东门离开", "请听工作人员指挥，到广场集合。" * 2, "middle", True),
        ("台风红色预警，请从东门离开", "请听工作人员指挥，到广场集合。" * 8, "small", True),
        ("台风红色预警，请从东门离开", "请听工作人员指挥。\n\n" * 5, "small", True),
        ("台风红色预警，请从东门离开", "请听工作人员指挥，到广场集合。" * 20, "small", False),
    ],
)
def test_an_emergency_is_as_large_as_all_of_it_has_room(title, text, size, is_whole):
    found = sign_letters(title, text)
    assert (found.name, found.is_whole) == (size, is_whole)


def test_a_sign_says_where_the_rest_of_an_emergency_is(client, application):
    with application.hall.work("staff:1") as work:
        publish(
            work, "请从东门离开", Schedule(work.now), level=Level.EMERGENCY, body="走楼梯。" * 99
        )

    assert "全文请看大厅里的屏幕" in sign(client)
    assert "sign__emergency--small" in sign(client)
