"""Pages that were uploaded before anybody measured their lines are measured once."""

import json

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import text

from hall.notices import older_pages
from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeFile
from hall.notices.older_pages import measure_older_pages
from hall.notices.queries import notice_by_id

LINES = range(100, 900, 60)
TALL = 30


@pytest.fixture
def media_store(tmp_path):
    return MediaStore(tmp_path)


@pytest.fixture
def page(media_store):
    """The name of a page with black lines where text would stand."""
    drawn = Image.new("RGB", (700, 1000), "white")
    for top in LINES:
        ImageDraw.Draw(drawn).rectangle((60, top, 640, top + TALL), fill="black")
    with media_store.workbench() as bench:
        drawn.save(bench / "001.webp", "WEBP")
        return media_store.keep(bench / "001.webp")


@pytest.fixture
def shown(hall):
    """Puts files into a notice as an older program left them."""

    def shown(*names):
        with hall.work() as work:
            notice = notice_by_id(work.session, 1)
            for position, name in enumerate(names):
                file = NoticeFile(position=position, name=name, width=700, height=1000)
                notice.files.append(file)
            work.session.flush()
            # The first as the migration leaves it, the others as a copy of such a notice does.
            work.session.execute(text("update notice_file set cuts = 'null'"))
            work.session.execute(text("update notice_file set cuts = null where position = 0"))

    return shown


@pytest.fixture
def rows(hall):
    def rows():
        with hall.read() as snapshot:
            asked = "select cuts, letter_rows from notice_file order by position"
            return [
                (json.loads(cuts or "null"), letter)
                for cuts, letter in snapshot.session.execute(text(asked))
            ]

    return rows


def test_a_page_from_before_is_measured_in_every_notice_and_no_cut_goes_through_a_line(
    hall, media_store, page, shown, rows
):
    shown(page, page)

    assert measure_older_pages(hall, media_store) == 1
    (cuts, letter), other = rows()
    assert other == (cuts, letter)
    assert letter == pytest.approx(TALL, abs=3)
    assert len(cuts) >= len(LINES) - 1
    assert not [cut for cut in cuts for top in LINES if top <= cut <= top + TALL]
    assert measure_older_pages(hall, media_store) == 0


def test_what_cannot_be_read_is_not_tried_again_and_what_is_missing_keeps_nobody_waiting(
    hall, media_store, page, shown, rows
):
    with media_store.workbench() as bench:
        (bench / "broken.webp").write_bytes(b"RIFF1234WEBPVP8 nonsense")
        broken = media_store.keep(bench / "broken.webp")
    missing, film = "0" * 64 + ".webp", "1" * 64 + ".mp4"
    (media_store.folder / film).touch()
    shown(missing, broken, film, page)

    assert measure_older_pages(hall, media_store) == 2
    assert rows()[:3] == [(None, None), ([], None), (None, None)]
    assert rows()[3][1] is not None
    assert measure_older_pages(hall, media_store) == 0


def test_a_turn_takes_a_few_only(hall, media_store, page, shown, monkeypatch):
    with media_store.workbench() as bench:
        Image.new("RGB", (30, 40), "white").save(bench / "002.webp", "WEBP")
        second = media_store.keep(bench / "002.webp")
    shown(page, second)
    monkeypatch.setattr(older_pages, "MOST_A_TURN", 1)

    assert [measure_older_pages(hall, media_store) for _ in range(3)] == [1, 1, 0]
