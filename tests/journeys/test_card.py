"""An ID card at the kiosk: one touch, the card laid down, the number."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Screens
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


def test_a_card_laid_down_brings_the_number_without_typing(screens: Screens, site: Site) -> None:
    office = screens.staff("jia", "/office/id-cards")
    office.locator("[name=A-asks]").check()
    with office.expect_navigation():
        office.get_by_role("button", name="保存").click()
    expect(office.locator("[name=A-asks]:checked")).to_have_count(1)

    kiosk = screens.touch("/kiosk/take")
    kiosk.locator(".service").first.tap()
    expect(kiosk.locator("[data-stage]")).to_have_text("请把身份证平放在读卡区，不要拿起来。")
    kiosk.get_by_role("button", name="演示：放上一张身份证").tap()

    expect(kiosk.locator("[data-page=ticket]")).to_contain_text(
        "请拿好您的身份证（9****************"
    )
