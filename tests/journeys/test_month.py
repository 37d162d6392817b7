"""The director signs a month on the page until it is locked, and the screen shows its posting."""

import pytest
from playwright.sync_api import expect

from hall.attendance.months.calendar_month import CalendarMonth, month_of
from hall.clock import hall_day, server_clock
from hall.database import open_database
from hall.unit_of_work import Hall
from tests.hall.attendance.month_office import open_office
from tests.journeys.conftest import WALL, Screens, happens
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.slow_because("a month goes through three signatures, its paper and two reviewers")
def test_a_month_is_locked_by_three_signatures_and_posted(screens: Screens, site: Site) -> None:
    month = month_of(hall_day(server_clock())).earlier
    keep_attendance(site, month)
    wall = screens.open("/display", WALL)
    office = screens.staff("jia", "/office/attendance")
    office.goto(f"{site.url}/office/attendance?month={month}")

    signatures = office.locator("#signatures")
    for button in ("签字", "签字", "签字并锁定"):
        signatures.get_by_role("button", name=button, exact=True).click()
    expect(office.locator(".state--published")).to_have_text("已锁定")
    with office.expect_download() as download:
        office.get_by_role("link", name="下载 PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    office.locator("#posting summary").click()
    office.get_by_role("button", name="写成公告草稿").click()
    title = f"{month.first.year}年{month.first.month}月考勤公示"
    expect(office.get_by_role("heading", name=title).first).to_be_visible()
    office.get_by_role("button", name="送审").click()
    expect(wall.get_by_text(title)).to_have_count(0)

    deputy = screens.staff("yi", office.url.removeprefix(site.url))
    deputy.get_by_role("button", name="审核通过，发布").click()
    happens(wall, lambda: wall.locator(".notice__title", has_text=title).count())
    expect(wall.locator(".notice", has_text=title).first).to_contain_text("考勤员工1")


def keep_attendance(site: Site, month: CalendarMonth) -> None:
    """Somebody who did not come once, since the first day of this month."""
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    open_office(hall, 1, since=month.first)
    hall.close()
