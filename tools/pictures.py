"""Takes the README's pictures again: ``python -m tools.pictures`` fills docs/pictures/.

They show a real demonstration hall in a real browser, on a made-up Monday morning, so that they
look alike whenever they are taken.
"""

import logging
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import monotonic

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright
from werkzeug.serving import make_server

from app import create_building
from config import Config
from hall.attendance.deeds import clock
from hall.demonstration.furnish import furnish, password_of
from hall.line import calling, queries, sitting
from hall.line.issuing import Request, issue_ticket
from hall.people.queries import staff_by_account
from hall.records import open_records
from hall.work import Hall
from plugs import plug_in
from tools.chromium import INSTALL, find_chromium

FOLDER = Path("docs/pictures")
SCREEN = ViewportSize(width=1920, height=1080)
PORTRAIT = ViewportSize(width=1080, height=1920)
LONG_SIDE, LONG_SIDE_OF_LOOKS = 1080, 520  # pixels kept; all pictures together stay light
COLOURS = 64
LARGEST_FILE = 150_000

OPENED = datetime(2026, 3, 2, 0, 20, tzinfo=UTC)  # 8:20 in the hall
#: Who clocks in and sits where, and how many take a number for what.
AT_WINDOWS = {"bing": "1", "ding": "2", "wu": "3", "ji": "4", "ren": "6"}
TAKEN = "ABACAFDBAACADB"
CALLED = "123416"


