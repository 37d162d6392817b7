"""Long lists: every entry on exactly one page, every page behind a thumb."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.catalogue.directory import MOST_THUMBS, DirectoryLine, by_reading, leaf

NAMES = [
    "社保补卡",
    "不动产登记",
    "𬭎姓登记",
    "（一）危房改造",
    "12345 热线",
    "ABC",
    "",
    "银行",
    "低保",
]
lists = st.lists(st.sampled_from(NAMES) | st.text(max_size=8), max_size=120)


def lines(names):
    return [DirectoryLine(str(key), name) for key, name in enumerate(names)]


@settings(max_examples=40, deadline=None)
@given(lists, st.integers(1, 20), st.booleans())
def test_every_entry_is_on_exactly_one_page_and_every_page_has_its_thumb(names, size, own):
    every = lines(names)
    pages = leaf(every, 1, size, in_own_order=own).pages

    shown = [leaf(every, page, size, in_own_order=own) for page in range(1, pages + 1)]

    assert sorted(line for each in shown for line in each.lines) == sorted(every)
    assert all(len(each.lines) <= size for each in shown)
    for each in shown:
        here = [thumb for thumb in each.thumbs if thumb.is_here]
        assert len(each.thumbs) <= MOST_THUMBS
        assert len(here) == (pages > 1)
        assert all(thumb.page <= each.page for thumb in here)


@given(st.integers())
def test_a_page_that_is_not_there_is_the_nearest_one(page):
    shown = leaf(lines(["甲"] * 30), page, 12)

    assert shown.page == min(max(page, 1), 3)


def test_what_fits_on_one_page_keeps_the_plans_order_and_longer_lists_are_a_dictionary():
    few = lines(["中", "阿", "波"])

    assert leaf(few, 1, 12).lines == few
    assert leaf(few, 1, 12).thumbs == []
    assert [line.name for line in leaf(few * 5, 1, 12).lines[:6]] == ["阿"] * 5 + ["波"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("不动产登记", "B"), ("（旧）房", "J"), ("“互联网”", "H"), ("𬭎", "H"), ("12345", "#"),
     ("", "#"), ("ABC", "A")],
)  # fmt: skip
def test_a_name_stands_under_its_first_letter_that_can_be_read(name, letters):
    assert leaf(lines([name] * 2), 1, 1).thumbs[0].letters == letters


def test_what_has_no_letter_stands_last():
    assert [line.name for line in by_reading(lines(["12345", "中", "", "阿"]))][:2] == ["阿", "中"]


@pytest.mark.parametrize("count", [28, 29, 57, 10_000])
def test_there_are_never_more_thumbs_than_fit(count):
    shown = leaf(lines(["甲"] * count), 1, 1)

    assert shown.pages == count
    assert len(shown.thumbs) <= MOST_THUMBS


def test_a_thumb_says_from_where_to_where():
    thumbs = leaf(lines(["阿", "波", "车", "低", "额"]), 1, 2).thumbs

    assert [(each.page, each.letters, each.word) for each in thumbs] == [
        (1, "A–B", "阿"), (2, "C–D", "车"), (3, "E", "额"),
    ]  # fmt: skip
