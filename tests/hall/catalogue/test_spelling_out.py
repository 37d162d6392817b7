"""Letters become characters that somebody chooses."""

import pytest

from hall.catalogue.search.folding import LONGEST_QUERY
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.ranking import Catalogue
from hall.catalogue.search.spelling_out import common_characters
from kiosk.comfort import Comfort
from kiosk.word_choices import ROOM, row_of

CATALOGUE = Catalogue([IndexEntry(0, "云集镇游泳馆预约", aliases=["游泳馆", "打篮球"])])


def words(typed, most=40):
    return [choice.word for choice in CATALOGUE.choices(typed, most)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("dibao", "低保"),
        ("db", "低保"),
        ("meiqian", "没钱看病"),  # not yet wholly spelled
        ("cangjizen", "残疾证"),  # ang and an, zh and z, eng and en
        ("youyongguan", "游泳馆"),  # what only this hall's catalogue says
        ("dlq", "打篮球"),
        ("nv", "女"),
        ("nu", "女"),
        ("zhang", "张"),
        ("dibsao", "低保"),  # one letter too many
    ],
)
def test_words_and_characters_are_offered(typed, wanted):
    assert wanted in words(typed)


def test_what_is_spelled_just_so_comes_first():
    assert words("dibao")[0] == "低保"
    assert words("huzhao")[0] == "护照"


def test_a_choice_takes_the_place_of_its_letters_and_leaves_the_others():
    (first, *_) = (c for c in CATALOGUE.choices("我的shenfenzhengdiaole", 40) if c.word == "身份证")

    assert first.typed == "我的身份证diaole"
    assert words(first.typed)[0] == "掉了"


def test_a_whole_sentence_is_written_choice_by_choice():
    typed = "laorenqushi"
    for word in ("老人", "去世"):
        (typed, *_) = (c.typed for c in CATALOGUE.choices(typed, 40) if c.word == word)

    assert typed == "老人去世"


@pytest.mark.parametrize("typed", ["", "低保", "123", "低保1", "b", "！", " "])
def test_where_no_letters_stand_at_the_end_there_is_nothing_to_choose(typed):
    assert words(typed) == []


def test_capital_letters_and_a_full_field_do_no_harm():
    assert words("DIBAO")[0] == "低保"
    whole = "中" * (LONGEST_QUERY - 1) + "zhang"
    assert all(len(choice.typed) <= LONGEST_QUERY for choice in CATALOGUE.choices(whole, 40))


def test_every_common_character_can_be_written():
    assert sum(len(set(some)) for some in common_characters().values()) >= 3755
    assert {"ǚ", "ü"}.isdisjoint("".join(common_characters()))


# The rows of choices.


@pytest.mark.parametrize("size", ROOM)
def test_rows_follow_each_other_and_hold_every_choice_once(size):
    choices = CATALOGUE.choices("shen", 40)
    seen, turn = [], 0
    while turn is not None and len(seen) < len(choices):
        row = row_of(choices, Comfort(size), turn)
        seen += row.words
        turn = row.following

    assert seen == choices
    assert turn == 0  # round and round
    assert row_of(choices, Comfort(size), turn + 1_000).words


def test_without_choices_there_is_no_row_and_few_have_no_other():
    assert row_of([], Comfort(), 5).words == ()
    assert row_of(CATALOGUE.choices("mqkb", 40), Comfort(), 0).following is None
