"""综合窗口 is written 综合窗口 everywhere, not 综合 号窗口."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from hall.errors import WindowPaused
from hall.line.model import Window
from hall.line.window_names import all_called, called
from web import sentences


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("3", "3 号窗口"), ("12", "12 号窗口"), ("A1", "A1 号窗口"), ("综合", "综合窗口"),
        ("综合窗口", "综合窗口"), ("服务台", "服务台"), ("二楼", "二楼窗口"),
    ],
)  # fmt: skip
def test_a_window_is_called_by_its_number_or_its_name(name, said):
    assert called(name) == said


def test_several_windows_share_the_word():
    assert all_called(["1", "2", "综合"]) == "1、2 号窗口、综合窗口"
    assert all_called(["综合"]) == "综合窗口"
    assert all_called([]) == ""


@pytest.mark.slow
def test_no_page_of_the_staff_writes_a_number_behind_a_name(application, client):
    with application.hall.work("staff:1") as work:
        work.session.scalars(select(Window).where(Window.name == "1")).one().name = "综合"
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})

    for address in (
        "/counter",
        "/office/hours",
        "/office/windows",
        "/display/window-1",
        "/display",
    ):
        assert "综合</b> 号窗口" not in client.get(address, follow_redirects=True).text
        assert "综合 号窗口" not in client.get(address, follow_redirects=True).text
    assert "综合窗口" in client.get("/counter", follow_redirects=True).text
    assert "综合</b>窗口" in client.get("/display/window-1").text


ROOT = Path(__file__).parents[2]
#: A name or a figure of the program in front of the word, as Python and templates write it.
BUILT = re.compile(
    r"\}(?:</b>)? ?号窗口|\)s(?:</b>)? ?号窗口|[wW]indow\S*(?: \| \w+)* \}\}(?:</b>)? 号"
)
#: Where it is decided, and slips, whose numbers in a row are 1至3号窗口.
DECIDED = {"hall/line/window_names.py", "hall/slips/number_slip.py", "announcer/voice/phrasing.py"}
SAID = sorted(
    file
    for room in ("hall", "web", "office", "counter", "kiosk", "display", "announcer", "timeclock")
    for ending in ("py", "html", "po")
    for file in (ROOT / room).rglob(f"*.{ending}")
)


def test_nothing_puts_the_word_behind_a_name_by_itself():
    """It asks the one function (hall/line/window_names.py), for a window may have a name."""
    assert SAID
    found = {
        (name, line.strip())
        for file in SAID
        if (name := file.relative_to(ROOT).as_posix()) not in DECIDED
        for line in file.read_text("utf-8").splitlines()
        if BUILT.search(line)
    }
    assert found == set()


@pytest.mark.slow
def test_a_visitor_is_sent_to_a_window_by_its_name(application, client):
    with application.hall.work("staff:1") as work:
        for window in work.session.scalars(select(Window)).all():
            window.name = {"1": "综合", "2": "服务台"}.get(window.name, window.name)
    taken = client.post("/kiosk/take", data={"service": "A"}, follow_redirects=True).text
    page = client.get("/counter", follow_redirects=True).text

    assert "综合" in taken
    assert not re.search(r"(综合|服务台)(</b>)? ?号", taken + page)


def test_a_refusal_calls_a_window_by_its_name():
    said = sentences.refusal(WindowPaused(window="综合", reason="午休"))

    assert said.startswith("综合窗口正在暂停")
