"""What somebody does before each picture is taken: where they go, and what they touch there."""

from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from hall.demo_data.load import password_of

PORTRAIT = ViewportSize(width=1080, height=1920)

Visit = Callable[[Page], None]


def seen(address: str, *, viewport: ViewportSize | None = None, **choices: str) -> Visit:
    """A page as it opens; ``choices`` as the bar below it would set them."""

    def visit(page: Page) -> None:
        if viewport:
            page.set_viewport_size(viewport)
        page.goto(address)
        for name, value in choices.items():
            page.evaluate(
                "([name, value]) => document.documentElement.dataset[name] = value", [name, value]
            )

    return visit


def ticket(page: Page) -> None:
    page.goto("/kiosk/take")
    page.get_by_role("button", name="社保医保").click()
    expect(page.get_by_text("号票已打印")).to_be_visible()


def guide(page: Page) -> None:
    page.goto("/kiosk/items/apply?page=1")
    page.locator(".row").first.click()
    expect(page.get_by_text("法律依据").first).to_be_visible()


def search(page: Page) -> None:
    page.goto("/kiosk/search/")
    for letter in "ZDSH":
        page.get_by_role("link", name=letter, exact=True).click()
    expect(page.locator(".row").first).to_be_visible()


def carry(page: Page) -> None:
    guide(page)
    page.get_by_role("link", name="用手机带走").click()
    expect(page.get_by_text("手机没有网，也能看")).to_be_visible()


def card(page: Page) -> None:
    guide(page)
    page.get_by_role("button", name="打印明白卡").click()
    expect(page.get_by_text("请取走")).to_be_visible()


def english(page: Page) -> None:
    page.goto("/kiosk")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Take a number")).to_be_visible()


def timeclock(page: Page) -> None:
    page.goto("/timeclock")
    page.locator(".finger-simulation button").first.click()
    expect(page.locator(".answer__name")).to_be_visible()


def signed_in(account: str, address: str) -> Visit:
    def visit(page: Page) -> None:
        page.goto(f"/sign-in?next={address}")
        page.get_by_label("账号").fill(account)
        page.get_by_label("密码").fill(password_of(account))
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(f"**{address}")

    return visit


#: By the name of the picture.
VISITS: dict[str, Visit] = {
    "kiosk": seen("/kiosk"),
    "kiosk_large": seen("/kiosk/take", size="3"),
    "kiosk_contrast": seen("/kiosk", contrast="high"),
    "kiosk_low": seen("/kiosk", viewport=PORTRAIT, reach="low"),
    "kiosk_portrait": seen("/kiosk", viewport=PORTRAIT),
    "ticket": ticket,
    "guide": guide,
    "kiosk_life": seen("/kiosk/life/birth"),
    "kiosk_items": seen("/kiosk/items/apply?page=1"),
    "kiosk_search": search,
    "kiosk_carry": carry,
    "kiosk_card": card,
    "kiosk_take": seen("/kiosk/take"),
    "kiosk_opinion": seen("/kiosk/opinion"),
    "kiosk_say": seen("/kiosk/opinion/say?kind=complaint"),
    "kiosk_answer": seen("/kiosk/opinion/answer"),
    "kiosk_rating": seen("/kiosk/rating"),
    "kiosk_return": seen("/kiosk/return"),
    "kiosk_english": english,
    "display": seen("/display"),
    "counter": signed_in("bing", "/counter/1"),
    "timeclock": timeclock,
    "office": signed_in("jia", "/office"),
}
