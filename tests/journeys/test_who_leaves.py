"""A person who leaves: what they hold is read, handed on and listed, and they are out at once."""

import pytest
from playwright.sync_api import Page, expect

from hall.database import open_database
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.journeys.conftest import Screens
from tests.journeys.site import Site
from tests.journeys.test_every_page import AXE, AXE_RULES, WIDER, show

pytestmark = pytest.mark.browser


def test_who_leaves_hands_everything_on_and_is_out_everywhere(screens: Screens, site: Site) -> None:
    person = f"{site.url}/office/people/{make_them_sign_the_month(site)}"
    desk = sit_down(screens)
    director = screens.staff("jia", "/office/people", bypass_csp=True)

    show(director, person)
    director.get_by_role("link", name="办理离开").click()
    table = director.locator("main table")
    expect(table).to_contain_text("1 号窗口")
    expect(table).to_contain_text("登记的手指")
    accessible(director)
    director.get_by_text("演示员丙离开", exact=True).last.click()
    director.get_by_role("button", name="确认离开").click()
    assert director.url == f"{person}/leaving"  # a choice is missing: the browser asks for it
    for choice in director.locator("select[required]").all():
        choice.select_option(index=1)
    director.get_by_role("button", name="确认离开").click()

    expect(director.get_by_role("heading", name="交接清单")).to_be_visible()
    expect(table).to_contain_text("马上空出来")
    expect(table).to_contain_text("交给")
    accessible(director)
    desk.goto(f"{site.url}/counter/1")
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()


def sit_down(screens: Screens) -> Page:
    """The wire of a sign-in that ends is cut, and the page asks in vain."""
    desk = screens.staff("bing", "/counter", forgiven=("401", "WebSocket", "ERR_"))
    desk.get_by_role("button", name="1 号窗口").press("Enter")
    desk.locator(".desk").wait_for()
    return desk


def make_them_sign_the_month(site: Site) -> int:
    """A part that must go on, so that somebody has to be chosen for it."""
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    with hall.work("staff:1") as work:
        clerk = staff_by_account(work.session, "bing")
        assert clerk is not None
        change_setting(work, "month_keeper", str(clerk.id))
        clerk_id = clerk.id
    hall.close()
    return clerk_id


def accessible(office: Page) -> None:
    office.add_script_tag(path=AXE)
    assert office.evaluate(AXE_RULES) == []
    assert not office.evaluate(WIDER)
