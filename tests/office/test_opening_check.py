"""开门检查 in the office: asked for with one press, shown, and when it comes is set here."""

from hall.hall_time import CLOCK_TOLERANCE
from hall.settings import setting


def run_through(application) -> None:
    """As its own thread would."""
    (checker,) = (application.app.extensions["app_context"].opening_checker,)
    checker.look_once()
    while checker.running:
        checker.look_once()


def test_one_press_begins_it_and_the_page_shows_how_far_it_is(manager, application):
    assert "还没有检查过" in manager.get("/office/opening-check").text

    assert manager.post("/office/opening-check/now").status_code == 303
    assert "正在检查" in manager.get("/office/opening-check/_state").text
    run_through(application)

    page = manager.get("/office/opening-check").text
    assert "正在检查" not in page
    assert "项要办" in page  # no screen is there in this test
    assert "没有一块叫号屏报告播出了测试声" in page
    assert "项要办" in manager.get("/office").text.partition("开门检查")[2]


def test_whoever_heard_the_sound_says_so_once(manager, application):
    manager.post("/office/opening-check/now")
    run_through(application)
    for _ in range(2):
        assert manager.post("/office/opening-check/heard").status_code == 303

    assert "演示员甲说听到了测试声" in manager.get("/office/opening-check").text


def test_when_it_comes_is_set_here(manager, application):
    assert manager.post(
        "/office/opening-check", data={"opening_check_minutes": "45"}
    ).status_code == 303  # fmt: skip
    refused = manager.post("/office/opening-check", data={"opening_check_minutes": "999"})

    assert refused.status_code == 422
    assert "请填 0 到 180 分钟" in refused.text
    with application.hall.read() as snapshot:
        assert setting(snapshot.session, "opening_check_minutes") == "45"
        assert setting(snapshot.session, "opening_check_slip") == "no"


def test_while_the_clock_is_doubted_the_page_says_why_it_does_not_come(manager, clock):
    clock.jump(seconds=-CLOCK_TOLERANCE.total_seconds() - 60)

    assert "核对以前不自动检查" in manager.get("/office/opening-check").text


def test_a_clerk_asks_for_none(application):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    for step in ("now", "heard"):
        assert clerk.post(f"/office/opening-check/{step}").status_code == 403
