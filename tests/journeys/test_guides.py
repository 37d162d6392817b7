"""Whoever knows only initials gets a guide, its card and a number; telephones read the codes."""

import io
import re

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import KIOSK, PHONE, Screens, tap
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

PORTRAIT = (1080, 1920)


@pytest.mark.parametrize("size", [KIOSK, PORTRAIT])
def test_who_knows_only_initials_takes_away_a_card_and_a_number(
    screens: Screens, site: Site, size: tuple[int, int]
) -> None:
    kiosk = screens.touch("/kiosk", size)
    cards = site.count("fact_card")

    tap(kiosk, "a[href='/kiosk/search/']")
    kiosk.locator("[data-module=letters][data-awake=yes]").wait_for()
    for letter in "bdcdj":
        tap(kiosk, f"[data-letter={letter}]")
    expect(kiosk.locator("[data-for=bdcdj] .row__name")).to_have_text("不动产登记")
    tap(kiosk, "[data-found] .row")

    expect(kiosk.locator(".page__title")).to_have_text("不动产登记")
    tap(kiosk, "button:has-text('打印明白卡')")
    expect(kiosk.locator("[data-page=fact-card]")).to_be_visible()
    expect(kiosk.locator(".slip-status--done")).to_have_text("明白卡已打印，请取走。")
    assert site.count("fact_card") == cards + 1

    tap(kiosk, "a:has-text('返回指南')")
    expect(kiosk.locator("[data-page=item]")).to_be_visible()
    tap(kiosk, "button:has-text('取号办理')")
    expect(kiosk.locator(".ticket__number")).to_have_text(re.compile(r"C\d{3}"))


def seen_by_a_telephone(page: Page) -> dict[str, str]:
    """What a camera reads from the screen as it stands there, from left to right or top down."""
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    found = [each.text for each in zxingcpp.read_barcodes(np.array(picture))]
    return {("address" if each.startswith("http") else "text"): each for each in found}


@pytest.mark.parametrize("size", [KIOSK, PORTRAIT])
def test_a_telephone_reads_the_text_and_the_address_from_the_screen(
    screens: Screens, size: tuple[int, int]
) -> None:
    kiosk = screens.touch("/kiosk/item/YS-B-03", size)
    tap(kiosk, "a:has-text('用手机带走')")
    expect(kiosk.locator(".code")).to_have_count(2)

    first = seen_by_a_telephone(kiosk)
    assert "居民户口簿" in first["text"]
    assert "第1张" in first["text"]

    tap(kiosk, ".carry__next")
    expect(kiosk.locator(".carry__one b").first).to_contain_text("第 2 张")
    assert "第2张" in seen_by_a_telephone(kiosk)["text"]

    path = first["address"].partition("//")[2].partition("/")[2]
    phone = screens.open(f"/{path}", PHONE)
    expect(phone.locator("h1")).to_have_text("户籍管理")
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_number_on_a_card_is_typed_and_leads_to_its_guide(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk/search/")

    tap(kiosk, "[data-letter='3']")
    expect(kiosk.locator("[data-for='3'] .row__name").first).to_have_text("户籍管理")


def test_what_happens_in_a_life_leads_to_its_guides_and_back(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk")

    tap(kiosk, "a:has-text('生孩子')")
    expect(kiosk.locator(".page__title")).to_have_text("生孩子")
    tap(kiosk, ".row:has-text('生育证办理')")
    expect(kiosk.locator(".page__title")).to_have_text("生育证办理")
    tap(kiosk, ".back")
    expect(kiosk.locator(".page__title")).to_have_text("生孩子")
