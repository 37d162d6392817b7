"""A window's sign: its own window's number always, and an emergency of the whole hall above it."""

from datetime import timedelta

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
