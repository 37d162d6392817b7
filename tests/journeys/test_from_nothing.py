"""A director without the handbook: from an empty database to the first called number, and back in
with the sealed paper when the password is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import KIOSK, WALL, awake_by_keys, press
from tests.journeys.site import MACHINES, Site
from tests.served import write_config

pytestmark = pytest.mark.browser

PASSWORD, ANOTHER = "qingquan-shan-1987x", "baiyun-feng-2016y"


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    config, port = write_config(tmp_path, MACHINES)
    site = Site(tmp_path, config, port, "").open()
    yield site
    site.close()


def fill(form: Page, **typed: str) -> None:
    for name, text in typed.items():
        form.locator(f"[name={name}]:visible").first.fill(text)


@pytest.mark.slow_because("a hall is made from nothing, through every page of it")
def test_from_an_empty_database_to_the_first_called_number(empty_site, screens_of) -> None:
    screens = screens_of(empty_site)
    assert "一次性号码" in empty_site.served.log.read_text("utf-8")

    # the address that was printed; the first director
    office = screens.open("/sign-in")
    office.get_by_role("link", name="现在就建立").click()
    fill(office, name="演示员", account="zhuren01", password=PASSWORD, again=PASSWORD)
    office.get_by_role("button", name="建立账号，下一步").click()
    missing = office.locator("#missing li")
    expect(missing.filter(has_text="还没有业务")).to_be_visible()

    # what is missing leads to where it is done
    details = office.locator("#details")
    details.locator("[name=complaint_phone]").fill("0734-8612345")
    details.get_by_role("button", name="保存").click()
    expect(office.locator(".saved")).to_be_visible()
    expect(missing.filter(has_text="投诉电话")).to_have_count(0)
    missing.filter(has_text="还没有业务").get_by_role("link").click()
    office.locator("#service summary", has_text="增加业务").click()
    fill(office, prefix="A", name="户籍办理")
    office.locator("#service").get_by_role("button", name="增加", exact=True).click()
    expect(office.locator("#service .entry")).to_have_count(1)
    back(office)
    missing.filter(has_text="还没有窗口").get_by_role("link").click()
    office.locator("#window summary", has_text="增加窗口").click()
    new = office.locator("#window form", has=office.locator("[name=new]"))
    new.locator("[name=name]").fill("1")
    new.locator("[name=department]").fill("公安")
    new.get_by_text("户籍办理").click()
    new.get_by_role("button", name="增加", exact=True).click()
    expect(office.locator("#window .entry")).to_have_count(1)
    back(office)
    missing.filter(has_text="还没有屏幕").get_by_role("link").click()
    add_a_board(office)
    back(office)
    expect(office.locator("#missing b")).to_have_count(0)  # nothing that keeps it closed
    expect(office.locator("#screens")).to_contain_text("/display/main")

    # the recovery paper, before anybody comes
    office.locator("#paper").get_by_role("button").click()
    code = office.locator(".paper__code").inner_text()
    office.get_by_role("link", name="收好了，返回").click()
    expect(office.locator("#paper")).to_contain_text("没有用过")

    # the first number
    wall, kiosk = screens.open("/display/main", WALL), screens.touch("/kiosk", KIOSK)
    kiosk.get_by_role("link", name="取号").tap()
    kiosk.get_by_role("button", name="户籍办理").tap()
    number = kiosk.locator(".ticket__number").inner_text()
    office.goto(f"{empty_site.url}/counter")
    office.get_by_role("button", name="1 号窗口").press("Enter")
    awake_by_keys(office)
    press(office, "n")
    expect(wall.locator("[data-number]")).to_have_text(number)

    # the only director has forgotten the password
    desk = screens.open("/sign-in")
    desk.get_by_role("link", name="用密封保存的恢复纸").click()
    fill(desk, account="zhuren01", code=code.lower(), password=ANOTHER, again=ANOTHER)
    desk.get_by_role("button", name="设新密码").click()
    expect(desk.locator("[name=account]")).to_have_value("zhuren01")
    desk.fill("[name=password]", ANOTHER)
    desk.keyboard.press("Enter")
    expect(desk.locator("#paper")).to_contain_text("用掉了")


def back(office: Page) -> None:
    """As somebody who looks for it does: the area, and in it the page."""
    office.get_by_role("link", name="设备与系统").first.click()
    office.locator("main").get_by_role("link", name="开门以前").click()


def add_a_board(office: Page) -> None:
    office.locator("summary", has_text="登记新的屏幕").click()
    form = office.locator("form", has=office.locator("[name=new]")).last
    form.locator("[name=name]").fill("main")
    form.locator("button").last.click()
    expect(office.locator("[id=screen-1]")).to_be_visible()
