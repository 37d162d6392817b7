"""Notices on real screens: they come on the minute, go at once, and nothing stops the rest."""

import re
import shutil
import sqlite3
from base64 import b64decode
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from display.views import MOST_TOLD
from hall.database import open_database
from hall.notices.levels import Level
from hall.notices.markdown import as_html
from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeKind
from hall.notices.publishing import Decision, approve, submit, withdraw
from hall.notices.queries import notice_by_id
from hall.notices.schedule import Schedule
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.notices.uploads import receive, receive_captions
from hall.notices.writing import LONGEST_BODY, Draft, put_files, write
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall
from tests.journeys.conftest import CONNECTION_LOST, WALL, Screens, awake, happens, until, wired
from tests.journeys.site import Site, build
from tests.journeys.test_every_page import AXE, AXE_RULES, PORTRAIT, STICKS_OUT, show
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

#: Pages stay for a moment, the first one too; each that comes on is written down by the page, for
#: who only looks from time to time may always look at the same ones.
QUICK = """
    window.came = [];
    window.watched = {};
    window.captioned = {};
    document.addEventListener("timeupdate", ({ target: film }) => {
        const title = film.closest(".notice").querySelector(".notice__title").textContent;
        window.watched[title] = Math.max(window.watched[title] ?? 0, film.currentTime);
        for (const { mode, activeCues } of film.textTracks)
            for (const cue of mode === "showing" ? activeCues : [])
                window.captioned[title] = cue.getCueAsHTML().textContent;
    }, true);
    addEventListener("DOMContentLoaded", () => {
        const region = document.querySelector("[data-module=notices]");
        region.dataset.pageMs = 600;
        const note = () => {
            const notice = region.querySelector(".notice:not([hidden])");
            const told = (part) => notice?.querySelector(`.notice__${part}`)?.textContent ?? "";
            const on = `${told("title")} ${told("number")}`;
            if (on !== window.came.at(-1)) window.came.push(on);
        };
        const all = { subtree: true, childList: true, characterData: true, attributes: true };
        new MutationObserver(note).observe(region, all);
        note();
    });
"""
LONG = "\n\n".join(f"第{number}条　办事群众应当知道的事情，写得很长。" for number in range(12))


