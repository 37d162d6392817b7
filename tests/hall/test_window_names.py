"""综合窗口 is written 综合窗口 everywhere, not 综合 号窗口."""

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


def test_a_refusal_calls_a_window_by_its_name():
    said = sentences.refusal(WindowPaused(window="综合", reason="午休"))

    assert said.startswith("综合窗口正在暂停")
