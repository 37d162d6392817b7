"""A stranger's path: from the package to the first number, by the installer's manual alone.

What is done at the machine itself is not done here: the package's own proof does it
(tools/package_proof/); here it only takes its time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import KIOSK, WALL, Screens, awake, awake_by_keys, settled
from tests.journeys.manual_steps import Reader, Step, steps_of
from tests.journeys.site import MACHINES, Site
from tests.served import write_config

pytestmark = pytest.mark.browser

MANUAL = Path(__file__).parents[2] / "docs/manual/roles/installing.md"
PASSWORD, ANOTHER = "qingquan-shan-1987x", "baiyun-feng-2016y"
#: A browser on another computer; what it is passed on by is how a server on one machine tells.
ELSEWHERE = {"X-Forwarded-For": "192.168.1.20"}
REFUSED = ("403", "the server responded with a status of 403")
PATH_ENDS_AFTER = "第一个号"
LONGEST_SECONDS = 600

#: Done at the machine, not in a browser: how long each takes, by how the step begins.
AT_THE_MACHINE = {
    "服务器接电": 60,
    "插上 U 盘，打开终端": 20,
    "输入 `sudo apt install": 20,
    "约半分钟后": 40,
    "服务的名字是": 0,
    "打印机、指纹机接在服务器上": 120,
    "在终端输入 `sudo hall doctor`": 30,
    "插一个 U 盘，在[备份]": 30,  # tests/office/test_backups.py gives the page such a stick
}


@dataclass
class Walk:
    site: Site
    screens: Screens
    code: str
    office: Page = None  # type: ignore[assignment]
    wall: Page = None  # type: ignore[assignment]
    kiosk: Page = None  # type: ignore[assignment]
    window: Page = None  # type: ignore[assignment]
    sheet: Path = Path()
    first_password: str = ""

    def browser(self, path: str = "/", **more: object) -> Page:
        return self.screens.open(path, extra_http_headers=ELSEWHERE, **more)  # type: ignore[arg-type]


def set_up(walk: Walk, reader: Reader) -> None:
    walk.office = walk.browser(reader.named("/setup"))
    reader.typed(f"{walk.site.url}/setup")


def first_director(walk: Walk, reader: Reader) -> None:
    reader.write(walk.office, "一次性号码", walk.code)
    reader.write(walk.office, "姓名", "演示员")
    reader.write(walk.office, "账号", "zhuren01")
    reader.write(walk.office, "新密码", PASSWORD)
    reader.write(walk.office, "再输一遍", PASSWORD)


def next_page(walk: Walk, reader: Reader) -> None:
    reader.press(walk.office, "建立账号，下一步")
    expect(walk.office).to_have_title(re.compile(rf"^{reader.named('开门以前')}"))


def see_what_is_missing(walk: Walk, reader: Reader) -> None:
    reader.look(walk.office, "开门以前还差什么")
    expect(walk.office.locator("#missing b").first).to_be_visible()


def details(walk: Walk, reader: Reader) -> None:
    reader.write(walk.office, "名称", "清泉镇便民服务中心")
    reader.write(walk.office, "投诉举报电话", "0734-8612345")
    reader.write(walk.office, "服务时间", "9:00—17:00")
    reader.press(walk.office.locator("#details"), "保存")
    expect(walk.office.locator(".saved")).to_be_visible()


def fill_the_sheets(walk: Walk, reader: Reader) -> None:
    with walk.office.expect_download() as coming:
        reader.press(walk.office, "下载模板")
    walk.sheet = walk.site.folder / coming.value.suggested_filename
    coming.value.save_as(walk.sheet)
    book = load_workbook(walk.sheet)
    letter, service, role = map(reader.named, ("A", "户籍办理", "窗口人员"))
    for title, row in {
        "业务": {"字母": letter, "名称": service},
        "窗口": {"窗口号": "1", "部门": "公安", "业务的字母": letter},
        "人员": {"姓名": "演示二", "账号": "chuang01", "角色": role},
    }.items():
        page = book[reader.named(title)]
        headings = {cell.value: cell.column for cell in page[1]}
        reader.touch()
        for heading, text in row.items():
            page.cell(2, headings[reader.named(heading)], text)
            reader.touch()
            reader.typed(text)
    book.save(walk.sheet)


def bring_the_sheets(walk: Walk, reader: Reader) -> None:
    reader.entry(walk.office, "填好的表格").set_input_files(walk.sheet)
    for _ in range(3):  # the button, the file, its "open"
        reader.touch()
    reader.press(walk.office, "传上来")


def keep_the_passwords(walk: Walk, reader: Reader) -> None:
    walk.first_password = walk.office.locator("td code").inner_text()
    reader.press(walk.office, "打印")
    reader.press(walk.office, "收好了，返回")


def keep_the_paper(walk: Walk, reader: Reader) -> None:
    reader.press(walk.office, "做一张")
    expect(walk.office.locator(".paper__code")).to_be_visible()
    reader.press(walk.office, "打印")
    reader.press(walk.office, "收好了，返回")


def name_a_screen(walk: Walk, reader: Reader) -> None:
    expect(walk.office).to_have_title(re.compile(rf"^{reader.named('开门以前')}"))
    reader.press(walk.office.locator("#screens"), "屏幕")
    reader.press(walk.office, "登记新的屏幕")
    form = walk.office.locator("form:visible", has=walk.office.locator("[name=new]"))
    reader.write(form, "名字", reader.named("main"))
    reader.press(form, "登记")
    expect(walk.office.locator("[id=screen-1]")).to_be_visible()


def open_the_wall(walk: Walk, reader: Reader) -> None:
    reader.walk()
    walk.wall = walk.browser(size=WALL, forgiven=REFUSED)
    reader.typed(walk.site.url)
    reader.press(walk.wall, "大厅叫号屏")
    shows_a_code(walk.wall)


def open_the_kiosk(walk: Walk, reader: Reader) -> None:
    reader.walk()
    walk.kiosk = walk.browser(size=KIOSK, forgiven=REFUSED, has_touch=True)
    reader.typed(walk.site.url)
    reader.press(walk.kiosk, "自助取号机")
    shows_a_code(walk.kiosk)


def shows_a_code(device: Page) -> None:
    expect(device.locator("[data-shown-code]")).to_have_text(re.compile(r"^\S{6}$"))


def enrol_the_wall(walk: Walk, reader: Reader) -> None:
    reader.walk()
    reader.press(walk.office, "设备与系统")
    reader.press(walk.office.locator("main"), "设备登记")
    enrol(walk, reader, walk.wall, "正面屏", "屏幕 main")
    expect(walk.wall.locator(".board__calls")).to_be_visible()


def enrol_the_kiosk(walk: Walk, reader: Reader) -> None:
    enrol(walk, reader, walk.kiosk, "大门口取号机", "取号机")
    expect(settled(walk.kiosk).locator("[data-page=home]")).to_be_visible()


def enrol(walk: Walk, reader: Reader, device: Page, name: str, use: str) -> None:
    form = walk.office.locator("form", has=walk.office.locator("[name=code]"))
    reader.write(form, "屏上的号码", device.locator("[data-shown-code]").inner_text())
    reader.write(form, "名称", name)
    reader.choose(form, "做什么用", use)
    reader.press(form, "登记")
    expect(walk.office.locator("td b", has_text=name)).to_be_visible()


def sign_in_at_the_window(walk: Walk, reader: Reader) -> None:
    reader.walk()
    walk.window = walk.browser()
    reader.typed(walk.site.url)
    reader.press(walk.window, "窗口叫号")
    reader.write(walk.window, "账号", "chuang01")
    reader.write(walk.window, "密码", walk.first_password)
    reader.press(walk.window, "登录")


def change_the_password(walk: Walk, reader: Reader) -> None:
    reader.write(walk.window, "现在的密码", walk.first_password)
    reader.write(walk.window, "新密码", ANOTHER)
    reader.write(walk.window, "再输一遍", ANOTHER)
    reader.press(walk.window, "修改密码")
    reader.press(walk.window, "返回")


def sit_down(walk: Walk, reader: Reader) -> None:
    reader.press(walk.window, "1 号窗口")
    awake_by_keys(walk.window)


def take_a_number(walk: Walk, reader: Reader) -> None:
    reader.walk()
    reader.press(settled(walk.kiosk), "取号")
    reader.press(settled(walk.kiosk), "户籍办理")
    expect(walk.kiosk.locator(".ticket__number")).to_be_visible()


def call_it(walk: Walk, reader: Reader) -> None:
    reader.walk()
    number = walk.kiosk.locator(".ticket__number").inner_text()
    walk.window.keyboard.press(reader.named("N"))
    reader.typed("N")
    expect(walk.wall.locator("[data-number]")).to_have_text(number)


def print_a_trial(walk: Walk, reader: Reader) -> None:
    reader.press(walk.office, "设备与系统")
    reader.press(walk.office.locator("main"), "设备")
    reader.press(walk.office.locator("main"), "试打一张")


def hang_up_the_notice(walk: Walk, reader: Reader) -> None:
    with walk.office.context.expect_page() as coming:
        walk.office.locator("a.help").click()
    manual = awake(coming.value)
    reader.press(manual, "群众须知")
    for size in ("A4 打印", "A3 打印"):
        link = manual.get_by_role("link", name=reader.named(size))
        expect(link).to_be_visible()
        paper = manual.request.get(walk.site.url + (link.get_attribute("href") or ""))
        assert paper.headers["content-type"] == "application/pdf"


#: What is done in a browser, by how the step begins.
ACTS: dict[str, Callable[[Walk, Reader], None]] = {
    "在任何一台连着大厅网络的电脑上": set_up,
    "在“一次性号码”里写": first_director,
    "按“建立账号，下一步”": next_page,
    "先看“开门以前还差什么”": see_what_is_missing,
    "写大厅的“名称”": details,
    "按“下载模板”": fill_the_sheets,
    "在“填好的表格”里": bring_the_sheets,
    "新账号的初始密码": keep_the_passwords,
    "做恢复纸": keep_the_paper,
    "主任在“开门以前”这一页": name_a_screen,
    "在大屏的电脑上": open_the_wall,
    "在取号机上用浏览器": open_the_kiosk,
    "主任按“设备与系统”，再按“设备登记”": enrol_the_wall,
    "取号机的号码也这样": enrol_the_kiosk,
    "窗口人员在窗口的电脑上": sign_in_at_the_window,
    "第一次登录要换密码": change_the_password,
    "按自己的窗口坐下": sit_down,
    "在取号机上按“取号”": take_a_number,
    "窗口按键盘上的": call_it,
    "主任按“设备与系统”，再按“设备”，": print_a_trial,
    "贴[群众须知]": hang_up_the_notice,
}


def begun_by(step: Step) -> str:
    """Which line of the two tables is of this step."""
    lines = [words for words in (*ACTS, *AT_THE_MACHINE) if step.text.startswith(words)]
    assert len(lines) == 1, f"{len(lines)} acts for: {step.text}"
    return lines[0]


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """A hall without anything, that its whole network reaches."""
    config, port = write_config(tmp_path, MACHINES)
    text = config.read_text("utf-8").replace("[server]\n", '[server]\nhost = "0.0.0.0"\n')
    config.write_text(text, "utf-8")
    site = Site(tmp_path, config, port, "").open()
    yield site
    site.close()


def test_each_step_of_the_manual_has_one_act_and_each_act_its_step() -> None:
    lines = [begun_by(step) for step in steps_of(MANUAL)]

    assert sorted(lines) == sorted([*ACTS, *AT_THE_MACHINE])


@pytest.mark.slow_because("a hall is made from nothing, by every step of its manual")
def test_a_stranger_gets_from_the_package_to_the_first_number_by_the_manual_alone(
    empty_site: Site, screens_of: Callable[[Site], Screens], record_property: Callable[..., None]
) -> None:
    served = empty_site.served
    assert served
    printed = re.search(r"一次性号码 (\S+)", served.log.read_text("utf-8"))
    assert printed
    walk, done = Walk(empty_site, screens_of(empty_site), printed[1]), []
    for step in steps_of(MANUAL):
        line, reader = begun_by(step), Reader(step)
        if line in ACTS:
            ACTS[line](walk, reader)
            reader.close()
        else:
            reader.seconds += AT_THE_MACHINE[line]
        done.append(reader)

    last = max(at for at, each in enumerate(done) if each.step.part == PATH_ENDS_AFTER)
    path = done[: last + 1]
    counted = {
        "touches": sum(each.touches for each in path),
        "keystrokes": sum(each.keystrokes for each in path),
        "seconds": round(sum(each.seconds for each in path)),
    }
    record_property("from_the_package_to_the_first_number", counted)
    print(counted)
    assert counted["seconds"] <= LONGEST_SECONDS
