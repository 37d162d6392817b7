"""Finding by what is meant and by how it sounds: other words, slips, other readings, English."""

import tomllib

import pytest

from hall.catalogue.search.everyday import FILE, everyday_words, words_said
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.ranking import Catalogue
from hall.catalogue.search.sound_book import SoundBook, blurred

ENTRIES = (
    IndexEntry(0, "民政救助", aliases=["低保", "大病救助"], body=["残疾人可以申请"]),
    IndexEntry(1, "户籍管理", aliases=["户口", "身份证"], english=["Household registration"]),
    IndexEntry(2, "综治投诉", aliases=["纠纷", "调解"], papers=["照片、合同等证据"]),
    IndexEntry(3, "乐亭镇旅馆登记", aliases=["绿色通道"]),
)
CATALOGUE = Catalogue(ENTRIES)


def found(typed):
    return CATALOGUE.find(typed, 9)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("没钱看病", 0),  # other words for the same thing
        ("残疾证", 0),  # only the guide's text speaks of the disabled
        ("cjz", 0),
        ("canjizheng", 0),
        ("父亲去世", 1),  # another matter of the same office
        ("邻居吵架", 2),
        ("打了我一顿不赔钱", 2),
    ],
)
def test_what_is_meant_is_found_whatever_it_is_called(said, first):
    assert found(said)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("低宝", 0),  # a character that sounds the same
        ("底保怎么办理", 0),
        ("伸份证", 1),
        ("shengfenzhen", 1),  # eng and en
        ("senfenzen", 1),  # sh and s, zh and z
        ("nianbuqi", None),
        ("lvguan", 3),
        ("luguan", 3),
        ("laoting", 3),
        ("leting", 3),
        ("hukuo", 1),  # two letters exchanged
        ("shnfenzheng", 1),  # one left out
        ("meiqiankanbing", 0),
        ("household register", 1),
        ("lost my id card", 1),
    ],
)
def test_slips_are_forgiven(typed, first):
    assert next(iter(found(typed)), None) == first


def test_the_guides_own_words_are_read_where_names_say_nothing():
    assert found("合同怎么看") == []
    assert found("证据") == [2]


@pytest.mark.parametrize(
    "said", ["办护照", "huzhao", "驾照到期换证", "passport", "护照上的身份信息"]
)
def test_what_is_understood_but_not_here_finds_nothing(said):
    """Not even what shares a word or a sound with it."""
    assert found(said) == []


def test_a_relative_or_a_verb_alone_is_no_wish():
    assert found("孩子丢了怎么办") == []


@pytest.mark.parametrize("typed", ["办护照", "vvvv", "nothing of the kind", "飞机"])
def test_nothing_found_has_something_near(typed):
    nearest = CATALOGUE.nearest(typed, 3)

    assert found(typed) == []
    assert len(nearest) == len(set(nearest)) <= 3


def test_the_nearest_are_of_offices_around_what_was_asked():
    assert CATALOGUE.nearest("养老院", 3)[0] == 0
    assert CATALOGUE.nearest("", 3) == []


# The words.


def test_each_domain_names_others_that_exist_and_each_word_is_longer_than_a_sign():
    domains = tomllib.loads(FILE.read_text("utf-8"))

    for lines in domains.values():
        around = filter(None, lines.get("wider", "").split("、"))
        assert set(around) <= set(domains)
    assert min(map(len, everyday_words())) >= 2


def test_what_regulations_name_is_asked_for_with_the_deed_first():
    deeds = [words_said(text)[0].matters for text in ("变更姓名", "登记结婚", "更正出生日期")]

    assert [matter.name for (matter,) in deeds] == ["姓名变更", "结婚登记", "出生日期更正"]


def test_of_words_that_overlap_the_longest_is_said():
    (said,) = words_said("残疾证")

    assert [matter.name for matter in said.matters] == ["残疾人证"]


def test_what_sounds_the_same_to_somebody_is_the_same():
    assert blurred("zhangliang") == blurred("zannian")
    assert blurred("nv") == blurred("lü") == blurred("lu")


def test_a_word_is_known_by_every_reading():
    book = SoundBook(["重新", "行业"])

    assert list(book.spelled("zhongxin")) == list(book.spelled("chongxin")) == ["重新"]
    assert list(book.spelled("hangye")) == list(book.spelled("xingye")) == ["行业"]


def test_letters_of_a_name_are_not_taken_for_other_words():
    """Everyday words are read out of letters only where no item is called so."""
    entries = [IndexEntry(0, "不动产登记"), IndexEntry(1, "医疗救助")]

    assert Catalogue(entries).find("bdc", 9) == [0]
    assert Catalogue(entries[1:]).find("bdc", 9) == [1]  # 病得重