#: As the wire says it, one after the other in the same moment.
TELL = """(rotations) => rotations.forEach((drawn) => {
    const detail = { name: "notices-changed", words: { rotations: { "": drawn } } };
    document.dispatchEvent(new CustomEvent("wire", { detail }));
})"""
#: So many milliseconds of a changing picture, as base64; more, until there are pictures in it.
RECORD = """async ([mimeType, length]) => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const draw = () => {
        pen.fillStyle = `hsl(${performance.now() / 5} 80% 50%)`;
        pen.fillRect(0, 0, 300, 150);
    };
    const painter = setInterval(draw, 40);
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start(100);
    const begun = performance.now();
    while (performance.now() - begun < length || parts.filter(({ size }) => size).length < 2) {
        await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
    clearInterval(painter);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


#: Whatever says anything where the screen says that it has no sound.
COVERED_BY_MUTE = """() => {
    const mute = document.querySelector("[data-mute]");
    const box = mute?.getBoundingClientRect();
    return [...document.querySelectorAll("p, span, h1, h2, td, li, img, video")].filter((each) => {
        const other = each.getBoundingClientRect();
        return mute && each !== mute && other.width && other.right > box.left
            && other.left < box.right && other.bottom > box.top && other.top < box.bottom;
    }).map((each) => each.className);
}"""


class Desk:
    """The office without its pages: writes into the same records as the server."""

    def __init__(self, site: Site) -> None:
        self.hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
        self.media_store = MediaStore(site.folder / "var")

    def publish(
        self,
        draft: Draft,
        content: bytes = b"",
        ends_in: float | None = None,
        captions: bytes = b"",
    ) -> int:
        shown = []
        if content:
            with self.media_store.workbench() as bench:
                (bench / "upload").write_bytes(content)
                shown = receive(self.media_store, draft.kind, bench / "upload", bench)
        if captions:
            kept = receive_captions(self.media_store, captions, shown[0].seconds or 0)
            shown = [replace(shown[0], captions=kept.name, text=kept.text)]
        with self.hall.work("staff:1") as work:
            jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
            assert jia
            assert yi
            notice = write(work, draft, jia)
            if shown:
                put_files(work, notice, shown, jia)
            if ends_in is not None:
                ends = work.now + timedelta(seconds=ends_in)
                reschedule(work, notice, NoticeSchedule(Schedule(work.now, ends)))
            submit(work, notice, Decision.LET_STAND)
            approve(work, notice, yi)
            return notice.id

    def withdraw(self, notice_id: int) -> None:
        with self.hall.work("staff:1") as work:
            withdraw(work, notice_by_id(work.session, notice_id), "测试")

    def troubles(self, notice_id: int) -> int:
        with self.hall.read() as snapshot:
            return notice_by_id(snapshot.session, notice_id).troubles


@pytest.fixture
def quiet_site(tmp_path: Path, demo_database: Path):
    """A hall of its own, with one standing notice."""
    site = build(tmp_path, demo_database)
    with closing(sqlite3.connect(site.folder / "hall.sqlite3")) as records, records:
        records.execute("UPDATE notice SET state = 'expired' WHERE id > 1")
    site.open()
    yield site
    site.close()


@pytest.fixture
def desk(quiet_site: Site):
    desk = Desk(quiet_site)
    yield desk
    desk.hall.close()


@pytest.fixture
def quiet_screens(quiet_site: Site, screens_of: Callable[[Site], Screens]):
    return screens_of(quiet_site)


@pytest.fixture
def wall_of(quiet_screens: Screens):
    def open_screen(path: str = "/display", size: tuple[int, int] = WALL, **more: object) -> Page:
        return quiet_screens.open(path, size, script=QUICK, **more)

    return open_screen


def picture(size: tuple[int, int] = (800, 600)) -> bytes:
    Image.new("RGB", size, "gold").save(kept := BytesIO(), "PNG")
    return kept.getvalue()


def beating(page: Page) -> Page:
    """The screen, once it tells how it is, and hears what it is told to do."""
    expect(page.locator("[data-later=heartbeat]")).to_have_attribute("data-awake", "yes")
    return page


def urgent(title: str, body: str = "一") -> Draft:
    return Draft(kind=NoticeKind.TEXT, title=title, body=body, level=Level.NOTICE)


def title(page: Page):
    """Of what is on, if it stays on."""
    return page.locator(".notice:visible .notice__title")


def comes(page: Page, words: str) -> None:
    """It is on now, or has its turn from now on."""
    now = page.evaluate("window.came.length - 1")
    until(page, f"window.came.slice({now}).some((each) => each.includes('{words}'))")


@pytest.mark.slow_because("five screens, one of them off and on again")
def test_a_withdrawal_clears_every_screen_at_once_with_a_receipt_from_each(
    wall_of, quiet_screens: Screens, desk: Desk, quiet_site: Site
) -> None:
    walls = [wall_of("/display"), wall_of("/display/notices", PORTRAIT), wall_of("/display/door")]
    gone = desk.publish(urgent("要撤下的通知"))
    for wall in walls:
        expect(title(wall)).to_have_text("要撤下的通知")
    office = quiet_screens.staff("jia", f"/office/notices/{gone}")
    for wall in walls:
        beating(wall)
    off = quiet_screens.open("/display/wall", WALL)
    expect(title(off)).to_have_text("要撤下的通知")
    off.context.set_offline(True)
    off.close()

    asked: list[str] = []
    for wall in walls:
        wall.on("request", lambda request: asked.append(request.url))
    office.get_by_text("撤下", exact=True).first.click()
    office.fill("[name=remark]", "内容有误")
    office.locator(".ask__form button").click()
    for wall in walls:
        expect(wall.get_by_text("要撤下的通知")).to_have_count(0)
    assert [url for url in asked if "_notices" in url] == []  # they were told

    expect(title(walls[0])).to_have_text("服务宗旨")
    receipts = office.get_by_text(re.compile(r"撤下后 \d+\.\d 秒"))
    wait_until(lambda: receipts.count() == 3, "three receipts", meanwhile=office.reload)
    expect(office.get_by_text("没有回执")).to_have_count(1)  # the one that was off
    back = wall_of("/display/wall")
    expect(title(back)).to_have_text("服务宗旨")


def test_what_is_withdrawn_while_a_screen_makes_it_ready_is_never_seen(wall_of, desk: Desk) -> None:
    wall = wall_of()
    wall.route("**/files/*", lambda _: None)  # its picture does not come, not even at first
    asked = f"{wall.url}/main/_notices"
    gone = desk.publish(Draft(kind=NoticeKind.IMAGE, title="宣传画", level=Level.NOTICE), picture())
    with_it = wall.request.get(asked).text()
    desk.withdraw(gone)
    without_it = wall.request.get(asked).text()
    expect(title(wall)).to_have_text("服务宗旨")

    wall.evaluate(TELL, [with_it, without_it])

    for title_of_another in ("后来的通知", "再后来的通知"):  # each is made ready after it, and seen
        desk.publish(urgent(title_of_another))
        comes(wall, title_of_another)
    assert [each for each in wall.evaluate("window.came") if "宣传画" in each] == []
    expect(wall.get_by_text("宣传画")).to_have_count(0)


def test_a_notice_that_comes_back_with_another_text_shows_that_one(wall_of, desk: Desk) -> None:
    wall = wired(wall_of())
    expect(title(wall)).to_have_text("服务宗旨")
    now = wall.request.get(f"{wall.url}/main/_notices").text()
    mark = re.search(r'data-mark="(\w+)"', now)
    assert mark

    wall.evaluate(TELL, [now.replace("服务宗旨", "改过的宗旨").replace(mark[1], "0" * 16)])

    expect(title(wall)).to_have_text("改过的宗旨")


def test_what_changes_comes_with_the_wire_and_is_not_asked_for(wall_of, desk: Desk) -> None:
    wall = wired(wall_of())
    asked = []
    wall.on("request", lambda request: asked.append(request.url))

    desk.publish(urgent("新的通知"))

    expect(title(wall)).to_have_text("新的通知")
    assert [url for url in asked if "_notices" in url] == []


def test_what_is_too_long_to_be_sent_to_everybody_is_asked_for(wall_of, desk: Desk) -> None:
    wall = wall_of()

    for _ in range(MOST_TOLD // LONGEST_BODY + 1):
        desk.publish(urgent("很长的通知", "长" * LONGEST_BODY))

    expect(title(wall)).to_have_text("很长的通知")
    expect(wall.locator(".notice")).to_have_count(MOST_TOLD // LONGEST_BODY + 1)


def test_it_leaves_on_its_second_even_when_the_server_is_gone(
    wall_of, desk: Desk, quiet_site: Site
) -> None:
    desk.publish(urgent("另一条"))
    wall = wall_of(forgiven=(*CONNECTION_LOST, "ERR_"))
    expect(title(wall)).to_have_text("另一条")
    desk.publish(urgent("快到期的通知"), ends_in=5)
    comes(wall, "快到期的通知")

    quiet_site.pull_the_plug()

    expect(wall.get_by_text("快到期的通知")).to_have_count(0)
    expect(title(wall)).to_have_text("另一条")


def test_a_screen_that_cannot_be_told_stops_showing_what_may_be_withdrawn_meanwhile(
    wall_of, desk: Desk, quiet_site: Site
) -> None:
    desk.publish(urgent("可能已经撤下的通知"))
    wall = wall_of(forgiven=(*CONNECTION_LOST, "ERR_"))
    expect(title(wall)).to_have_text("可能已经撤下的通知")
    memory = "all => all[0].dataset.trustedMs = 2000"

    quiet_site.pull_the_plug()
    wall.eval_on_selector_all("[data-module=notices]", memory)

    expect(title(wall)).not_to_have_text("可能已经撤下的通知")
    expect(wall.locator(".notice--none")).to_be_visible()
    expect(wall.locator("[data-module=notices][data-alone]")).to_have_count(1)
    quiet_site.open()
    expect(title(wall)).to_have_text("可能已经撤下的通知")


def test_what_cannot_be_shown_is_skipped_and_marked_after_three_times(wall_of, desk: Desk) -> None:
    broken = desk.publish(
        Draft(kind=NoticeKind.IMAGE, title="坏的图", level=Level.NOTICE), picture()
    )
    desk.publish(urgent("好的通知"))
    shutil.rmtree(desk.media_store.folder)

    wall = wall_of(forgiven=("404",))

    expect(title(wall)).to_have_text("好的通知")
    happens(wall, lambda: desk.troubles(broken) >= 3)
    assert desk.troubles(broken) == 3
    desk.publish(urgent("另一条好的通知"))
    for _ in range(2):  # whatever is shown has had its turn
        comes(wall, "另一条好的通知")
        comes(wall, "好的通知")
    assert desk.troubles(broken) == 3  # not tried again on this screen


def test_an_emergency_covers_every_screen_and_a_call_is_still_seen(
    wall_of, desk: Desk, quiet_site: Site
) -> None:
    walls = [wall_of("/display"), wall_of("/display/notices", PORTRAIT)]
    number = quiet_site.take("A")["number"]
    desk.publish(Draft(kind=NoticeKind.TEXT, title="台风", body="请避险", level=Level.EMERGENCY))
    for wall in walls:
        expect(title(wall)).to_have_text("台风")

    quiet_site.call_next("1")

    for wall in walls:
        overlay = wall.locator("[data-overlay]")
        expect(overlay).to_be_visible()
        expect(overlay).to_contain_text(number)
        call, alarm = overlay.bounding_box(), wall.locator(".notice--emergency").bounding_box()
        assert call
        assert alarm
        assert call["y"] >= alarm["y"] + alarm["height"] - 1  # below it, neither hides the other
        expect(wall.locator(".latest__number")).to_have_text(number)


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/display", WALL),
        ("/display", PORTRAIT),
        ("/display/notices", PORTRAIT),
        ("/display/notices", WALL),
        ("/display/door", WALL),
        ("/display/door", PORTRAIT),
        ("/display/wall", WALL),
        ("/display/wall", PORTRAIT),
        ("/display/window-1", (1600, 800)),
        ("/display/window-1", PORTRAIT),
        ("/display/window-6", WALL),
    ],
)
def test_every_role_fits_its_panel_and_has_no_barrier(
    screens: Screens, path: str, size: tuple[int, int]
) -> None:
    page = screens.open("about:blank", size, bypass_csp=True)
    show(page, screens.site.url + path)

    page.evaluate("document.querySelector('[data-mute]')?.removeAttribute('hidden')")
    assert page.evaluate(STICKS_OUT) == []
    assert page.evaluate(COVERED_BY_MUTE) == []
    page.add_script_tag(path=AXE)
    assert page.evaluate(AXE_RULES) == []
    expect(page.get_by_text("0734-0000000")).to_be_visible()


def test_pages_are_turned_and_the_letters_stay_large(wall_of, desk: Desk) -> None:
    desk.publish(urgent("很长的通知", LONG))
    wall = wall_of()
    body = wall.locator(".notice:visible .notice__body")

    comes(wall, "第 2 页")
    size = body.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert size * 0.9 * 680 / 1080 >= 5 * 5.8 * 1.3 - 0.5  # millimetres, for five metres
    comes(wall, "第 3 页")


#: A text in place of the one that is seen: its pages, its letters in pixels, what is torn of it.
SET = """async ([title, html]) => {
    const { turnTo } = await import("/static/js/lib/turning.js");
    const notice = document.querySelector(".notice:not([hidden])");
    const body = notice.querySelector(".notice__body");
    notice.querySelector(".notice__title").textContent = title;
    body.innerHTML = html;
    delete notice.dataset.fitted;
    const pages = turnTo(notice, 0);
    const rows = [...body.querySelectorAll("tbody tr")];
    const torn = rows.filter((row) => row.getClientRects().length > 1);
    const lines = body.parentElement.clientWidth / parseFloat(getComputedStyle(body).fontSize);
    const { width } = body.parentElement.getBoundingClientRect();
    const sticksOut = body.scrollWidth > pages * width + 2;
    const least = notice.dataset.letterPart;
    return { pages, onALine: lines, torn: torn.length, sticksOut, least };
}"""
ROW = "|{0}|演示员甲|云集村第三组|3|低保救助、残疾人两项补贴|{0}500.00|\n"
LEDGER = "|序号|姓名|村组|人口|补助项目|金额（元）|\n|---|---|---|---|---|--:|\n" + "".join(
    map(ROW.format, range(1, 26))
)


def test_a_short_text_fills_the_screen_and_a_long_one_is_set_smaller(wall_of, desk: Desk) -> None:
    desk.publish(urgent("通知", "请看。"))
    wall = wall_of()
    expect(wall.locator(".notice:visible .notice__title")).to_have_text("通知")

    def fitted(body: str, title: str = "通知") -> tuple[int, float, float]:
        found = wall.evaluate(SET, [title, as_html(body)])
        assert (found["torn"], found["sticksOut"]) == (0, False)
        return found["pages"], found["onALine"], float(found["least"])

    pages, on_a_line, part = fitted("明天停电。")
    assert (pages, part > 1.2) == (1, True)
    assert 6.9 < on_a_line < 9
    assert fitted("明天停电。" * 20)[2] == 1  # turned, at the size that the distance wants
    assert fitted("见 www.example.cn/yunji-online-service")[0] == 1  # as long as a line
    pages, _, part = fitted(LEDGER)
    assert pages <= 8
    assert part < 1
    pages, _, least = fitted(f"{LONG}\n\n" * 20)
    assert pages > 8
    assert least < part
    pages, _, part = fitted("|窗口|事|\n|---|---|\n" + "|1|社保|\n" * 12)
    assert pages in (2, 3, 4)  # its head, which each page repeats, is not torn
    assert part == 1
    title = wall.locator(".notice:visible .notice__title")
    fitted("请看。", "关于调整办事大厅服务时间的通知")
    assert title.evaluate("each => each.scrollHeight < each.clientHeight * 1.2")


LIST = "\n".join(["|姓名|村（社区）|保障人口|月保障金额（元）|", "|---|---|--:|--:|"]) + "".join(
    f"\n|演示员甲|云集镇东阳渡社区居民委员会|{number}|{300 + number}|" for number in range(12)
)


def test_nothing_of_a_wide_table_sticks_out_and_every_row_is_whole(wall_of, desk: Desk) -> None:
    desk.publish(urgent("名单", f"|窗口|办什么|\n|---|---|\n|1|社保|\n\n{LIST}"))
    wall = wall_of()
    narrow, wide = wall.locator(".notice:visible table").all()

    expect(narrow).to_have_attribute("data-way", "lines")
    expect(wide).to_have_attribute("data-way", "rows")
    expect(wall.locator(".notice:visible .notice__number")).to_contain_text("共")
    torn = "rows => rows.filter(row => row.getClientRects().length > 1).length"
    assert wide.locator("tbody tr").evaluate_all(torn) == 0
    widest = "each => Math.max(...[...each.getClientRects()].map(({ width }) => width))"
    assert wide.evaluate(widest) <= wall.locator(".notice:visible .notice__pages").evaluate(widest)
    head = "each => getComputedStyle(each, '::before').content"
    assert "保障人口" in wide.locator("td").nth(2).evaluate(head)


def test_a_page_of_paper_on_a_low_screen_is_turned_in_parts(wall_of, desk: Desk) -> None:
    desk.publish(Draft(kind=NoticeKind.PDF, title="文件", level=Level.NOTICE), paper())
    door = wall_of("/display/door")
    sheet, number = door.locator(".notice__sheet:visible"), door.locator(".notice__number")

    expect(number).to_contain_text("（2/")
    boxes = sheet.locator("img").bounding_box(), sheet.bounding_box()
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["width"] > 0.9 * boxes[1]["width"]
    assert boxes[0]["y"] < boxes[1]["y"]  # its head was seen before


def paper() -> bytes:
    sheets = [Image.new("RGB", (595, 842), shade) for shade in ("white", "ivory")]
    sheets[0].save(kept := BytesIO(), "PDF", save_all=True, append_images=sheets[1:])
    return kept.getvalue()


def test_a_picture_is_decoded_before_it_is_seen(wall_of, desk: Desk) -> None:
    desk.publish(Draft(kind=NoticeKind.IMAGE, title="宣传画", level=Level.NOTICE), picture())
    wall = wall_of()

    sheet = wall.locator("[data-painted] .notice:visible img")  # not the page before its scripts
    expect(sheet).to_be_visible()
    assert sheet.evaluate("each => each.complete && each.naturalWidth") == 800


#: As an office's programs write it: its own line ends, tags, another encoding, signs to be escaped.
SRT = "1\r\n00:00:00,100 --> 00:00:20,000\r\n<i>请带<身份证>&</i>\r\n".encode("gb18030")
#: What of it stands upon the film just now.
CAPTIONED = """() => {
    const track = document.querySelector("video").textTracks[0];
    const shown = track?.mode === "showing" ? [...track.activeCues] : [];
    return shown.map(cue => cue.getCueAsHTML().textContent).join();
}"""


@pytest.mark.slow_because("two films are recorded, and played in the time they take")
def test_films_play_to_their_end_are_let_go_of_and_the_rest_goes_on(
    wall_of,
    desk: Desk,
    screens: Screens,
    quiet_site: Site,
    screens_of: Callable[[Site], Screens],
) -> None:
    """Recorded here, so in pieces and without a length, as screens and meetings are recorded."""
    recorder = screens.open("/sign-in")
    kinds = {
        "MP4": ["video/mp4;codecs=avc1.42E01E", 3000],  # long enough to be stopped before its end
        "WebM": ["video/webm;codecs=vp9", 900],
    }
    films = []
    for name, kind in kinds.items():
        content = b64decode(recorder.evaluate(RECORD, kind))
        draft = Draft(kind=NoticeKind.VIDEO, title=name, level=Level.NOTICE)
        films.append(desk.publish(draft, content, captions=SRT if name == "MP4" else b""))
    recorder.close()
    desk.publish(urgent("片后的通知"))

    wall = wall_of()

    for name in kinds:
        until(wall, f"window.watched.{name} > 0.3")
    comes(wall, "片后的通知")
    until(wall, "!document.querySelector('video[src]')")  # before their next turn
    assert wall.evaluate("window.captioned") == {"MP4": "请带<身份证>&"}
    assert [desk.troubles(each) for each in films] == [0, 0]
    with_fingers(screens_of(quiet_site), films[0])


def with_fingers(screens: Screens, film: int) -> None:
    """The same film at the kiosk, by our own keys."""
    kiosk = screens.touch("/kiosk", forgiven=("404",))
    kiosk.goto(f"{screens.site.url}/kiosk/notices/{film}")
    awake(kiosk)
    picture, play = kiosk.locator("video"), kiosk.locator("[data-film=play]")
    assert not picture.evaluate("each => each.controls || !each.paused")

    kiosk.evaluate("document.addEventListener('alive', () => (window.watched = true))")
    picture.evaluate("each => (each.loop = true)")  # it is not over before it is stopped
    play.tap()
    expect(play).to_have_text("暂停")
    until(kiosk, "document.querySelector('video').currentTime > 0.3")
    until(kiosk, f"({CAPTIONED})() === '请带<身份证>&'")
    assert kiosk.evaluate("window.watched")  # whoever watches is not asked whether they are there
    play.tap()
    expect(play).to_have_text("播放")
    kiosk.locator("[data-film=quiet]").tap()
    assert picture.evaluate("each => each.muted")
    kiosk.locator("[data-film=again]").tap()
    expect(play).to_have_text("暂停")
    picture.evaluate("each => { each.src = '/notices/files/none.mp4' }")

    expect(kiosk.locator("[data-film-sorry]")).to_be_visible()
    expect(play).to_be_hidden()


@pytest.mark.slow_because("axe goes through every page about notices")
def test_the_office_pages_about_notices_have_no_barrier(screens: Screens) -> None:
    page = screens.staff("jia", "/office", bypass_csp=True)
    for path in (
        "/office/notices",
        "/office/notices/1",
        "/office/notices/new?kind=pdf",
        "/office/screens",
    ):
        show(page, f"{screens.site.url}{path}")
        page.add_script_tag(path=AXE)
        assert page.evaluate(AXE_RULES) == [], path
