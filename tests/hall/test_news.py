"""The journal's followers share one reading, and none of them misses a row or hears it twice."""

from dataclasses import dataclass
from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from hall import news
from hall.news import News


@dataclass(frozen=True)
class Row:
    seq: int


class Shelf:
    """A journal in memory that counts how often it is read."""

    def __init__(self):
        self.rows, self.readings = [], 0
        self.told = 0  # so many rows were written by this process
        self.news = News(self.read)

    def read(self, seq):
        self.readings += 1
        return [row for row in self.rows if row.seq > seq][: news.LONGEST_PAGE]

    def write(self, *, wake=True):
        self.rows.append(Row(len(self.rows) + 1))
        if wake:
            self.told = len(self.rows)
            self.news.wake()


STEPS = st.lists(st.sampled_from(["here", "elsewhere", "wake", 0, 1, 2]), max_size=60)


@given(STEPS, st.integers(1, 4))
def test_every_follower_hears_every_row_once_in_order(steps, longest_page):
    shelf, heard = Shelf(), {0: [], 1: [], 2: []}
    usual, news.LONGEST_PAGE = news.LONGEST_PAGE, longest_page
    try:
        for step in steps:
            if step == "wake":
                shelf.news.wake()
            elif isinstance(step, str):
                shelf.write(wake=step == "here")
            else:
                follow(shelf, heard[step])
        for rows in heard.values():
            while follow(shelf, rows):
                pass
    finally:
        news.LONGEST_PAGE = usual

    assert all(rows == shelf.rows for rows in heard.values())


def follow(shelf, heard):
    if len(heard) < shelf.told:
        assert not shelf.news.is_quiet(len(heard))  # it would wait for what is there
    rows = shelf.news.after(len(heard), 0)
    heard += rows
    return rows


def test_three_followers_read_once_after_a_deed_and_not_before_they_wait():
    shelf = Shelf()
    shelf.write()
    before = shelf.readings

    for _ in range(3):
        assert shelf.news.after(0, 60) == [Row(1)]
    waiting = [Thread(target=shelf.news.after, args=(1, 60)) for _ in range(3)]
    for each in waiting:
        each.start()
    assert shelf.readings == before + 1

    shelf.write()
    for each in waiting:
        each.join()
    assert shelf.readings == before + 2


def test_who_is_late_hears_what_the_others_have_heard_already():
    shelf = Shelf()
    shelf.write()
    assert shelf.news.after(0, 0) == [Row(1)]
    shelf.write()
    assert shelf.news.after(1, 0) == [Row(2)]

    assert shelf.news.after(0, 60) == [Row(1), Row(2)]
