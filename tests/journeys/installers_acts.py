"""What each step of the installer's manual asks for: one act a step, in the order of the manual."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import KIOSK, WALL, Screens, awake, awake_by_keys, settled
from tests.journeys.manual_steps import Reader
from tests.journeys.site import Site

PASSWORD, ANOTHER = "qingquan-shan-1987x", "baiyun-feng-2016y"
#: A browser on another computer; what it is passed on by is how a server on one machine tells.
ELSEWHERE = {"X-Forwarded-For": "192.168.1.20"}
REFUSED = ("403", "the server responded with a status of 403")


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
    reader.press(walk.office, "设备与系统")
    reader.press(walk.office.locator("main"), "开门以前")
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


def go_to_the_windows(walk: Walk, reader: Reader) -> None:
    walk.office.goto(walk.site.url)
    reader.typed(walk.site.url)
    reader.press(walk.office, "窗口叫号")


def sit_down(walk: Walk, reader: Reader) -> None:
    reader.press(walk.office, "1 号窗口")
    awake_by_keys(walk.office)


def relieve(walk: Walk, reader: Reader) -> None:
    reader.press(walk.window, "1 号窗口")
    expect(walk.window.locator(".desk")).to_be_visible()


def take_a_number(walk: Walk, reader: Reader) -> None:
    reader.walk()
    reader.press(settled(walk.kiosk), "取号")
    reader.press(settled(walk.kiosk), "户籍办理")
    expect(walk.kiosk.locator(".ticket__number")).to_be_visible()


def call_it(walk: Walk, reader: Reader) -> None:
    reader.walk()
    number = walk.kiosk.locator(".ticket__number").inner_text()
    next_one = walk.office.locator("[data-key=n]")
    expect(next_one).to_be_enabled()  # whoever presses it sees that somebody waits
    expect(next_one).to_contain_text("N")
    walk.office.keyboard.press(reader.named("N"))
    reader.typed("N")
    expect(walk.wall.locator("[data-number]")).to_have_text(number)


def print_a_trial(walk: Walk, reader: Reader) -> None:
    walk.office.goto(walk.site.url)
    reader.press(walk.office, "管理室")
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
    "主任在[开门以前]": name_a_screen,
    "在大屏的电脑上": open_the_wall,
    "在取号机上用浏览器": open_the_kiosk,
    "主任按“设备与系统”，再按“设备登记”": enrol_the_wall,
    "取号机的号码也这样": enrol_the_kiosk,
    "主任自己先叫一个": go_to_the_windows,
    "按一个窗口坐下": sit_down,
    "在取号机上按“取号”": take_a_number,
    "按键盘上的": call_it,
    "窗口人员在窗口的电脑上": sign_in_at_the_window,
    "第一次登录要换密码": change_the_password,
    "按自己的窗口坐下": relieve,
    "主任打开“管理室”": print_a_trial,
    "做恢复纸": keep_the_paper,
    "贴[群众须知]": hang_up_the_notice,
}
