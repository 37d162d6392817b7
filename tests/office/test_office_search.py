"""The office's search finds a setting, a page, a person, an item, a number, a screen, a notice."""

import re
from html import unescape
from json import dumps

import pytest

from tools.office_labels import labels_of
from web.sentences.office_pages import PAGES
from web.sentences.office_search import LABELS_FILE, setting_labels


def search(client, typed, address="/office/_search"):
    """Headings with what stands under them: title and address."""
    html = client.get(address, query_string={"q": typed}).text
    groups = re.findall(r'<section class="found" aria-label="([^"]+)">(.*?)</section>', html, re.S)
    hits = r'<a class="found__hit" href="([^"]+)"><b>(.*?)</b>'
    return {
        heading: {unescape(title): unescape(address) for address, title in re.findall(hits, inside)}
        for heading, inside in groups
    }


@pytest.mark.parametrize(
    ("typed", "heading", "title", "address"),
    [
        ("值班表", "页面", "值班表", "/office/roster"),
        ("zhibanbiao", "页面", "值班表", "/office/roster"),
        ("zbb", "页面", "值班表", "/office/roster"),
        ("年假", "页面", "请假与公出", "/office/leave"),
        ("每半天限号", "设置", "每半天限号", "/office/hours#:~:text="),
        ("jingyinc", "设置", "静音从", "/office/voice#:~:text="),
        ("重设密码", "设置", "重设密码", "/office/people"),
        ("yanshiyuanj", "人员", "演示员甲", "/office/people/1"),
        ("ysyj", "人员", "演示员甲", "/office/people/1"),
        ("jia", "人员", "演示员甲", "/office/people/1"),
        ("syz", "事项", "生育证办理", "/office/items/"),
        ("3号窗口", "窗口和业务", "3 号窗口", "/office/windows#window-3"),
    ],
)
def test_a_thing_is_found_by_word_pinyin_or_initials(manager, typed, heading, title, address):
    assert search(manager, typed)[heading][title].startswith(address)


def test_a_number_of_today_is_found_however_it_is_typed(manager, client):
    client.post("/kiosk/tickets", data={"service": "F", "key": "one"})

    for typed in ("F001", "f1", "F-01"):
        assert list(search(manager, typed)["今天的号"]) == ["F001"]
    assert "今天的号" not in search(manager, "F002")


def test_screens_and_notices_are_found_by_their_names(manager):
    assert any(search(manager, "main")["屏幕"])
    title = re.search(r'href="/office/notices/1">([^<]+)<', manager.get("/office/notices").text)[1]
    assert search(manager, title[:6])["公告"][unescape(title)] == "/office/notices/1"


def test_without_a_script_there_is_a_page_of_results(manager):
    page = manager.get("/office/search?q=zbb").text

    assert search(manager, "zbb", "/office/search") == search(manager, "zbb")
    assert 'name="q" maxlength="40" value="zbb"' in page
    assert "没有找到“龘龘龘”" in manager.get("/office/search?q=龘龘龘").text
    assert manager.get("/office/search").status_code == 200


def test_whoever_may_not_enter_finds_nothing(as_, client):
    assert as_("ren").get("/office/_search?q=zbb").status_code == 403
    assert client.get("/office/search?q=zbb").status_code != 200


def test_the_names_of_settings_are_those_of_the_templates(application):
    written = LABELS_FILE.read_text(encoding="utf-8")
    found = dumps(labels_of(application.app), ensure_ascii=False, indent=1, sort_keys=True)

    assert written == f"{found}\n", "run: python -m tools.office_labels"


#: Whatever is a name of something on a page: it is there for the search too.
HEADINGS = re.compile(r"<(?:h2|legend)\b[^>]*>\s*([\u3400-\u9fff]{3,12})\s*</")


def test_every_heading_that_a_page_shows_is_found_there(manager, application):
    rules = [rule for rule in application.app.url_map.iter_rules() if not rule.arguments]
    addresses = {rule.endpoint: rule.rule for rule in rules}
    others = {page.endpoint: page.words.split() for page in PAGES}  # headings out of the records
    unknown = {
        (name, heading)
        for name, labels in setting_labels().items()
        if name in addresses
        for heading in HEADINGS.findall(manager.get(addresses[name]).text)
        if heading not in [*labels, *others.get(name, ())]
    }

    assert unknown == set()
