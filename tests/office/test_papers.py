"""The hall's papers in the office: layouts with a live picture, logo, test print."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from hall.machines import Sheet
from hall.slips.paper_kinds import KINDS
from tests.bomb_picture import bomb
from tests.waiting import wait_until

PICTURE = "data:image/png;base64,"


def pictures(page: str) -> list[Image.Image]:
    return [Image.open(BytesIO(b64decode(part.split('"')[0]))) for part in page.split(PICTURE)[1:]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_shown_as_it_comes_out_of_both_widths(manager, kind):
    small, wide = pictures(manager.get(f"/office/papers/{kind}").text)

    assert (small.width, wide.width) == (464, 640)


def test_the_picture_follows_what_is_being_written(manager):
    before = pictures(manager.post("/office/papers/diary/picture", data={"layout": "一"}).text)

    after = pictures(manager.post("/office/papers/diary/picture", data={"layout": "一\r\n二"}).text)

    assert after[0].height > before[0].height


def test_what_cannot_be_printed_is_told_while_it_is_written_and_not_kept(manager):
    shown = manager.post("/office/papers/diary/picture", data={"layout": "{姓名}"}).text
    assert "这种纸上没有“姓名”" in shown

    assert manager.post("/office/papers/diary", data={"layout": "{姓名}"}).status_code == 422
    assert "本大厅改过" not in manager.get("/office/papers").text


def test_a_layout_is_kept_printed_and_set_back(manager, tray):
    manager.post("/office/papers/diary", data={"layout": "大厅日志 {取号}"})
    assert "本大厅改过" in manager.get("/office/papers").text

    manager.post("/office/papers/diary/print")
    wait_until(lambda: tray.slips)
    assert isinstance(tray.slips[0], Sheet)
    assert tray.slips[0].body[0].text == "大厅日志 86"

    manager.post("/office/papers/diary/as-delivered")
    assert "本大厅改过" not in manager.get("/office/papers").text


def test_the_diary_of_today_is_printed(manager, tray):
    manager.post("/office/papers/diary/today")

    wait_until(lambda: tray.slips)
    assert tray.slips[0].title == "大厅日报"
    assert any("取号 0" in each.text for each in tray.slips[0].body)


def test_a_logo_is_put_up_and_taken_down(manager, config):
    drawn = BytesIO()
    Image.new("L", (60, 60), 0).save(drawn, "PNG")
    plain = pictures(manager.get("/office/papers/number").text)[0]
    drawn.seek(0)

    manager.post("/office/papers/logo", data={"logo": (drawn, "logo.png")})
    assert pictures(manager.get("/office/papers/number").text)[0].height > plain.height

    manager.post("/office/papers/logo/none")
    assert pictures(manager.get("/office/papers/number").text)[0].height == plain.height


@pytest.mark.bad_day("上传坏的标志", "不收，写明原因，什么也不留")
def test_a_file_that_is_no_picture_is_refused(manager):
    sent = {"logo": (BytesIO(b"<svg/>"), "logo.png")}

    assert manager.post("/office/papers/logo", data=sent).status_code == 422


def test_there_is_no_paper_of_another_name(manager):
    assert manager.get("/office/papers/nothing").status_code == 404
    assert manager.post("/office/papers/nothing", data={"layout": "x"}).status_code == 404


def test_a_clerk_changes_no_paper(client):
    client.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert client.get("/office/papers").status_code == 403
    assert client.post("/office/papers/number", data={"layout": "x"}).status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_a_test_print_says_this_hall_and_its_telephone(manager, tray, kind):
    manager.post(f"/office/papers/{kind}/print")
    wait_until(lambda: tray.slips)

    said = tray.slips[0].as_json()
    assert "测试大厅" in said
    assert "云集镇" not in said
    assert "192.0.2.10" not in said


def test_a_logo_is_drawn_anew_and_nothing_of_the_file_is_kept(manager, config):
    drawn = BytesIO()
    Image.new("RGBA", (3000, 1500), (0, 0, 0, 255)).save(drawn, "PNG")
    sent = drawn.getvalue() + b"something hidden behind it"

    manager.post("/office/papers/logo", data={"logo": (BytesIO(sent), "logo.png")})

    kept = (config.storage_folder / "logo.png").read_bytes()
    assert b"hidden" not in kept
    assert Image.open(BytesIO(kept)).size == (1200, 600)


def test_a_logo_that_would_fill_the_memory_is_refused(manager, config):
    sent = {"logo": (BytesIO(bomb()), "logo.png")}

    assert manager.post("/office/papers/logo", data=sent).status_code == 422

    assert not (config.storage_folder / "logo.png").exists()
