"""朗读: whoever does not like to read listens; it stops at a touch, and when the page is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hall.catalogue.queries import item_by_code
from hall.database import open_database
from hall.unit_of_work import Hall
from kiosk.read_aloud import guide_of
from tests.journeys.conftest import Screens, awake, until
from tests.journeys.site import Site, build
from tests.journeys.test_kiosk import at_rest, with_stopped_time

pytestmark = pytest.mark.browser

ITEM = "YS-B-01"
CLIP = Path(__file__).parents[2] / "static" / "voice" / "zm_yunjian" / "letter-B.opus"
#: Every sound that is played, and what it does; every sentence that is marked.
WITNESS = """
    window.heard = [];
    window.sounds = [];
    window.marked = [];
    const Plain = window.Audio;
    window.Audio = function () {
        const audio = new Plain();
        window.sounds.push(audio);
        for (const what of ["playing", "ended", "pause"])
            audio.addEventListener(what, ({ type }) => window.heard.push(type));
        return audio;
    };
    const set = HighlightRegistry.prototype.set;
    HighlightRegistry.prototype.set = function (name, highlight) {
        if (name === "read-aloud") window.marked.push([...highlight].map(String).join());
        return set.call(this, name, highlight);
    };
"""
ENDED = "window.heard.filter((what) => what === 'ended').length"
#: As long as each of the others, and over when this is.
ANOTHER_SOUND = """new Promise((over) => {
    const another = window.sounds[0].cloneNode();
    another.addEventListener("ended", over);
    another.play();
})"""
SILENT = "window.sounds.every((each) => each.paused)"
MARKED = "[...(CSS.highlights.get('read-aloud') ?? [])].map(String).join()"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Site]:
    """A hall in which one guide was made: every sentence of it is one short sound."""
    site = build(tmp_path_factory.mktemp("reading"), demo_database)
    folder = site.folder / "var" / "reading" / "zm_yunjian"
    folder.mkdir(parents=True)
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    with hall.read() as snapshot:
        sentences = guide_of(item_by_code(snapshot.session, ITEM)).sentences
    hall.close()
    for sentence in sentences:
        (folder / f"{sentence.name}.opus").write_bytes(CLIP.read_bytes())
    yield site.open()
    site.close()


def guide_page(screens: Screens) -> Page:
    kiosk = screens.touch("/kiosk", script=WITNESS)
    kiosk.goto(f"{screens.site.url}/kiosk/item/{ITEM}")
    return awake(kiosk)


def test_a_guide_is_heard_sentence_by_sentence_and_marked_where_it_is_read(
    screens: Screens,
) -> None:
    kiosk = guide_page(screens)
    key = kiosk.locator("[data-read]")

    key.tap()

    expect(key).to_have_text("停")
    until(kiosk, "window.marked.length >= 3")
    assert kiosk.evaluate("window.marked.slice(0, 3)") == [
        "社保医保办卡补卡",
        "法律依据",
        "《中华人民共和国社会保险法》",
    ]
    expect(kiosk.locator(".read-aloud__caption")).to_be_hidden()
    until(kiosk, f"{ENDED} >= 3")
    key.tap()
    expect(key).to_have_text("朗读")
    until(kiosk, SILENT)
    assert kiosk.evaluate(MARKED) == ""


def test_it_stops_when_the_page_is_left(screens: Screens) -> None:
    kiosk = guide_page(screens)
    kiosk.locator("[data-read]").tap()
    until(kiosk, f"{ENDED} >= 1")

    kiosk.locator(".back").tap()

    expect(kiosk.locator("[data-page=items]")).to_be_visible()
    until(kiosk, SILENT)
    assert kiosk.evaluate(MARKED) == ""
    before = kiosk.evaluate(ENDED)
    kiosk.evaluate(ANOTHER_SOUND)  # what had gone on playing would have ended before
    assert kiosk.evaluate(ENDED) == before


def test_who_has_turned_the_page_hears_what_stands_there(screens: Screens) -> None:
    kiosk = guide_page(screens)
    kiosk.locator("[data-jump=complaints]").tap()
    until(kiosk, "document.querySelector('.guide__text').scrollTop > 100")
    at_rest(kiosk)

    kiosk.locator("[data-read]").tap()

    until(kiosk, "window.marked.length > 0")
    first = kiosk.evaluate("window.marked[0]")
    assert "法律依据" not in first
    assert first != "社保医保办卡补卡"


def test_a_sound_that_does_not_come_is_told(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk", forgiven=("503",))
    kiosk.goto(f"{screens.site.url}/kiosk/item/{ITEM}")
    awake(kiosk)
    kiosk.route("**/kiosk/reading/*", lambda route: route.fulfill(status=503))

    kiosk.locator("[data-read]").tap()

    expect(kiosk.locator(".read-aloud__caption")).to_contain_text("朗读停了")
    expect(kiosk.locator("[data-read]")).to_have_text("朗读")


def test_who_only_listens_is_not_asked_whether_they_are_there(screens: Screens) -> None:
    kiosk = with_stopped_time(screens, f"/kiosk/item/{ITEM}", WITNESS)

    kiosk.locator("[data-read]").tap()

    for _ in range(3):  # it would ask after ninety seconds
        heard = kiosk.evaluate("window.marked.length")
        until(kiosk, f"window.marked.length > {heard}")
        kiosk.clock.run_for(80_000)
    expect(kiosk.locator("[data-warning]")).to_be_hidden()
    kiosk.locator("[data-read]").tap()
    kiosk.clock.run_for(95_000)
    expect(kiosk.locator("[data-warning]")).to_be_visible()
