"""The journal's followers share one reading, and none of them misses a row or hears it twice."""

from dataclasses import dataclass
from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from hall import journal_feed
from hall.journal_feed import JournalFeed


@dataclass(frozen=True)
class Row:
    seq: int


class Shelf:
    """A journal in memory that counts how often it is read."""

    def __init__(self):
        self.rows, self.readings = [], 0
        self.told = 0  # so many rows were written by this process
        self.news = JournalFeed(self.read)

    def read(self, seq):
        self.readings += 1
        return [row for row in self.rows if row.seq > seq][: journal_feed.LONGEST_PAGE]

    def write(self, *, wake=True):
        self.rows.append(Row(len(self.rows) + 1))
        if wake:
            self.told = len(self.rows)
            self.news.wake()


STEPS = st.lists(st.sampled_from(["here", "elsewhere", "wake", 0, 1, 2]), max_size=60)


@given(STEPS, st.integers(1, 4))
def test_every_follower_hears_every_row_once_in_order(steps, longest_page):
    media_store, heard = Shelf(), {0: [], 1: [], 2: []}
    usual, journal_feed.LONGEST_PAGE = journal_feed.LONGEST_PAGE, longest_page
    try:
        for step in steps:
            if step == "wake":
                media_store.news.wake()
            elif isinstance(step, str):
                media_store.write(wake=step == "here")
            else:
                follow(media_store, heard[step])
        for rows in heard.values():
            while follow(media_store, rows):
                pass
    finally:
        journal_feed.LONGEST_PAGE = usual

    assert all(rows == media_store.rows for rows in heard.values())


def follow(media_store, heard):
    if len(heard) < media_store.told:
        assert not media_store.news.is_quiet(len(heard))  # it would wait for what is there
    rows = media_store.news.after(len(heard), 0)
    heard += rows
    return rows


def test_three_followers_read_once_after_a_deed_and_not_before_they_wait():
    media_store = Shelf()
    media_store.write()
    before = media_store.readings

    for _ in range(3):
        assert media_store.news.after(0, 60) == [Row(1)]
    waiting = [Thread(target=media_store.news.after, args=(1, 60)) for _ in range(3)]
    for each in waiting:
        each.start()
    assert media_store.readings == before + 1

    media_store.write()
    for each in waiting:
        each.join()
    assert media_store.readings == before + 2


def test_who_is_late_hears_what_the_others_have_heard_already():
    media_store = Shelf()
    media_store.write()
    assert media_store.news.after(0, 0) == [Row(1)]
    media_store.write()
    assert media_store.news.after(1, 0) == [Row(2)]

    assert media_store.news.after(0, 60) == [Row(1), Row(2)]