class MorningClock:
    """Runs like any clock, from a morning on, and can be put forward."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return OPENED + self._ahead + timedelta(seconds=monotonic() - self._started)

    def forward(self, **amount: float) -> None:
        self._ahead += timedelta(**amount)


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        sys.exit(f"没有 Chromium，安装命令：{INSTALL}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, visit in wanted().items():
            page = browser.new_page(viewport=SCREEN, base_url=address, locale="zh-CN")
            visit(page)
            page.wait_for_function("document.fonts.ready.then(() => true)")
            page.wait_for_timeout(500)
            keep(name, page.screenshot())
            page.close()
        browser.close()


def wanted() -> dict[str, Callable[[Page], None]]:
    """All of them, or those that were named: ``python -m tools.pictures kiosk guide``."""
    return {name: VISITS[name] for name in sys.argv[1:] or VISITS}


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The hall of config.toml in a folder of its own; yields its address."""
    values = tomllib.loads(Path("config.toml").read_text("utf-8"))
    config, morning = Config.parse(values, folder), MorningClock()
    hall = Hall(open_records(config.database_url), morning)
    with hall.work("installer") as work:
        furnish(work)
    live_through_the_morning(hall, morning)
    hall.close()
    building = create_building(config, plug_in(config), morning)
    building.open()
    server = make_server("127.0.0.1", 0, building.app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    building.close()


def live_through_the_morning(hall: Hall, morning: MorningClock) -> None:
    for account, window in AT_WINDOWS.items():
        morning.forward(minutes=1)
        with hall.work("fingerprint_reader") as work:
            if clerk := staff_by_account(work.session, account):
                clock(work, clerk, way="fingerprint", score=120)
                sitting.sit_down(work, queries.window_by_name(work.session, window), clerk)
    for prefix in TAKEN:
        morning.forward(minutes=2)
        with hall.work("kiosk") as work:
            service = queries.service_by_prefix(work.session, prefix)
            issue_ticket(work, service, Request("kiosk"))
    for window in CALLED:
        morning.forward(minutes=1)
        with hall.work("counter") as work:
            calling.call_next(work, queries.window_by_name(work.session, window))


def kiosk(page: Page) -> None:
    page.goto("/kiosk")


def kiosk_large(page: Page) -> None:
    page.goto("/kiosk/take")
    chosen(page, size=3)


def kiosk_contrast(page: Page) -> None:
    page.goto("/kiosk")
    chosen(page, contrast="high")


def kiosk_low(page: Page) -> None:
    page.set_viewport_size(PORTRAIT)
    page.goto("/kiosk")
    chosen(page, reach="low")


def kiosk_portrait(page: Page) -> None:
    page.set_viewport_size(PORTRAIT)
    page.goto("/kiosk")


def chosen(page: Page, **choices: object) -> None:
    """As the bar below the page would set it."""
    for name, value in choices.items():
        page.evaluate(
            "([name, value]) => document.documentElement.dataset[name] = value", [name, str(value)]
        )


def ticket(page: Page) -> None:
    page.goto("/kiosk/take")
    page.get_by_role("button", name="社保医保").click()
    expect(page.get_by_text("号票已打印")).to_be_visible()


def guide(page: Page) -> None:
    page.goto("/kiosk/items/apply")
    page.locator(".row").first.click()
    expect(page.get_by_text("法律依据").first).to_be_visible()


def kiosk_life(page: Page) -> None:
    page.goto("/kiosk/life/birth")


def kiosk_items(page: Page) -> None:
    page.goto("/kiosk/items/apply")


def kiosk_search(page: Page) -> None:
    page.goto("/kiosk/search/")
    for letter in "ZDSH":
        page.get_by_role("link", name=letter, exact=True).click()
    expect(page.locator(".row").first).to_be_visible()


def kiosk_carry(page: Page) -> None:
    guide(page)
    page.get_by_role("link", name="用手机带走").click()
    expect(page.get_by_text("手机没有网，也能看")).to_be_visible()


def kiosk_card(page: Page) -> None:
    guide(page)
    page.get_by_role("button", name="打印明白卡").click()
    expect(page.get_by_text("请取走")).to_be_visible()


def kiosk_take(page: Page) -> None:
    page.goto("/kiosk/take")


def kiosk_opinion(page: Page) -> None:
    page.goto("/kiosk/opinion")


def kiosk_say(page: Page) -> None:
    page.goto("/kiosk/opinion/say?kind=complaint")


def kiosk_answer(page: Page) -> None:
    page.goto("/kiosk/opinion/answer")


def kiosk_rating(page: Page) -> None:
    page.goto("/kiosk/rating")


def kiosk_return(page: Page) -> None:
    page.goto("/kiosk/return")


def kiosk_english(page: Page) -> None:
    page.goto("/kiosk")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Take a number")).to_be_visible()


def display(page: Page) -> None:
    page.goto("/display")


def timeclock(page: Page) -> None:
    page.goto("/timeclock")
    page.locator(".glass button").first.click()
    expect(page.locator(".answer__name")).to_be_visible()


def counter(page: Page) -> None:
    sign_in(page, "bing", "/counter/1")


def office(page: Page) -> None:
    sign_in(page, "jia", "/office")


def sign_in(page: Page, account: str, address: str) -> None:
    page.goto(f"/sign-in?next={address}")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(password_of(account))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{address}")


VISITS: dict[str, Callable[[Page], None]] = {
    visit.__name__: visit
    for visit in (
        kiosk,
        kiosk_large,
        kiosk_contrast,
        kiosk_low,
        kiosk_portrait,
        ticket,
        guide,
        kiosk_life,
        kiosk_items,
        kiosk_search,
        kiosk_carry,
        kiosk_card,
        kiosk_take,
        kiosk_opinion,
        kiosk_say,
        kiosk_answer,
        kiosk_rating,
        kiosk_return,
        kiosk_english,
        display,
        counter,
        timeclock,
        office,
    )
}


def keep(name: str, screenshot: bytes) -> None:
    """Small enough for a repository: fewer pixels, and only as many colours as are seen."""
    picture = Image.open(BytesIO(screenshot)).convert("RGB")
    side = LONG_SIDE_OF_LOOKS if "_" in name else LONG_SIDE
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    file = FOLDER / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    weight = file.stat().st_size
    print(f"{file}　{weight / 1000:.0f} KB")
    if weight > LARGEST_FILE:
        sys.exit(f"{file} 太大，请减少 COLOURS。")


if __name__ == "__main__":
    main()
