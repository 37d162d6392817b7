"""A screen and a kiosk that the office does not know yet, know now, and know no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WALL, Screens, act, awake, settled
from tests.journeys.site import Site, build

pytestmark = pytest.mark.browser
REFUSED = ("403", "the server responded with a status of 403")


@pytest.fixture
def site(tmp_path: Path, demo_database: Path) -> Iterator[Site]:
    """A hall that its whole network reaches."""
    site = build(tmp_path, demo_database)
    text = site.config.read_text("utf-8").replace("[server]\n", '[server]\nhost = "0.0.0.0"\n')
    site.config.write_text(text, "utf-8")
    site.open()
    yield site
    site.close()


def enrol(office: Page, page: Page, name: str, use: str) -> None:
    code = page.locator("[data-shown-code]").inner_text()
    expect(office.locator("td", has_text=code)).to_be_visible()
    office.locator("form", has=office.locator("[name=code]")).locator("[name=name]").fill(name)
    office.fill("[name=code]", code)
    office.locator("form", has=office.locator("[name=code]")).locator("select").select_option(use)
    act(office, lambda: office.keyboard.press("Enter"), office.locator("td b", has_text=name))


def revoke(office: Page, name: str) -> None:
    row = office.locator("tr", has=office.locator("td b", has_text=name))
    row.locator("details").evaluate("details => { details.open = true; }")
    with office.expect_navigation():
        row.get_by_role("button", name="确认取消登记").click()
    expect(row).to_have_count(0)
    awake(office)


@pytest.mark.slow_because("two browsers wait for the office, and for a wire that was cut")
def test_a_screen_and_a_kiosk_come_and_go(screens: Screens) -> None:
    office = screens.staff("jia", "/office/enrolment")
    board = screens.open("/display/main", WALL, forgiven=REFUSED)
    kiosk = screens.touch("/kiosk?lock=1", forgiven=REFUSED)

    enrol(office, board, "正面屏", "screen-1")
    expect(board.locator(".board__calls")).to_be_visible()
    enrol(office, kiosk, "大门口取号机", "kiosk")
    settled(kiosk)
    expect(kiosk.locator("[data-page=home]")).to_be_visible()
    awake(board)

    revoke(office, "正面屏")
    expect(board.locator("[data-shown-code]")).to_be_visible()
    revoke(office, "大门口取号机")
    kiosk.locator("[data-page=home] a").first.tap()
    expect(kiosk.locator("[data-shown-code]")).to_be_visible()
