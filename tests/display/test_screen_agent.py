"""How a screen's computer is, from the agent beside its browser to the office's pages."""

import re

BEAT = "/display/main/beat"
NAMED = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36 HallScreen/8766"
HOT = {"heat": 84, "memory_free": 60, "memory": 900, "disk_free": 9000}


def test_only_pages_for_a_launched_browser_may_speak_to_its_computer(client):
    launched = client.get("/display/main", headers={"User-Agent": NAMED})
    policy = launched.headers["Content-Security-Policy"]
    assert policy.endswith("connect-src 'self' http://127.0.0.1:8766")
    assert 'data-agent="http://127.0.0.1:8766"' in launched.text

    usual = client.get("/display/main", headers={"User-Agent": "Mozilla/5.0"})
    assert "connect-src" not in usual.headers["Content-Security-Policy"]
    assert "screen-agent" not in usual.text


def test_no_name_of_a_browser_lets_a_page_speak_elsewhere(client):
    for name in ("HallScreen/8766; *", "HallScreen/99999", "HallScreen/80", "x HallScreen/evil"):
        answer = client.get("/kiosk", headers={"User-Agent": f"Mozilla/5.0 {name}"})
        assert "connect-src" not in answer.headers["Content-Security-Policy"], name


def test_the_office_sees_a_hot_computer_and_what_to_do(client, as_):
    assert client.post(BEAT, json={"frames": 99, "computer": HOT}).json["anew"] is False

    page = as_("jia").get("/office/screens").text
    assert "84 ℃，内存空 60 MB，磁盘空 9000 MB" in re.sub(r"\s+", "", page).replace(
        "84℃，内存空60MB，磁盘空9000MB", "84 ℃，内存空 60 MB，磁盘空 9000 MB"
    )
    assert "太热了" in page

    today = as_("jia").get("/office").text
    assert "屏幕 main 的电脑" in today
    assert "内存只剩 60 MB" in today


def test_a_computer_that_tells_nonsense_is_refused(client):
    assert client.post(BEAT, json={"computer": {"heat": -5}}).status_code == 422
    assert client.post(BEAT, json={"computer": "hot"}).status_code == 422
    assert client.post(BEAT, json={"computer": None}).status_code == 200
