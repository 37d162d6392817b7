"""What is typed into the office is not lost: not by saving something else, nor by leaving."""

from datetime import timedelta

import pytest
from playwright.sync_api import Dialog, expect

from hall.clock import local, server_clock
from tests.journeys.conftest import Screens, awake

pytestmark = pytest.mark.browser


def test_the_page_of_hours_says_what_is_not_saved_and_stays_where_it_was(screens: Screens) -> None:
    page = screens.staff("jia", "/office/hours")
    bar = page.locator(".save-bar__changes")
    expect(bar).to_have_text("没有改动")

    field = page.get_by_label("综合咨询下午限号")
    more = str(int(field.input_value() or 40) + 1)
    field.fill(more)
    expect(bar).to_have_text("还没有保存：综合咨询下午限号")
    page.get_by_role("button", name="保存这一页").click()

    expect(page.locator(".saved")).to_have_text("已保存。")
    expect(field).to_have_value(more)
    page.wait_for_function("scrollY > 0")


def test_saving_one_form_keeps_what_was_typed_into_another(screens: Screens) -> None:
    page = screens.staff("jia", "/office/hours", forgiven=("422",))
    page.get_by_label("周一上午开窗").fill("8:45")

    page.get_by_label("日期").fill("2099-01-01")
    page.get_by_label("说明").fill("检修")
    page.get_by_role("button", name="加上").click()  # too far away: refused
    expect(page.locator("#calendar [data-refusal], #calendar .field-problem")).to_have_count(1)

    expect(page.get_by_label("周一上午开窗")).to_have_value("8:45")
    expect(page.get_by_label("说明")).to_have_value("检修")
    awake(page)  # what was typed is put back first
    page.get_by_label("日期").fill((local(server_clock()) + timedelta(days=7)).date().isoformat())
    page.get_by_role("button", name="加上").click()
    expect(page.locator("#calendar")).to_contain_text("检修")
    expect(page.get_by_label("周一上午开窗")).to_have_value("8:45")
    expect(page.locator(".save-bar__changes")).to_have_text("还没有保存：周一上午开窗")


def test_what_was_typed_is_there_again_and_whoever_leaves_us_is_asked(screens: Screens) -> None:
    page = screens.staff("jia", "/office/voice")
    volume = page.locator("[name=voice_volume_noon]")
    was = volume.input_value()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    volume.fill("33")
    page.get_by_role("link", name="今日").click()
    page.get_by_text("还有没有保存的填写").get_by_role("link", name="语音").click()
    expect(page.get_by_text("您上次没有保存的填写还在")).to_be_visible()
    expect(volume).to_have_value("33")
    assert asked == []

    volume.fill("34")
    page.close(run_before_unload=True)
    page.wait_for_function("document.querySelector('[name=voice_volume_noon]').value === '34'")
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="不要了").click()
    expect(volume).to_have_value(was)
    expect(page.get_by_text("您上次没有保存的填写还在")).to_be_hidden()
