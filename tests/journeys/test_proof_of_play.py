"""What a real screen painted arrives at the server, through reloads and dead servers; and the
office sees the screen itself beforehand, and the proof afterwards."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CONNECTION_LOST, WALL, Screens, happens, until
from tests.journeys.site import Site, build
from tests.journeys.test_every_page import AXE, AXE_RULES, show
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

#: The diary is told twice a second instead of every two minutes.
OFTEN = """new MutationObserver(() => {
    const diary = document.querySelector("[data-later=proof-of-play]");
    if (diary) diary.dataset.everyMs = 500;
}).observe(document, { childList: true, subtree: true });"""
PAINTED = "SELECT sum(shown_ms) FROM exposure WHERE what = 'shown'"


@pytest.fixture
def own_hall(tmp_path: Path, demo_database: Path):
    site = build(tmp_path, demo_database).open()
    yield site
    site.close()


def wait_for(site: Site, question: str, enough: int) -> int:
    def found() -> int:
        told = int(site._read(question) or 0)
        return told if told >= enough else 0

    return wait_until(found, question)


def in_the_diary(wall: Page) -> int:
    """Milliseconds that the browser has written down and the server has not confirmed."""
    memory = json.loads(wall.evaluate("JSON.stringify(localStorage)"))
    diaries = [json.loads(each) for key, each in memory.items() if key.startswith("diary ")]
    return sum(each["shown"] for diary in diaries for each in diary["stretches"])


@pytest.mark.slow_because("a screen paints for seconds before and after its server dies")
def test_what_was_painted_survives_a_dead_server_and_a_reload(
    screens_of: Callable[[Site], Screens], own_hall: Site
) -> None:
    screens = screens_of(own_hall)
    wall = screens.open("/display", WALL, script=OFTEN, forgiven=(*CONNECTION_LOST, "ERR_"))
    expect(wall.locator(".notice:visible")).to_be_visible()
    wait_for(own_hall, PAINTED, 500)

    own_hall.pull_the_plug()
    told = own_hall._read(PAINTED)
    happens(wall, lambda: in_the_diary(wall) >= 1000)  # painted, and nobody to tell
    own_hall.open()
    wall.reload()

    assert wait_for(own_hall, PAINTED, told + 1000)
    wait_for(own_hall, "SELECT count(DISTINCT diary) FROM exposure", 2)
    until(wall, "Object.keys(localStorage).filter((key) => key.startsWith('diary ')).length === 1")
    assert own_hall._read("SELECT min(sure) FROM exposure") == 1


def test_the_office_sees_every_screen_as_it_will_be(screens: Screens) -> None:
    office = screens.staff("jia", "/office", bypass_csp=True)
    show(office, f"{screens.site.url}/office/preview?screen=notices")

    frame = office.frame_locator("iframe")
    expect(frame.locator(".notice:visible .notice__title")).to_have_text("服务宗旨")
    assert office.frames[1].evaluate("[innerWidth, innerHeight]") == [1080, 1920]
    place, frame_box = (office.locator(each).bounding_box() for each in (".screen-frame", "iframe"))
    assert place
    assert frame_box
    assert frame_box["width"] <= place["width"]
    assert frame_box["height"] <= 768
    office.add_script_tag(path=AXE)
    assert office.evaluate(AXE_RULES) == []
