"""The ? of a page opens the manual in a browser, at the very place, whoever asks."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import WALL, Screens

pytestmark = pytest.mark.browser

#: Whether what was led to can be seen where the page stands now.
IN_SIGHT = "place => { const at = place.getBoundingClientRect(); return at.top < innerHeight; }"


def opened(page: Page, link: Locator) -> Page:
    with page.context.expect_page() as coming:
        link.click()
    return coming.value


def expect_to_stand_at(manual: Page, place: str) -> None:
    there = manual.locator(f'[id="{place}"]:target')
    expect(there).to_be_visible()
    assert there.evaluate(IN_SIGHT)


@pytest.mark.parametrize(
    ("account", "page", "address"),
    [
        ("jia", "/office/voice", "/help/screens#语音"),
        ("jia", "/office/journal", "/help/system#日志"),
        ("yi", "/office/leave/settings", "/help/people#请假与公出"),
        ("bing", "/me", "/help/timeclock#我的考勤"),
        ("ren", "/me", "/help/timeclock#我的考勤"),
    ],
)
def test_the_question_mark_opens_the_manual_at_the_page_one_is_on(
    screens: Screens, account: str, page: str, address: str
) -> None:
    asked = screens.staff(account, page)

    manual = opened(asked, asked.locator("a.help"))

    expect_to_stand_at(manual, address.partition("#")[2])
    assert unquote(manual.url).endswith(address)


def test_a_window_opens_its_manual_and_from_there_the_one_of_its_role(screens: Screens) -> None:
    window = screens.staff("bing", "/counter")
    window.get_by_role("button", name="1 号窗口").first.click()
    expect(window.locator(".desk")).to_be_visible()

    manual = opened(window, window.locator("a.help"))

    expect(manual.locator("h1")).to_contain_text("窗口")
    own = manual.locator(".manual__list a").first
    expect(own).to_have_text("窗口人员的一天")
    own.click()
    picture = manual.locator(".manual__text img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 500)")


@pytest.mark.slow_because("the hall looks at a printer that has nothing to do every ten seconds")
def test_a_printer_without_paper_leads_to_what_helps(screens: Screens) -> None:
    office = screens.staff("jia", "/office/devices")
    printer = office.locator("[data-machine=printer]")
    office.get_by_role("button", name="没纸", exact=True).click()
    expect(printer).to_contain_text("打印纸用完了")

    manual = opened(office, printer.get_by_role("link", name="什么意思，怎么办"))

    expect_to_stand_at(manual, "fault-paper_out")
    expect(manual.locator("tr:target")).to_contain_text("请换一卷纸。")


def test_the_timeclock_tells_how_to_clock_in_without_a_sign_in(screens: Screens) -> None:
    timeclock = screens.open("/timeclock", WALL)

    timeclock.get_by_role("link", name="怎么打卡？").click()

    expect(timeclock.locator("main")).to_contain_text("在指纹机上按一下")
    timeclock.get_by_role("link", name="返回").click()
    expect(timeclock.locator(".clocking")).to_be_visible()
