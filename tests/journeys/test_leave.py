"""A person applies for leave on their own page, two people sign it, and it shows as approved."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from hall.clock import hall_day, server_clock
from tests.journeys.conftest import Screens

pytestmark = pytest.mark.browser


def test_a_leave_goes_up_the_ladder(screens: Screens) -> None:
    director = screens.staff("jia", "/office")
    director.goto(f"{screens.site.url}/office/leave/settings")
    director.get_by_label("逐级签字").check()
    director.locator("#ladder").get_by_role("button", name="保存").click()

    own = screens.staff("bing", "/me")
    apply(own)
    slip = own.locator(".slip").first
    expect(slip).to_contain_text("待批")
    expect(slip).to_contain_text("等 演示员乙 批")

    for account, after in (("yi", "等 演示员甲 批"), ("jia", "已批准")):
        office = screens.staff(account, "/office/leave")
        office.locator("#waiting").get_by_role(
            "button", name="批准 演示员丙 事假", exact=True
        ).click()
        expect(office.locator("#waiting")).to_contain_text("没有等您批的单子")
        own.reload()
        expect(slip).to_contain_text(after)
    expect(slip.get_by_role("button", name="撤回")).to_be_visible()


def apply(own: Page) -> None:
    """For the week after next: it may still be withdrawn."""
    first = hall_day(server_clock()) + timedelta(days=7)
    form = own.locator(".slip-form")
    form.locator("[name=kind]").select_option(label="事假")
    form.locator("[name=first]").fill(first.isoformat())
    form.locator("[name=last]").fill((first + timedelta(days=6)).isoformat())
    expect(form.locator("[name=begins]")).to_be_hidden()
    form.get_by_label("按小时").check()
    expect(form.locator("[name=begins]")).to_be_visible()
    form.get_by_label("全天").check()
    form.locator("[name=reason]").fill("照顾家里老人")
    form.get_by_role("button", name="提交").click()
