"""Nobody at the kiosk waits for the search index: it is made when the catalogue changes."""

from threading import Event, Thread

import pytest

from hall.catalogue.actions import publish, withdraw
from hall.catalogue.office_queries import every_item
from hall.catalogue.search.finder import Finder
from hall.catalogue.search.index_keeper import SearchIndexKeeper


@pytest.fixture
def look(hall):
    def look(finder, typed):
        with hall.read() as snapshot:
            return [item.code for item in finder.find(snapshot.session, typed)]

    return look


@pytest.fixture
def change(hall):
    """Another catalogue: an item goes, or comes back."""

    def change(action, code="YS-B-04"):
        with hall.work("staff:1") as work:
            action(work, next(item for item in every_item(work.session) if item.code == code))

    return change


class Reading:
    """What the index asks for English, which tells that an index is being made."""

    def __init__(self):
        self.begun, self.may_go_on, self.count = Event(), Event(), 0
        self.may_go_on.set()

    def __call__(self, text):
        self.count += 1
        self.begun.set()
        assert self.may_go_on.wait(20)
        return text


def test_the_index_is_ready_before_anybody_searches(hall, look, change):
    reading = Reading()
    finder = Finder(reading)
    keeper = SearchIndexKeeper(hall, finder)
    for action in (None, withdraw, publish):
        if action:
            change(action)
        before = reading.count
        keeper.run_guarded()
        made = reading.count
        assert made > before

        found = look(finder, "危旧房改造")

        assert reading.count == made
        assert ("YS-B-04" in found) == (action is not withdraw)


def test_while_the_next_index_is_made_the_one_before_answers(look, change):
    reading = Reading()
    finder = Finder(reading)
    change(withdraw)
    assert "YS-B-04" not in look(finder, "危旧房改造")
    change(publish)
    reading.begun.clear()
    reading.may_go_on.clear()
    maker = Thread(target=look, args=(finder, "危旧房改造"))
    maker.start()
    assert reading.begun.wait(20)
    answers = []
    asker = Thread(target=lambda: answers.append(look(finder, "危旧房改造")))
    asker.start()

    asker.join(10)
    waits = asker.is_alive()
    reading.may_go_on.set()
    maker.join()
    asker.join()

    assert not waits
    assert [codes for codes in answers if "YS-B-04" in codes] == []
    assert len(answers) == 1
    assert "YS-B-04" in look(finder, "危旧房改造")
