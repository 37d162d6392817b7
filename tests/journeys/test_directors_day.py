"""A director's day: the hall is looked over, one trouble is mended by one press, and the day's
page is kept."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Screens
from tests.journeys.site import Site
from tests.journeys.test_every_page import AXE, AXE_RULES, WIDER, show

pytestmark = pytest.mark.browser


def test_a_directors_day(screens: Screens, site: Site) -> None:
    office = screens.staff("jia", "/office/opening-check", bypass_csp=True)

    office.get_by_role("button", name="现在检查").click()
    expect(office.locator(".checked")).to_contain_text("备份")
    expect(office.get_by_role("heading", level=2).first).to_contain_text("项要办")
    accessible(office)

    show(office, f"{site.url}/office/devices")
    office.get_by_role("button", name="印到一半没纸").click()
    post(office, f"{site.url}/kiosk/tickets", service="F", key="one")
    show(office, f"{site.url}/office")
    doubtful = office.locator("[data-need=slip_in_doubt]")
    expect(doubtful).to_contain_text("可能没有印好")
    accessible(office)
    post(office, f"{site.url}/office/printer/paper_out")  # a new roll
    doubtful.get_by_role("button", name="补打").click()
    expect(doubtful).to_have_count(0)

    office.get_by_role("link", name="日报").first.click()
    office.get_by_role("link", name="看今天到现在的").click()
    expect(office.locator(".daily").first).to_contain_text("取号")
    office.get_by_role("button", name="按现在的记录重算").click()
    expect(office.locator("main")).to_contain_text("算的，存着")
    accessible(office)


def post(office: Page, address: str, **form: str | float | bool) -> None:
    origin = {"Origin": "/".join(address.split("/")[:3])}
    assert office.request.post(address, form=form, headers=origin).ok


def accessible(office: Page) -> None:
    office.add_script_tag(path=AXE)
    assert office.evaluate(AXE_RULES) == []
    assert not office.evaluate(WIDER)
