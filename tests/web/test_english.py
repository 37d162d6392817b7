"""English for whoever cannot read Chinese: whole, on every page, and only for who asked for it."""

import re
from collections import Counter
from html.parser import HTMLParser
from string import Formatter

import pytest

from hall.line.queries import services
from tests.web.test_public_pages import addresses
from tools.english import CHINESE, known, sentences_of, templates, wanted
from web import sentences
from web.language import english, language, on_paper, speak, spoken

CHOSEN = "1.plain.whole.en"
#: What an English sentence may quote.
QUOTED = ("最低生活", "中文")
#: Where visitors are; behind the PIN of the kiosk are staff.
VISITORS = ("/kiosk", "/t/", "/b/", "/o/", "/g/", "/opinion")
VOID = {"meta", "link", "input", "br", "img", "hr", "source", "path", "circle"}


@pytest.fixture
def foreigner(client):
    """Has touched English at the kiosk, and has an English phone."""
    client.set_cookie("comfort", CHOSEN, path="/kiosk")
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en-US,en;q=0.9"
    return client


class Reader(HTMLParser):
    """Collects Chinese that a screen reader would read with an English voice."""

    def __init__(self):
        super().__init__()
        self.tongues = ["en"]  # as the frame says
        self.mistaken = []

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        tongue = said.get("lang") or self.tongues[-1]
        for name in ("aria-label", "alt", "placeholder", "title"):
            self.hear(said.get(name) or "", tongue)
        if tag not in VOID:
            self.tongues.append(tongue)

    def handle_endtag(self, tag):
        if tag not in VOID and len(self.tongues) > 1:
            self.tongues.pop()

    def handle_data(self, text):
        self.hear(text, self.tongues[-1])

    def hear(self, text, tongue):
        for each in QUOTED:
            text = text.replace(each, "")
        if tongue == "en" and CHINESE.search(text):
            self.mistaken.append(text.strip())


def chinese_in(html):
    reader = Reader()
    reader.feed(html[html.find("<body") :] if "<body" in html else html)
    return reader.mistaken


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.name)
def test_no_template_speaks_chinese_only(template):
    assert sentences_of(template)[1] == set()


def test_every_sentence_has_its_english_and_no_other_is_kept():
    catalogue = {each.id: each.string for each in known() if each.id}

    assert {each for each in wanted() if not catalogue.get(each)} == set()
    assert catalogue.keys() - set(wanted()) == set()


def test_the_english_says_the_same_things_and_nothing_in_chinese():
    for sentence in wanted():
        said = english().gettext(sentence)
        plain = said
        for each in QUOTED:
            plain = plain.replace(each, "")

        assert not CHINESE.search(plain), sentence
        assert _blanks(said) == _blanks(sentence), sentence


def _blanks(text):
    filled = Counter(re.findall(r"%\(\w+\)s", text))
    return filled + Counter(name for _, name, _, _ in Formatter().parse(text) if name)


def test_at_the_kiosk_only_a_touch_changes_the_language(client):
    foreign = {"Accept-Language": "en-US,en"}
    assert "取号" in client.get("/kiosk", headers=foreign).text
    client.set_cookie("comfort", CHOSEN, path="/kiosk")
    page = client.get("/kiosk").text
    assert "Take a number" in page
    assert '<html lang="en"' in page


def test_a_phone_is_answered_in_its_language_or_the_one_that_was_touched(client):
    assert '<html lang="zh-CN"' in client.get("/opinion").text
    assert "Feedback" in client.get("/opinion", headers={"Accept-Language": "en-GB"}).text
    assert "意见箱" in client.get("/opinion", headers={"Accept-Language": "fr, zh;q=0.5"}).text

    assert "Feedback" in client.get("/opinion?lang=en").text
    assert "Feedback" in client.get("/opinion").text  # remembered
    assert "意见箱" in client.get("/opinion?lang=zh").text
    assert "意见箱" in client.get("/opinion?lang=xx").text


def test_a_refusal_is_english_too(foreigner):
    for address in ("/kiosk/tickets/none", "/t/none"):
        assert "was not found" in foreigner.get(address).text


def test_staff_are_spoken_to_in_chinese(foreigner):
    foreigner.get("/opinion?lang=en")

    assert "工作人员登录" in foreigner.get("/sign-in").text
    assert "叫号" in foreigner.get("/display").text


def test_papers_stay_chinese(application):
    with application.app.app_context():
        speak("en")
        assert spoken("取号") == "Take a number"
        with on_paper():
            assert language() == "zh"
            assert spoken("取号") == "取号"
        assert language() == "en"
    assert spoken("取号") == "取号"  # a thread of the hall


def test_names_that_have_no_english_are_marked_as_chinese(foreigner, application):
    with application.hall.work("office") as work:
        named, unnamed = services(work.session)[:2]
        named.english_name, unnamed.english_name = "Insurance <1>", ""
        chinese = unnamed.name

    page = foreigner.get("/kiosk/take").text
    assert "Insurance &lt;1&gt;" in page
    assert f'<span lang="zh-CN">{chinese}</span>' in page


def test_no_page_reads_chinese_with_an_english_voice(foreigner, application, values):
    found = {}
    for address in addresses(application, values):
        if address.startswith(VISITORS) and not address.startswith("/kiosk/staff"):
            answer = foreigner.get(address)
            if answer.mimetype == "text/html" and (mistaken := chinese_in(answer.text)):
                found[address] = mistaken

    assert found == {}


def test_moments_and_days(application, clock):
    with application.app.app_context():
        assert sentences.short_day(clock().date()) == "3月3日（周一）"
        speak("en")
        assert sentences.short_day(clock().date()) == "Mon 3 Mar"
        assert sentences.day(clock()) == "3 March 2025"
        assert sentences.date_and_time(clock()) == "Mon 3 Mar, 9:30"
        assert sentences.weekday(clock()) == "Monday"
