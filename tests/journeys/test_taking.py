"""Ways to a number at the touch screen, each in as few touches as it can be, and back again."""

import re

import pytest
from playwright.sync_api import Page, expect

from hall.line.codes import check_of
from tests.journeys.conftest import Screens, tap
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


def type_in(kiosk: Page, keys: str) -> None:
    for key in keys:
        tap(kiosk, f'[data-key="{key}"]')


def test_an_ordinary_visitor_has_a_number_after_two_touches(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk")

    tap(kiosk, ".home__take")
    tap(kiosk, ".service")

    expect(kiosk.locator(".ticket__number")).to_have_text(re.compile(r"^\s*A\d{3,}\s*$"))


def test_help_is_two_touches_away(screens: Screens, site: Site) -> None:
    kiosk = screens.touch("/kiosk")

    tap(kiosk, ".home__take")
    tap(kiosk, ".action-bar__help button")

    expect(kiosk.locator(".ticket__number")).to_have_text(re.compile(r"^\s*F\d{3,}\s*$"))


def test_three_who_came_together_touch_once_for_all(screens: Screens, site: Site) -> None:
    kiosk = screens.touch("/kiosk/take")
    before = site.count("ticket")

    tap(kiosk, "text=一起的")
    tap(kiosk, "text=3 人")
    tap(kiosk, ".service")

    expect(kiosk.locator(".ticket__label")).to_contain_text("3 个人的号码")
    expect(kiosk.locator(".ticket__last")).to_be_visible()
    assert site.count("ticket") == before + 3


def test_several_errands_are_chosen_in_order_and_make_one_number(
    screens: Screens, site: Site
) -> None:
    kiosk = screens.touch("/kiosk/take")
    before = site.count("ticket")

    tap(kiosk, "text=几件事")
    for chosen, name in enumerate(("不动产登记", "社保医保"), start=1):
        tap(kiosk, f".service:has-text('{name}')")
        expect(kiosk.locator(".service--chosen")).to_have_count(chosen)
    tap(kiosk, ".action-bar--several button")

    expect(kiosk.locator(".ticket__number")).to_have_text(re.compile(r"^\s*C\d{3,}\s*$"))
    expect(kiosk.locator(".ticket__further")).to_contain_text("社保医保")
    assert site.count("ticket") == before + 1


def test_a_reason_costs_two_touches_more_and_stands_on_no_slip_page(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk/take")

    tap(kiosk, "text=需要优先")
    tap(kiosk, "text=老年人")
    tap(kiosk, ".service")

    expect(kiosk.locator(".ticket__number")).to_be_visible()
    expect(kiosk.locator(".ticket")).not_to_contain_text("老年人")


def test_a_number_is_given_back_by_typing_what_stands_on_its_slip(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk/take")
    tap(kiosk, ".service:has-text('户籍办理')")
    number = kiosk.locator(".ticket__number").inner_text()
    address = kiosk.locator(".ticket__back").get_attribute("href") or ""
    code = address.split("/")[-2]
    tap(kiosk, ".ticket__done")

    tap(kiosk, ".home__take")
    tap(kiosk, "text=交还号码")
    type_in(kiosk, number + check_of(code))
    tap(kiosk, ".number-entry__fields button")
    expect(kiosk.locator(".later__name")).to_contain_text(number)
    tap(kiosk, ".tile--alarm")

    expect(kiosk.locator(".later__why")).to_contain_text("已经交还")


def test_a_return_slip_that_nobody_has_is_refused_on_the_pad_itself(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk/return", forgiven=("409",))

    type_in(kiosk, "000000")
    expect(kiosk.locator("[name=code]")).to_have_value("000000")
    tap(kiosk, ".number-entry__fields button")

    expect(kiosk.locator("[data-refusal]")).to_contain_text("没有找到这个号")
    expect(kiosk.locator("[name=code]")).to_have_value("")


@pytest.mark.parametrize(
    "path", ["take", "take/together", "take/priority", "later/A", "return", "give-back",
             "take?several=1&chosen=A&chosen=B"],
)  # fmt: skip
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_every_way_fits_the_screen_and_the_finger(
    screens: Screens, path: str, size: tuple[int, int]
) -> None:
    kiosk = screens.touch(f"/kiosk/{path}", size)

    boxes = kiosk.locator(".viewport a:visible, .viewport button:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().toJSON())"
    )
    bottom = kiosk.locator(".bottom").evaluate("each => each.getBoundingClientRect().top")
    assert boxes
    for box in boxes:
        assert min(box["width"], box["height"]) >= 80  # 20 mm on the panel
        assert box["bottom"] <= bottom
        assert box["right"] <= size[0]
