"""Finding a guide by its initials alone; managers changing what visitors find."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.hall.catalogue.files import csv_file, one_row
from tests.journeys.conftest import DESK, Screens, settled, tap
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


def press(page: Page, letters: str) -> None:
    for letter in letters:
        page.locator(f"[data-letter={letter}]").tap()


def searching(screens: Screens) -> Page:
    page = screens.touch("/kiosk")
    page.get_by_text("查找", exact=True).tap()
    page.locator("[data-module=letters][data-awake=yes]").wait_for()
    return settled(page)


def test_who_knows_only_initials_gets_to_a_guide_and_a_number(screens: Screens) -> None:
    page = searching(screens)

    press(page, "bdcdj")
    expect(page.locator("[data-for=bdcdj][data-count='1'] .row__name")).to_have_text("不动产登记")
    page.locator("[data-found] .row").tap()

    expect(page.locator(".page__title")).to_have_text("不动产登记")
    tap(page, "text=取号办理")
    expect(page.locator(".ticket__number")).to_have_text(re.compile(r"C\d{3}"))


def test_a_wrong_letter_is_taken_back_and_all_of_them_too(screens: Screens) -> None:
    page = searching(screens)

    press(page, "bdx")
    expect(page.locator("[data-found] .empty").first).to_be_visible()
    page.locator("[data-back]").tap()
    expect(page.locator("[data-typed]")).to_have_value("bd")
    expect(page.locator("[data-found] .row").first).to_be_visible()

    page.locator("[data-clear]").tap()
    expect(page.locator("[data-typed]")).to_have_value("")
    expect(page.locator("[data-found] .row")).to_have_count(0)


def test_a_late_answer_never_replaces_a_newer_one(screens: Screens) -> None:
    page = searching(screens)

    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if route.request.post_data == "q=b":
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/results", hold_the_first)
    press(page, "bdc")
    expect(page.locator("[data-found] [data-for=bdc]")).to_be_attached()
    with page.expect_response(lambda answer: answer.request.post_data == "q=b"):
        held[0].continue_()

    page.evaluate("new Promise((resolve) => setTimeout(resolve))")  # whoever got it has read it
    assert page.locator("[data-found] ul").get_attribute("data-for") == "bdc"


def test_the_letters_work_without_scripts(screens: Screens) -> None:
    page = screens.context(java_script_enabled=False).new_page()
    page.goto(f"{screens.site.url}/kiosk/search/")

    for place, letter in enumerate("BDCDJ", start=1):
        page.get_by_text(letter, exact=True).first.click()
        expect(page.locator("[data-typed]")).to_have_value("bdcdj"[:place])

    expect(page.locator("[data-found] .row__name")).to_have_text(["不动产登记"])


def test_what_a_manager_changes_is_found_at_once(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    screens = screens_of(own_site)
    office = screens.staff("jia", "/office/items/", size=DESK)
    office.get_by_text("改水改厕").first.click()
    office.locator("[name=aliases]").fill("茅厕坏了、自来水")
    office.get_by_text("保存，群众马上看到").click()
    expect(office.locator(".saved")).to_be_visible()

    kiosk = searching(screens)
    press(kiosk, "mchl")

    expect(kiosk.locator("[data-found] .row__name").first).to_have_text("改水改厕")


def test_a_manager_imports_without_scripts(
    screens_of: Callable[[Site], Screens], own_site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "items.csv"
    file.write_bytes(csv_file(*one_row(事项名称="全新的演示事项")))

    def importing(account: str) -> Page:
        page = screens_of(own_site).context(java_script_enabled=False).new_page()
        page.goto(f"{own_site.url}/sign-in?next=/office/items/import")
        page.fill("[name=account]", account)
        page.fill("[name=password]", f"yanshi-{account}")
        page.click(".form button")
        return page

    page = importing("jia")
    page.set_input_files("[name=file]", file)
    page.get_by_text("检查这个文件").click()
    expect(page.get_by_text("确认导入")).to_have_count(0)  # a second person does
    page = importing("yi")
    page.get_by_role("link", name="items.csv").click()
    page.get_by_text("确认导入").click()
    page.get_by_text("看事项").click()

    expect(page.locator(".table--items")).to_contain_text("全新的演示事项")
