"""A person who reads only English finds a guide, takes a number and leaves an opinion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import KIOSK, Screens, awake
from tests.journeys.site import Site
from tests.journeys.test_every_page import PORTRAIT

pytestmark = pytest.mark.browser


def touch(page: Page, name: str) -> None:
    """Whoever is shown it can touch it; the page behind it is there before the next touch."""
    page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.tap()
    awake(page)


def at(page: Page, which: str) -> None:
    expect(page.locator(f"[data-page={which}]")).to_be_visible()
    expect(page.locator(".viewport")).not_to_have_attribute("inert", re.compile(""))
    if which != "home":  # nobody has to hear of the first page
        heading = page.locator("[data-page] h1")
        expect(heading).to_be_focused()
        name = " ".join(heading.inner_text().split())
        expect(page.locator("[data-told]")).to_have_text(name)
        expect(page).to_have_title(re.compile(f"^{re.escape(name)} · "))


@pytest.mark.slow_because("every page of two errands is opened and looked at, one after another")
@pytest.mark.parametrize("size", [KIOSK, PORTRAIT], ids=["landscape", "portrait"])
def test_who_reads_only_english_gets_what_they_came_for(
    screens: Screens, site: Site, size: tuple[int, int]
) -> None:
    before = site.count("opinion_case")
    page = screens.touch("/kiosk", size)
    touch(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".clock__day")).to_contain_text(re.compile("day$"))

    at(page, "home")
    touch(page, "Apply")
    at(page, "items")
    touch(page, "Household registration")
    expect(page.locator("[data-page=items] h1")).to_have_text("Household registration")
    at(page, "items")
    touch(page, "Household registration")
    at(page, "item")
    expect(page.get_by_text("The text of this guide is in Chinese")).to_be_visible()
    touch(page, "Take a number")
    at(page, "ticket")
    expect(page.locator(".ticket__label")).to_contain_text("Your number")
    expect(page.locator(".ticket__number")).to_have_text(re.compile(r"B\d{3}"))
    touch(page, "Done")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")  # for the next visitor
    at(page, "home")

    touch(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    steps = (
        ("Feedback", "opinion"),
        ("I have a complaint", "opinion-say"),
        ("Waited too long", "opinion-say"),
        ("Next", "opinion-about"),
        ("No. 2", "opinion-about"),
        ("Next", "opinion-telephone"),
        ("Send", "opinion-yours"),
    )
    for name, then in steps:
        touch(page, name)
        if name in ("Waited too long", "No. 2"):
            expect(page.locator("[aria-current=true]")).to_have_text(name)
        at(page, then)
    expect(page.locator(".ticket__number")).to_have_text(re.compile(r"\d{4} \d{4}"))
    expect(page.locator(".slip-status")).to_have_text("Your receipt is printed. Please take it.")
    assert site.count("opinion_case") == before + 1


def test_a_touch_in_the_same_moment_loses_neither_the_page_nor_the_language(
    screens: Screens,
) -> None:
    page = screens.touch("/kiosk")
    page.evaluate(
        "['[name=language]', '.home__take'].forEach(each => document.querySelector(each).click())"
    )

    # The page comes first and the language after it: only then its name stays what it is.
    expect(page.locator("html")).to_have_attribute("lang", "en")
    at(page, "take")
    expect(page.locator(".page__title")).to_have_text("What do you need?")
