"""The managers' room tells what happens elsewhere, by itself."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Screens
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


def test_figures_follow_the_hall(screens: Screens, site: Site) -> None:
    office = screens.staff("jia", "/office")
    issued = office.locator(".figures dd").first
    before = int(issued.inner_text())

    site.take("F")

    expect(issued).to_have_text(str(before + 1))


def test_an_empty_roll_is_seen_everywhere_and_the_slip_comes_when_there_is_paper(
    screens: Screens,
) -> None:
    office = screens.staff("jia", "/office/devices")
    today = screens.staff("jia", "/office")
    printer = office.locator("[data-machine=printer]")
    expect(printer).to_contain_text("正常")
    no_paper = office.get_by_role("button", name="没纸", exact=True)
    no_paper.click()
    expect(no_paper).to_have_attribute("aria-pressed", "true")
    kiosk = screens.touch("/kiosk/take")

    kiosk.get_by_role("button", name="综合咨询").tap()
    number = kiosk.locator(".ticket__number").inner_text()

    news = kiosk.locator(".slip-status")
    expect(news).to_contain_text("暂时不能出票。请记住您的号码，号有效。")
    expect(printer).to_contain_text("打印纸用完了：请换一卷纸。")
    stuck = today.locator("[data-need=slips_delayed]", has_text="没有打印出来的号票")
    expect(stuck).to_contain_text(number)

    no_paper.click()

    expect(news).to_have_text("号票已打印，请取走。")
    expect(printer).to_contain_text("正常")
    expect(printer).to_contain_text("打印纸用完了")
    expect(stuck).to_have_count(0)


def test_only_managers_come_in(screens: Screens) -> None:
    page = screens.staff("bing", "/office", forgiven=("403",))

    expect(page.locator("[data-refusal]")).to_contain_text("这项权限")
