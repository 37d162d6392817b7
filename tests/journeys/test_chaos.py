"""What breaks in a hall, broken on purpose: each time the screens end in the right picture."""

import resource
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from hall.clock import local, server_clock
from hall.notices.levels import Level
from hall.notices.model import NoticeKind
from hall.notices.publishing import withdraw
from hall.notices.queries import notice_by_id
from hall.notices.writing import Draft
from tests.journeys.conftest import CONNECTION_LOST, WALL, Screens, happens
from tests.journeys.site import Site, build
from tests.journeys.test_notices import QUICK, Desk, comes, picture, title, urgent

pytestmark = pytest.mark.browser

#: The page's own count goes on; its calendar jumps three years, as with a clock that was set.
THREE_YEARS_ON = """
    const honest = Date.now;
    window.jump = 0;
    Date.now = () => honest() + window.jump;
"""


@pytest.fixture(scope="module")
def worn_site(tmp_path_factory: pytest.TempPathFactory, demo_database) -> Iterator[Site]:
    site = build(tmp_path_factory.mktemp("chaos"), demo_database).open()
    yield site
    site.close()


@pytest.fixture(scope="module")
def desk(worn_site: Site) -> Iterator[Desk]:
    desk = Desk(worn_site)
    yield desk
    desk.hall.close()


@pytest.fixture
def wall_of(worn_site: Site, screens_of: Callable[[Site], Screens]) -> Callable[..., Page]:
    screens = screens_of(worn_site)

    def open_wall(script: str = "") -> Page:
        forgiven = (*CONNECTION_LOST, "500", "could not be decoded")
        return screens.open("/display", WALL, forgiven=forgiven, script=QUICK + script)

    return open_wall


def take_down(desk: Desk, notice_id: int) -> None:
    with desk.hall.work("staff:1") as work:
        withdraw(work, notice_by_id(work.session, notice_id), "测试")


def test_the_server_is_killed_and_what_was_withdrawn_meanwhile_goes_when_it_is_back(
    wall_of: Callable[..., Page], desk: Desk, worn_site: Site
) -> None:
    gone, stays = desk.publish(urgent("要撤下的")), desk.publish(urgent("留下的"))
    wall = wall_of()
    comes(wall, "要撤下的")

    worn_site.pull_the_plug()
    take_down(desk, gone)
    comes(wall, "留下的")  # it goes on turning without the server
    worn_site.open()

    expect(wall.get_by_text("要撤下的")).to_have_count(0)
    expect(wall.locator("[data-stale]")).to_be_hidden()
    expect(title(wall)).to_have_text("留下的")
    take_down(desk, stays)


def test_the_socket_is_dropped_and_what_was_said_meanwhile_is_seen(
    wall_of: Callable[..., Page], desk: Desk, worn_site: Site
) -> None:
    wires: list[WebSocketRoute] = []
    welcomed: list[WebSocketRoute] = []
    wall = wall_of()

    def pass_on(wire: WebSocketRoute) -> None:
        def tell(message: str | bytes) -> None:
            if "welcome" in str(message):
                welcomed.append(wire)
            wire.send(message)

        wire.connect_to_server().on_message(tell)
        wires.append(wire)

    wall.route_web_socket("**/socket.io/**", pass_on)
    wall.reload()
    expect(wall.locator("[data-module=notices][data-awake=yes]")).to_be_visible()
    happens(wall, lambda: welcomed)
    number = worn_site.take("A")["number"]
    welcomed[-1].close(code=1001)
    notice = desk.publish(urgent("断线时发布的"))
    worn_site.call_next("1")

    expect(title(wall)).to_have_text("断线时发布的")
    expect(wall.locator(".latest__number")).to_have_text(number)
    happens(wall, lambda: len(wires) > 1)
    take_down(desk, notice)


def test_one_file_on_the_shelf_is_damaged_and_the_rest_is_shown(
    wall_of: Callable[..., Page], desk: Desk
) -> None:
    before = set(desk.media_store.folder.glob("*.webp"))
    broken = desk.publish(
        Draft(kind=NoticeKind.IMAGE, title="坏图", level=Level.NOTICE), picture((640, 480))
    )
    fine = desk.publish(urgent("好的"))
    (file,) = set(desk.media_store.folder.glob("*.webp")) - before
    file.write_bytes(file.read_bytes()[:20] + bytes(200))

    wall = wall_of()

    expect(title(wall)).to_have_text("好的")
    expect(wall.locator(".notice:visible img")).to_have_count(0)
    for each in (broken, fine):
        take_down(desk, each)


def test_the_disk_is_full_and_the_screens_stay_right_until_there_is_room(
    wall_of: Callable[..., Page], desk: Desk, worn_site: Site
) -> None:
    notice = desk.publish(urgent("满盘之前"))
    number = worn_site.take("A")["number"]
    wall = wall_of()
    assert worn_site.served
    pids = worn_site.served.pids()
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    status, _ = worn_site.try_to_call("1")
    assert status >= 500
    expect(title(wall)).to_have_text("满盘之前")
    wall.reload()
    expect(title(wall)).to_have_text("满盘之前")
    expect(wall.locator("[data-stale]")).to_be_hidden()

    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)
    assert worn_site.call_next("1")["number"] == number
    expect(wall.locator(".latest__number")).to_have_text(number)
    take_down(desk, notice)


def test_the_browsers_clock_jumps_and_nothing_ends_or_begins_with_it(
    wall_of: Callable[..., Page], desk: Desk
) -> None:
    """The server's clock is the only one; ``hall/`` keeps it from going back (test_levels)."""
    wall = wall_of(script=THREE_YEARS_ON)
    desk.publish(urgent("有期限的"), ends_in=8)
    expect(title(wall)).to_have_text("有期限的")
    shown = wall.locator(".clock__time").inner_text()
    in_three_years = local(server_clock()).year + 3

    wall.evaluate("window.jump = 3 * 365 * 24 * 3600 * 1000")

    expect(title(wall)).to_have_text("有期限的")
    expect(wall.locator(".clock__day")).not_to_contain_text(str(in_three_years))
    hours = {shown[:2], f"{local(server_clock()):%H}"}  # it may have struck meanwhile
    assert wall.locator(".clock__time").inner_text()[:2] in hours
    expect(title(wall)).not_to_have_text("有期限的")  # on its own second
