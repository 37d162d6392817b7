"""Guides are made in the background: whole, by their words, in bounded room, until it is done."""

from pathlib import Path

import pytest

from announcer.voice.guide_reading.guide_reader import GuideReader
from announcer.voice.guide_reading.recording_store import RecordingStore
from hall.catalogue.actions import change_item
from hall.catalogue.queries import item_by_code
from hall.speech.sentences import Guide, sentences_of
from tests.hall.telling import follow
from tests.waiting import wait_until

VOICE = "zm_yunjian"


class Engine:
    """Speaks in files of three bytes; what is written with ✗ breaks it down."""

    def __init__(self) -> None:
        self.runs: list[list[str]] = []
        self.breaks_on = ""

    def voices(self):
        return [VOICE]

    def make_all(self, voice, parts, folder: Path, *, gently):
        assert gently
        self.runs.append([part.text for part in parts])
        folder.mkdir(parents=True, exist_ok=True)
        for part in parts:
            if self.breaks_on and self.breaks_on in part.text:
                return False
            (folder / f"{part.name}.opus").write_bytes(b"say")
        return True

    def stop(self):
        pass


def guide(name: str, *lines: str) -> Guide:
    return Guide(name, name, sentences_of("fees", "\n".join(lines)))


GUIDES = (guide("one", "不收费。", "请到窗口。"), guide("two", "不收费。", "收费20元。"))


@pytest.fixture
def recordings(tmp_path) -> RecordingStore:
    return RecordingStore(tmp_path / "reading")


@pytest.fixture
def read(hall, recordings):
    """A reader at work, and how to wait until it has nothing to do."""
    opened = []

    def open_reader(engine, guides=GUIDES, on=recordings) -> GuideReader:
        reader = GuideReader(on, hall, lambda: guides, lambda: VOICE, engine)
        with hall.read() as snapshot:
            reader.begin(snapshot.seq)
        opened.append(reader)
        return reader

    yield open_reader
    for each in opened:
        each.stop()


def test_every_guide_can_be_heard_at_last_and_no_sentence_is_made_twice(read):
    engine = Engine()

    reader = read(engine)

    wait_until(lambda: reader.state().ready == 2)
    assert engine.runs == [["不收费。", "请到窗口。"], ["收费二十元。"]]
    assert reader.has(GUIDES[1].sentences)
    assert reader.sound(GUIDES[1].sentences[0].name) == b"say"
    assert reader.state().missing == 0
    assert reader.sound("../zm_yunjian/x") is None


def test_half_a_guide_is_none(read, recordings):
    folder = recordings.of_voice(VOICE)
    folder.mkdir(parents=True)
    (folder / f"{GUIDES[0].sentences[0].name}.opus").write_bytes(b"say")

    reader = read(None)  # what another computer made is read without an engine, too
    wait_until(lambda: reader.state().guides == 2)

    assert not reader.has(GUIDES[0].sentences)
    assert not reader.has([])
    assert reader.state().missing == 2


def test_a_sentence_that_breaks_the_engine_is_told_and_keeps_no_other_from_being_made(read):
    engine = Engine()
    engine.breaks_on = "请到窗口"

    reader = read(engine)

    wait_until(lambda: reader.state().guides and reader.state().missing == 0)
    assert reader.state().failed == ("请到窗口。",)
    assert reader.state().ready == 1


def test_an_engine_that_breaks_down_every_time_is_left_alone(read, hall):
    engine = Engine()
    engine.breaks_on = "。"

    reader = read(engine, [guide("one", *(f"第{number}条。" for number in range(1, 9)))])

    wait_until(lambda: reader.state().broken)
    follow(hall, reader)
    assert len(engine.runs) == 3


def test_without_engine_and_without_sounds_nothing_is_looked_for(read):
    reader = read(None)

    assert not reader.has(GUIDES[0].sentences)
    assert reader.state().guides == 0


def test_the_room_is_bounded_and_what_nobody_needs_goes_first(read, recordings, tmp_path):
    folder = recordings.of_voice(VOICE)
    folder.mkdir(parents=True)
    old, half = folder / "text-0123456789abcdef.opus", folder / "text-0123456789abcdee.part"
    old.write_bytes(b"x" * 100)
    half.write_bytes(b"x")
    engine = Engine()

    reader = read(engine, GUIDES, RecordingStore(tmp_path / "reading", most_bytes=5))

    wait_until(lambda: engine.runs and reader.state().full)
    assert not old.exists()
    assert not half.exists()
    assert len(engine.runs) == 1, "it stops as soon as the room is used up"


def test_a_guide_that_changes_is_made_anew(hall, application, read):
    guides: list[Guide] = [GUIDES[0]]
    engine = Engine()
    reader = read(engine, guides)
    wait_until(lambda: reader.state().ready == 1)

    guides[:] = [guide("one", "收费5元。")]
    with application.hall.work("staff:1") as work:
        change_item(work, item_by_code(work.session, "YS-B-01"), {"fees": "收费5元。"})

    wait_until(lambda: ["收费五元。"] in engine.runs)
    wait_until(lambda: reader.state().ready == 1)
