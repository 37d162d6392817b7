"""Finding items by characters, pinyin, initials, everyday words and whole questions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.ranking import Catalogue
from hall.catalogue.search.readings import readings
from hall.catalogue.terms import LIFE_EVENTS

FOLDER = Path(__file__).parent


def township() -> dict[str, IndexEntry]:
    """A made-up catalogue with the names that items of a township have, by code."""
    entries = {}
    for key, line in enumerate((FOLDER / "township.tsv").read_text("utf-8").splitlines()):
        code, name, _, fields, aliases, events = line.split("\t")
        told = (LIFE_EVENTS[event] for event in events.split("、") if event)
        words = [alias for alias in aliases.split("、") if alias]
        entries[code] = IndexEntry(key, name, [code], words, fields.split("、"), list(told))
    return entries


ENTRIES = township()
CATALOGUE = Catalogue(ENTRIES.values())
NAMES = {entry.key: entry.name for entry in ENTRIES.values()}


def found(typed: str, most: int = 50) -> list[str]:
    return [NAMES[key] for key in CATALOGUE.find(typed, most)]


def small(*names: str, **aliases: list[str]) -> Catalogue:
    return Catalogue(
        IndexEntry(key, name, aliases=aliases.get(name, [])) for key, name in enumerate(names)
    )


# The labelled questions. The catalogue's aliases were written before the questions, and the
# questions before the rules. They were split line by line: rules and weights were tuned on the
# lines marked "tuning", where one label was corrected too (nj gz, not ny jx). Of the "held-out"
# ones only the number of hits was looked at, some five times while tuning, never which ones
# failed. In the end 100 of 100 and 94 of 100 were hit.

QUESTIONS = [
    line.split("\t") for line in (FOLDER / "questions.tsv").read_text("utf-8").splitlines()
]


def hits(*sets: str) -> list[bool]:
    asked = [(typed, codes.split()) for which, typed, codes in QUESTIONS if which in sets]
    return [
        any(ENTRIES[code].key in CATALOGUE.find(typed, 3) for code in codes)
        for typed, codes in asked
    ]


def test_everyday_questions_are_answered_among_the_first_three():
    every = hits("tuning", "held-out")

    assert len(every) == 200
    assert sum(every) / len(every) >= 0.95


def test_questions_that_nothing_was_tuned_on_are_answered_too():
    unseen = hits("held-out")

    assert len(unseen) == 100
    assert sum(unseen) / len(unseen) >= 0.92


# Ways of looking, one by one.


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("社会保障卡申领", "社会保障卡申领"),
        ("YS-T-039", "夫妻投靠落户"),
        ("ys-t-039", "夫妻投靠落户"),
        ("老年证", "老年人优待证办理"),
        ("lnz", "老年人优待证办理"),
        ("laonianz", "老年人优待证办理"),
        ("lnzheng", "老年人优待证办理"),
        ("老n证", "老年人优待证办理"),
        ("ＬＮＺ", "老年人优待证办理"),
        ("  高 龄 津 贴 ", "高龄津贴申领"),
        ("古村古屋修缮", "古村古屋修缮申请"),
    ],
)
def test_each_way_of_typing_leads_there(typed, first):
    assert found(typed)[0] == first


def test_an_everyday_word_finds_what_regulations_call_otherwise():
    catalogue = small("社会保障卡申领", "婚姻登记", "最低生活保障申请")

    assert catalogue.find("社保卡", 1) == [0]
    assert catalogue.find("低保", 1) == [2]
    assert catalogue.find("低保怎么办", 1) == [2]


def test_an_everyday_word_finds_however_many_items_have_the_official_one():
    catalogue = small(*(f"社会保障卡第{number}项" for number in range(700)))

    assert len(catalogue.find("社保卡", 50)) == 50


def test_every_reading_of_a_character_counts():
    catalogue = small("还款登记", "重新登记", "区域规划", "银行贷款", "绿化管理")

    assert catalogue.find("huankuan", 9) == catalogue.find("hk", 9) == [0]
    assert catalogue.find("haikuan", 9) == [0]
    assert catalogue.find("chongxin", 9) == catalogue.find("zhongxin", 9) == [1]
    assert catalogue.find("lvhua", 9) == catalogue.find("luhua", 9) == [4]


def test_rare_characters_are_found_by_themselves_and_by_pinyin():
    catalogue = small("龙䶮镇事务", "𬭎元素查询", "𠮷野家")

    assert catalogue.find("䶮", 9) == catalogue.find("longyan", 9) == [0]
    assert catalogue.find("𬭎", 9) == [1]
    assert catalogue.find("𠮷野", 9) == [2]


def test_the_order_is_whole_then_beginning_then_within():
    catalogue = Catalogue(
        [
            IndexEntry(0, "补办残疾证的说明"),
            IndexEntry(1, "残疾证换领"),
            IndexEntry(2, "别的", aliases=["残疾证"]),
            IndexEntry(3, "残疾证"),
        ]
    )

    assert catalogue.find("残疾证", 9) == [3, 2, 1, 0]
    assert catalogue.find("cjz", 9) == [3, 1, 2, 0]


def test_initials_come_before_syllables():
    catalogue = small("安全检查", "分类那个")  # an: the syllable; a, n: nobody

    assert catalogue.find("an", 9) == [0]
    assert small("案件", "阿南村").find("an", 9) == [1, 0]


def test_nothing_matches_across_two_names():
    catalogue = small("户口", "迁移")

    assert catalogue.find("口迁", 9) == []
    assert catalogue.find("kq", 9) == []


def test_codes_are_not_read_as_pinyin():
    assert small_with_code("YS").find("ysx", 9) == []
    assert small_with_code("YS").find("ys", 9) == [0]


def small_with_code(code: str) -> Catalogue:
    return Catalogue([IndexEntry(0, "事务", [code])])


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "！？", "龘", "no such item", "怎么办"])
def test_what_says_nothing_finds_nothing(typed):
    assert found(typed) == []


# Properties.

names = st.sampled_from([entry.name for entry in ENTRIES.values()])


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=60))
def test_anything_may_be_typed(typed):
    keys = CATALOGUE.find(typed, 10)

    assert len(keys) == len(set(keys)) <= 10


@settings(deadline=None)  # a busy machine is no failure
@given(names, st.data())
def test_every_part_of_a_name_finds_it(name, data):
    line = folded(name)
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))

    assert name in found(line[start:end], 1000)


@settings(deadline=None)  # a busy machine is no failure
@given(names, st.data())
def test_any_spelling_of_any_part_of_a_name_finds_it(name, data):
    """Each character as itself, or as any beginning of any of its readings."""
    line = folded(name)
    start = data.draw(st.integers(0, len(line) - 1))
    part = line[start : start + 8]
    spelled = [
        data.draw(st.sampled_from(sorted({c, *(r[:n] for r in readings(c) for n in (1, 2, 6))})))
        for c in part
    ]

    assert name in found("".join(spelled)[:40], 1000)


@settings(deadline=None)  # a busy machine is no failure
@given(names)
def test_the_first_reading_is_among_all_readings(name):
    for character in folded(name):
        for reading in pinyin(character, style=Style.NORMAL)[0]:
            assert reading in readings(character)


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(names, min_size=1, max_size=8, unique=True), st.text("zmjshdl", max_size=5))
def test_more_is_never_found_by_asking_for_fewer(chosen, typed):
    catalogue = small(*chosen)

    assert catalogue.find(typed, 3) == catalogue.find(typed, 50)[:3]
