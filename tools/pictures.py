"""Takes the README's pictures again: ``python -m tools.pictures`` fills docs/pictures/.

They show a real demonstration hall in a real browser, on a made-up Monday morning, so that they
look alike whenever they are taken.
"""

import logging
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from tools.chromium import INSTALL, find_chromium
from tools.morning import demonstration
from tools.visits import VISITS, Visit

FOLDER = Path("docs/pictures")
SCREEN = ViewportSize(width=1920, height=1080)
LONG_SIDE, LONG_SIDE_OF_LOOKS = 1080, 520  # pixels kept; all pictures together stay light
COLOURS = 64
LARGEST_FILE = 150_000


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


def wanted() -> dict[str, Visit]:
    """All of them, or those that were named: ``python -m tools.pictures kiosk guide``."""
    return {name: VISITS[name] for name in sys.argv[1:] or VISITS}


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
