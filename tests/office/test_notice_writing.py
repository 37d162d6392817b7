"""A notice begins from a template or a Word file; its text is drawn while it is written."""

import re
from io import BytesIO

import pytest

from hall.notices.model import Notice
from hall.notices.writing import LONGEST_BODY
from tests.hall.notices.test_word_files import LETTER
from web.sentences.notice_templates import BLANK, NOTICE_TEMPLATES

WORD = "/office/notices/from-word"


@pytest.fixture
def newest(application):
    def newest():
        with application.hall.read() as snapshot:
            return snapshot.session.query(Notice).order_by(Notice.id.desc()).first()

    return newest


def field(page, name):
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)
    return found[1] if found else re.search(rf'name="{name}"[^>]*>([^<]*)<', page)[1]


@pytest.mark.parametrize("name", NOTICE_TEMPLATES)
def test_a_template_fills_the_form_with_the_halls_own_name_and_today(as_, name):
    page = as_("jia").get(f"/office/notices/new?kind=text&template={name}").text

    body = field(page, "body")
    assert BLANK in body
    assert "{" not in body
    assert "测试大厅" in body
    assert re.search(r"20\d\d年\d+月\d+日\s*$", body)
    assert field(page, "title") == NOTICE_TEMPLATES[name].title


def test_a_template_that_nobody_knows_begins_empty(as_):
    page = as_("jia").get("/office/notices/new?kind=text&template=nonsense").text

    assert field(page, "title") == field(page, "body") == ""


def test_a_blank_that_was_left_is_said_until_it_is_filled_in(as_, newest):
    jia = as_("jia")
    draft = {"kind": "text", "title": "停电通知", "body": f"因{BLANK}，明天{BLANK}停电。"}
    jia.post("/office/notices/new", data=draft)
    page = f"/office/notices/{newest().id}"
    assert "还有 2 处“＿＿＿”没有填" in jia.get(page).text

    jia.post(f"{page}/text", data={**draft, "body": "因检修，明天上午停电。"})

    assert "没有填，公开之前" not in jia.get(page).text


def test_a_word_file_becomes_a_draft(as_, newest):
    answer = as_("jia").post(WORD, data={"word": (BytesIO(LETTER), "公示.docx")})

    assert answer.status_code == 303
    assert newest().title == "关于公布低保对象的公示"
    assert "| 姓名 | 村 |" in newest().body


def test_a_word_file_that_cannot_be_read_leaves_no_draft_and_says_why(as_, newest):
    before, jia = newest().id, as_("jia")

    answer = jia.post(WORD, data={"word": (BytesIO(LETTER[:900]), "公示.docx")})

    assert answer.status_code == 422
    assert "这个 Word 文件已损坏" in answer.text
    assert jia.post(WORD, data={}).status_code == 422
    assert as_("bing").post(WORD, data={}).status_code == 403
    assert newest().id == before


def test_the_longest_text_may_be_drawn_and_saved(as_, newest):
    jia, text = as_("jia"), "字" * LONGEST_BODY
    assert text in jia.post("/office/notices/drawn", data={"body": text}).text
    jia.post("/office/notices/new", data={"kind": "text", "title": "长", "body": "短"})

    answer = jia.post(f"/office/notices/{newest().id}/text", data={"title": "长", "body": text})

    assert answer.status_code == 303
    assert newest().body == text


def test_a_text_is_drawn_for_those_only_who_may_write_one(as_):
    assert as_("bing").post("/office/notices/drawn", data={"body": "# 字"}).status_code == 403
    assert "<h1>字</h1>" in as_("jia").post("/office/notices/drawn", data={"body": "# 字"}).text


def test_what_screens_will_not_draw_is_told_while_it_is_written(as_, newest):
    before, jia = newest().id, as_("jia")
    written = {
        "title": "放\u202e假😀",  # saving leaves the direction out, and so it is not told
        "category": "通\ue000知",
        "body": "见[网站](http://www.example.cn)，\x0b号\u202e1，😀，😀",
    }

    told = jia.post("/office/notices/not-drawn", data=written).text

    assert "照现在写的，下面 7 处在屏上不会是您写的样子" in told
    lines = re.findall(r"<li>([^：]+)：(.*?)</li>", told)
    assert [place for place, _ in lines] == ["标题", "类别", *["正文"] * 4]
    for sign in ("“[网站](http://www.example.cn)”", "U+000B", "U+202E"):
        assert sign in told
    assert lines[-1][1].endswith("（2 处）。")
    assert jia.post("/office/notices/not-drawn", data={"title": "放假", "body": "好"}).text == ""
    assert as_("bing").post("/office/notices/not-drawn", data=written).status_code == 403
    assert newest().id == before


def test_a_long_list_of_them_is_cut_short_with_how_many_are_left(as_):
    body = " ".join(chr(sign) for sign in range(0xE000, 0xE000 + 30))

    told = as_("jia").post("/office/notices/not-drawn", data={"body": body}).text

    assert told.count("<li>") == 21
    assert "还有 10 处" in told


def test_a_notice_is_drawn_whole_with_its_head_before_it_is_saved(as_):
    written = {
        "title": "关于公布云集村二〇二六年低保对象名单的公示",
        "letterhead": "演示镇人民政府文件",
        "paper_number": "演政发〔2026〕1号",
        "level": "emergency",
        "body": "<b>见附表</b>",
    }

    drawn = as_("jia").post("/office/notices/drawn-whole", data=written).text

    assert 'class="notice notice--text notice--emergency notice--paper"' in drawn
    for part in ("title", "letterhead", "paper_number"):
        assert written[part] in drawn
    assert "notice__title--within" not in drawn
    assert "&lt;b&gt;见附表" in drawn
    assert "notice__title--within" in as_("jia").post(
        "/office/notices/drawn-whole", data={**written, "letterhead": "", "level": "nonsense"}
    ).text  # fmt: skip
    assert as_("bing").post("/office/notices/drawn-whole", data=written).status_code == 403
