"""A person applies for leave on their own page, two people sign it, and the month shows it."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from hall.attendance.months.calendar_month import month_of
from hall.attendance.work_times.groups import join_group
from hall.attendance.work_times.model import WorkGroup
from hall.clock import hall_day, server_clock
from hall.database import open_database
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall
from tests.hall.attendance.month_office import EARLY, open_office
from tests.journeys.conftest import Screens
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


def test_a_leave_goes_up_the_ladder(screens: Screens) -> None:
    keep_times(screens.site)
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

    month = month_of(first_day())
    own.goto(f"{screens.site.url}/me/month?month={month}")
    expect(own.locator(f"#day-{first_day().day}")).to_contain_text("事假")


def keep_times(site: Site) -> None:
    """The one who goes on leave belongs to a group that works."""
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    open_office(hall, 0)
    with hall.work("staff:1") as work:
        bing, group = staff_by_account(work.session, "bing"), work.session.query(WorkGroup).one()
        assert bing
        join_group(work, bing, group, EARLY)
    hall.close()


def apply(own: Page) -> None:
    """For a week that is to come: it may still be withdrawn."""
    first = first_day()
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


def first_day() -> date:
    """A week from now, and a Monday: nobody is on leave on a day off."""
    soon = hall_day(server_clock()) + timedelta(days=7)
    return soon + timedelta(days=-soon.weekday() % 7)
