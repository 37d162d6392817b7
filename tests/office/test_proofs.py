"""Proofs and previews in the office: for managers alone, and only as they were made."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest

from hall.clock import HALL_ZONE
from hall.hours.calendar import Calendar
from hall.notices.day_course import course
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.notices.schedule import Days
from hall.proof_of_play.model import PublicationProof


@pytest.fixture
def jia(application):
    client = application.app.test_client()
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    return client


@pytest.fixture
def proof(application, jia):
    """Of the first standing page, made before its period is over."""
    assert jia.post("/office/notices/1/proofs").status_code == 303
    with application.hall.read() as snapshot:
        return snapshot.session.query(PublicationProof).one()


def test_a_proof_is_read_by_managers_and_only_as_it_was_made(
    application, client, jia, proof, config
):
    page = f"/office/proofs/{proof.id}.pdf"
    assert client.get(page).status_code == 302
    with jia.get(page) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF-")
    assert "与日志一致" in jia.get("/office/notices/1").text

    file = config.storage_folder / "notices" / proof.name
    file.write_bytes(file.read_bytes() + b" ")
    assert jia.get(page).status_code == 404
    assert "被改动" in jia.get("/office/notices/1").text
    file.unlink()
    assert "文件不见了" in jia.get("/office/notices/1").text
    assert (proof.is_final, proof.made_by_id) == (False, 1)


def test_what_was_never_public_cannot_be_proved(jia):
    jia.post(
        "/office/notices/new",
        data={"kind": "text", "title": "草稿", "body": "字"},
        content_type="multipart/form-data",
    )
    last = jia.get("/office/notices").text.split("/office/notices/")
    draft = max(int(each.split('"')[0]) for each in last if each.split('"')[0].isdigit())

    assert "公示证明" not in jia.get(f"/office/notices/{draft}").text
    assert jia.post(f"/office/notices/{draft}/proofs").status_code == 409
    assert jia.get("/office/proofs/99.pdf").status_code == 404


def test_the_office_sets_how_long_a_proof_waits_for_a_silent_screen(jia, client):
    assert 'name="proof_waits_days"' in jia.get("/office/notices").text
    form = {"proof_waits_days": "7"}
    assert client.post("/office/proofs/rules", data=form).status_code in (302, 303)
    assert 'value="7"' not in jia.get("/office/notices").text
    assert jia.post("/office/proofs/rules", data=form).status_code == 303
    assert 'value="7"' in jia.get("/office/notices").text
    refused = jia.post("/office/proofs/rules", data={"proof_waits_days": "31"})
    assert refused.status_code == 422
    assert "等几天请填 0 到 30" in refused.text


def test_the_preview_is_the_screens_own_page_at_that_moment(jia, client):
    page = jia.get("/office/preview?screen=notices&at=2025-03-04T10:00")
    assert "/display/notices?at=2025-03-04T10:00:00%2B08:00&amp;framed=yes" in page.text
    assert 'width="1080" height="1920"' in page.text

    framed = jia.get("/display/notices?at=2025-03-04T10:00:00%2B08:00&framed=yes")
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "2025年3月4日 星期二" in framed.text
    for live in (
        "heartbeat",
        "proof-of-play",
        'data-module="board"',
        "data-change-in",
        "data-ends-in",
    ):
        assert live not in framed.text
    assert "frame-ancestors 'none'" in client.get("/display").headers["Content-Security-Policy"]
    assert client.get("/display/notices?at=2025-03-04T10:00&framed=yes").status_code == 302
    assert client.get("/office/preview").status_code == 302
    for asked in ("at=x", "at=9999-01-01", "at=0001-01-01T00:00", "screen=nobody"):
        assert jia.get(f"/office/preview?{asked}").status_code in (404, 422)


def notice(number, level, start, end):
    day = datetime(2026, 11, 24, tzinfo=HALL_ZONE)
    return Notice(
        id=number, level=level, state=NoticeState.PUBLISHED, weekdays="0123456", days=Days.EVERY,
        starts_at=day + timedelta(hours=start), ends_at=day + timedelta(hours=end), dayparts=[],
        kind=NoticeKind.TEXT, title="", category="",
    )  # fmt: skip


def test_a_draft_is_seen_on_each_screen_before_it_is_approved_and_by_managers_alone(jia, client):
    form = {"kind": "text", "title": "还没有审核的通知", "body": "样子"}
    page = jia.post("/office/notices/new", data=form).location
    links = re.findall(r'href="(/office/preview\?screen=\w+&amp;draft=\d+)"', jia.get(page).text)

    assert len(links) == 4
    frame = re.search(r'<iframe[^>]* src="([^"]+)"', jia.get(unescape(links[0])).text)
    assert frame
    address = unescape(frame[1])
    seen = jia.get(address).text
    assert seen.count("data-mark=") == 1
    assert "还没有审核的通知" in seen
    again = re.search(r'data-source="(/display/\w+/_notices[^"]*)"', seen)
    assert again
    assert "还没有审核的通知" in jia.get(unescape(again[1])).text
    assert client.get(address).status_code == 302
    for without in ("/display/main/_notices?draft=", "/display/main?draft="):
        found = client.get(without + page.rpartition("/")[2])
        assert "还没有审核的通知" not in found.text


def test_a_day_is_told_change_by_change():
    day = datetime(2026, 11, 24, tzinfo=HALL_ZONE)
    meant = [
        notice(1, Level.ROTATION, -24, 48),
        notice(2, Level.ROTATION, 9, 12),
        notice(3, Level.EMERGENCY, 10, 11),
        notice(4, Level.NOTICE, 10.25, 10.5),  # hidden by the emergency: nothing changes
    ]

    scenes = course(meant, day, day + timedelta(days=1), Calendar())

    assert [(f"{each.at:%H:%M}", [one.id for one in each.notices]) for each in scenes] == [
        ("00:00", [1]),
        ("09:00", [1, 2]),
        ("10:00", [3]),
        ("11:00", [1, 2]),
        ("12:00", [1]),
    ]
