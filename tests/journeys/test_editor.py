"""A notice is written as it will be seen, by somebody who knows no Markdown."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Screens, awake
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

OLD_TEXT = "*  留着原来的写法\n\n__粗__ 的"


def newest_body(site: Site) -> str:
    with closing(sqlite3.connect(site.folder / "hall.sqlite3")) as records:
        return str(records.execute("select body from notice order by id desc").fetchone()[0])


def begin(screens: Screens) -> Page:
    page = screens.staff("jia", "/office/notices")
    page.get_by_role("link", name="文字", exact=True).click()
    return awake(page)


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def test_a_notice_with_a_heading_a_list_and_a_table_is_written_by_buttons(
    screens: Screens, site: Site
) -> None:
    page = begin(screens)
    page.get_by_label("标题", exact=True).fill("停电通知")
    paper = page.get_by_role("textbox", name="正文")
    paper.click()
    press(page, "小标题")
    page.keyboard.type("停电的时间")
    page.keyboard.press("Enter")
    press(page, "加粗")
    page.keyboard.type("12月3日：")
    press(page, "加粗")
    page.keyboard.type("8:30-12:00，#1 变压器 *检修*")
    page.keyboard.press("Enter")
    press(page, "列点")
    page.keyboard.type("带好身份证")
    page.keyboard.press("Enter")
    page.keyboard.type("提前取号")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    press(page, "插入表格")
    for word in ("村", "户数", "", "云集村", "12"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    press(page, "删掉这一列", "下面加一行")
    expect(paper.locator("table tr")).to_have_count(4)
    expect(page.locator("[data-told]").first).to_contain_text("页，翻一遍")
    page.get_by_label("文号").fill("演政发〔2026〕1号😀")
    expect(page.locator("[data-module=not-drawn] li")).to_contain_text("文号：“😀”")
    on_a_screen = page.frame_locator(".rounds__screen iframe").first
    expect(on_a_screen.locator(".notice__line")).to_contain_text("演政发〔2026〕1号")
    page.get_by_label("文号").fill("")
    expect(page.locator("[data-module=not-drawn]")).to_be_empty()
    press(page, "撤销", "存为草稿")

    expect(page.locator(".notice-look h2")).to_have_text("停电的时间")
    expect(page.locator(".notice-look strong")).to_have_text("12月3日：")
    expect(page.locator(".notice-look li")).to_have_text(["带好身份证", "提前取号"])
    expect(page.locator(".notice-look td")).to_have_text(["云集村", "12", "", ""])
    assert newest_body(site).startswith(
        "## 停电的时间\n\n**12月3日：**8:30-12:00，#1 变压器 \\*检修\\*\n\n"
        "- 带好身份证\n- 提前取号\n\n| 村"
    )


def test_what_is_pasted_from_word_keeps_its_table_and_loses_its_colours(
    screens: Screens, site: Site
) -> None:
    page = begin(screens)
    page.get_by_label("标题", exact=True).fill("公示")
    page.get_by_role("textbox", name="正文").click()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.setData("text/html", `<p class=MsoNormal><span style="color:red;font-weight:700">名单
            </span>如下</p><table><tr><td colspan=2><p>村</p></td></tr>
            <tr><td><p>云集村</p></td><td>12</td></tr></table>`);
        document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    press(page, "存为草稿")

    expect(page.locator(".notice-look table tr")).to_have_count(2)
    assert newest_body(site) == "**名单** 如下\n\n| 村 |  |\n| --- | --- |\n| 云集村 | 12 |"


def test_signs_may_be_written_too_and_what_nobody_touches_stays_to_the_letter(
    screens: Screens, site: Site
) -> None:
    page = begin(screens)
    page.get_by_label("标题", exact=True).fill("原样")
    press(page, "改用符号写（Markdown）")
    page.locator("textarea[name=body]").fill(OLD_TEXT)
    press(page, "改回看着样子写")
    expect(page.get_by_role("textbox", name="正文").locator("strong")).to_have_text("粗")
    press(page, "存为草稿")
    expect(page.locator(".notice-look strong")).to_have_text("粗")

    awake(page).get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator(".notice-look strong")).to_have_text("粗")
    assert newest_body(site).replace("\r\n", "\n") == OLD_TEXT


def test_a_text_that_is_too_long_is_said_where_it_is_written_and_comes_back_whole(
    screens: Screens,
) -> None:
    page = screens.staff("jia", "/office/notices", forgiven=("422",))
    page.get_by_role("link", name="文字", exact=True).click()
    awake(page).get_by_label("标题", exact=True).fill("太长")
    page.get_by_role("textbox", name="正文").click()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.setData("text/plain", "字".repeat(20_001) + "末");
        document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    expect(page.get_by_text("正文太长了，最多 20000 个字")).to_be_visible()
    press(page, "存为草稿")

    expect(page.get_by_text("正文最多 20000 个字。")).to_be_visible()
    expect(awake(page).get_by_role("textbox", name="正文")).to_contain_text("字末")
