"""Takes the pictures of the README and of the manuals again: ``python -m tools.pictures`` fills
docs/pictures/.

They show a real demonstration hall in a real browser, on a made-up Monday morning, so that they
look alike whenever they are taken.
"""

import logging
import sys
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tools.chromium import INSTALL, find_chromium
from tools.manual_visits import FIRST_VISITS, MANUAL_VISITS, OF_MANUALS
from tools.morning import demonstration, empty_hall
from tools.visits import VISITS, Visit

FOLDER = Path("docs/pictures")
SCREEN, DESK = ViewportSize(width=1920, height=1080), ViewportSize(width=1180, height=760)
LONG_SIDE, LONG_SIDE_OF_LOOKS = 1080, 520  # pixels kept; all pictures together stay light
COLOURS = 64
LARGEST_FILE = 150_000


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        sys.exit(f"没有 Chromium，安装命令：{INSTALL}")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        with demonstration(Path(folder, "hall")) as address:
            take(browser, address, wanted(VISITS | MANUAL_VISITS))
        with empty_hall(Path(folder, "empty")) as address:
            take(browser, address, wanted(FIRST_VISITS))
        browser.close()


def take(browser: Browser, address: str, visits: Mapping[str, Visit]) -> None:
    for name, visit in visits.items():
        screen = DESK if name.startswith(OF_MANUALS) else SCREEN
        page = browser.new_page(viewport=screen, base_url=address, locale="zh-CN")
        visit(page)
        page.wait_for_function("document.fonts.ready.then(() => true)")
        page.wait_for_timeout(500)
        keep(name, page.screenshot())
        page.close()


def wanted(visits: Mapping[str, Visit]) -> dict[str, Visit]:
    """All of them, or those that were named: ``python -m tools.pictures kiosk manual/today``."""
    asked = sys.argv[1:] or visits
    return {name: visits[name] for name in asked if name in visits}


def keep(name: str, screenshot: bytes) -> None:
    """Small enough for a repository: fewer pixels, and only as many colours as are seen."""
    picture = Image.open(BytesIO(screenshot)).convert("RGB")
    side = LONG_SIDE_OF_LOOKS if "_" in name else LONG_SIDE
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    file = FOLDER / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    weight = file.stat().st_size
    print(f"{file}　{weight / 1000:.0f} KB")
    if weight > LARGEST_FILE:
        sys.exit(f"{file} 太大，请减少 COLOURS。")


if __name__ == "__main__":
    main()
