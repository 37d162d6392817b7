"""The screen beside the reader, with the simulated glass."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, Screens

pytestmark = pytest.mark.browser


def test_a_finger_is_answered_with_a_masked_name_and_the_time(screens: Screens) -> None:
    screen = screens.open("/timeclock", DESK)

    screen.get_by_role("button", name="演示员乙").click()

    expect(screen.locator(".answer__name")).to_have_text("演**乙")
    expect(screen.locator(".answer__time")).to_have_text(re.compile(r"^\s*\d\d:\d\d:\d\d\s*$"))
    expect(screen.locator(".answer__say")).to_contain_text("打卡成功")
    expect(screen.locator(".recent")).to_contain_text("演**乙")

    screen.get_by_role("button", name="陌生手指").click()
    expect(screen.locator(".answer__name--stranger")).to_have_text("没有认出来")
    expect(screen.locator(".answer__say")).to_contain_text("请用密码打卡")


def test_a_pin_is_typed_by_touch(screens: Screens) -> None:
    screen = screens.touch("/timeclock", DESK, forgiven=("401",))
    screen.get_by_role("link", name="不用指纹，用密码打卡").tap()
    screen.locator(".pin__person", has_text="演**己").tap()

    def type_and_send(digits: str) -> None:
        for digit in digits:
            screen.locator(f"[data-digit='{digit}']").tap()
        screen.get_by_role("button", name="打卡", exact=True).tap()

    type_and_send("000000")
    expect(screen.locator("[data-refusal]")).to_be_visible()
    expect(screen.locator("[data-refusal]")).to_contain_text("打卡密码不对")
    type_and_send("246810")

    expect(screen.locator(".answer__name")).to_have_text("演**己")
    expect(screen.locator(".answer__say")).to_contain_text("打卡成功")
