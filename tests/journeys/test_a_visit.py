"""A whole visit, through every screen it touches."""

from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, WALL, Screens, awake_by_keys, press

pytestmark = pytest.mark.browser

TELL = """([address, words]) =>
    fetch(address, { method: "POST", body: new URLSearchParams(words) }).then(() => null)"""


def test_a_visit(screens: Screens) -> None:
    wall = screens.open("/display", WALL)
    kiosk = screens.touch("/kiosk")

    kiosk.get_by_role("link", name="取号").tap()
    kiosk.get_by_role("button", name="户籍办理").tap()
    number = kiosk.locator(".ticket__number").inner_text()
    expect(kiosk.locator(".slip-status")).to_have_text("号票已打印，请取走。")

    phone = screens.open(address_on_the_slip(screens), PHONE)
    expect(phone.locator(".phone__number")).to_have_text(number)
    expect(phone.locator(".phone__status")).to_contain_text("前面没有人")

    desk = screens.staff("ding", "/counter")
    desk.get_by_role("button", name="2 号窗口").press("Enter")
    awake_by_keys(desk)
    expect(desk.locator(".queue").first).to_contain_text(number)
    for action, paused in (("pause", 1), ("reopen", 0)):
        with phone.expect_response(lambda answer: "/t/" in answer.url):  # it may take longer now
            desk.evaluate(TELL, [f"/counter/2/{action}", {"reason": "去复印"}])
        expect(desk.locator(".in-hand__paused")).to_have_count(paused)
    press(desk, "n")

    expect(wall.locator("[data-overlay]")).to_be_visible()
    expect(wall.locator("[data-number]")).to_have_text(number)
    expect(wall.locator("[data-window]")).to_have_text("2")
    expect(wall.locator(".latest__number")).to_have_text(number)
    expect(desk.locator(".in-hand__number")).to_have_text(number)
    expect(phone.locator(".phone__status")).to_have_text("请到 2 号窗口")

    press(desk, "b")
    expect(phone.locator(".phone__status")).to_have_text("正在 2 号窗口 办理")
    press(desk, "f")
    expect(phone.locator(".phone__status")).to_contain_text("已办结")
    expect(desk.locator(".in-hand__state")).to_have_text("没有正在办理的人")
    expect(wall.locator(".latest")).not_to_contain_text(number)


def address_on_the_slip(screens: Screens) -> str:
    """What a phone's camera reads from the newest slip under the virtual printer."""
    office = screens.staff("jia", "/office/devices")
    picture = read_picture(office, office.locator(".slips__slip").first.get_attribute("src") or "")
    (code,) = zxingcpp.read_barcodes(np.array(picture))
    return code.text


def read_picture(office: Page, path: str) -> Image.Image:
    answer = office.request.get(f"{office.url.split('/office')[0]}{path}")
    assert answer.headers["content-type"] == "image/png"
    return Image.open(BytesIO(answer.body())).convert("L")
