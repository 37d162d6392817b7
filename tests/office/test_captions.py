"""Captions of a film notice: with the film or after it, checked, approved with it, and reminded."""

from io import BytesIO

import pytest

from hall.notices.model import Notice, NoticeFile
from hall.notices.substance import digest
from tests.hall.notices.test_video import recorded

SRT = "1\n00:00:01,000 --> 00:00:02,000\n请带身份证\n".encode("gb18030")
REMINDER = "还没有字幕"


@pytest.fixture
def film(application):
    """The newest notice: its id, the captions of its film, and what would be approved of it."""

    def film():
        with application.hall.read() as snapshot:
            newest = snapshot.session.query(Notice).order_by(Notice.id.desc()).first()
            return newest.id, newest.film and newest.film.captions, digest(newest)

    return film


def begin(client, captions=None):
    form = {"kind": "video", "title": "怎样办理", "file": (BytesIO(recorded()), "film.webm")}
    if captions is not None:
        form["captions"] = (BytesIO(captions), "字幕.srt")
    return client.post("/office/notices/new", data=form, content_type="multipart/form-data")


def attach(client, notice_id, **form):
    address = f"/office/notices/{notice_id}/captions"
    return client.post(address, data=form, content_type="multipart/form-data")


def test_captions_come_with_the_film_and_go_public_with_it(as_, film, application):
    jia, yi, anyone = as_("jia"), as_("yi"), application.app.test_client()
    before = film()[0]
    refused = begin(jia, SRT.replace(b"-->", b"->"))
    assert refused.status_code == 422
    assert "SRT 或 VTT" in refused.text
    assert film()[0] == before  # nothing was written

    assert begin(jia, SRT).status_code == 303
    notice_id, name, _ = film()
    address = f"/notices/files/{name}"
    assert address in jia.get(f"/office/notices/{notice_id}").text
    assert anyone.get(address).status_code != 200
    jia.post(f"/office/notices/{notice_id}/submit")
    yi.post(f"/office/notices/{notice_id}/approve")

    answer = anyone.get(address)
    assert (answer.status_code, answer.content_type) == (200, "text/vtt; charset=utf-8")
    assert "请带身份证" in answer.text
    answer.close()
    for page in ("/display/main/_notices", f"/kiosk/notices/{notice_id}"):
        assert f'src="{address}" default></video>' in anyone.get(page).text


def test_captions_that_come_later_make_it_another_notice_and_a_draft_again(as_, film, application):
    jia = as_("jia")
    begin(jia)
    notice_id, none, without = film()
    assert none is None
    jia.post(f"/office/notices/{notice_id}/submit")

    late = SRT.replace(b"00:00:0", b"00:01:0")
    assert "另一个视频" in attach(jia, notice_id, captions=(BytesIO(late), "a.srt")).text
    assert attach(jia, notice_id).status_code == 422  # no file was chosen
    assert attach(as_("bing"), notice_id, remove="yes").status_code == 403  # no manager
    assert film()[2] == without
    assert attach(jia, notice_id, captions=(BytesIO(SRT), "a.srt")).status_code == 303
    _, name, with_them = film()
    assert name
    assert with_them != without  # whoever approves it approves these captions
    assert "送审</button>" in jia.get(f"/office/notices/{notice_id}").text

    # What a film says may name people: it is checked like any other text.
    number = SRT.replace("身份证".encode("gb18030"), b"13800138000")
    attach(jia, notice_id, captions=(BytesIO(number), "a.srt"))
    assert "字幕：" in jia.get(f"/office/notices/{notice_id}").text

    assert attach(jia, notice_id, remove="yes").status_code == 303
    assert film()[1:] == (None, without)
    with application.hall.read() as snapshot:
        assert snapshot.session.query(NoticeFile.text).filter_by(notice_id=notice_id).scalar() == ""


def test_a_film_that_is_heard_and_has_none_is_pointed_out_and_may_go(as_, film, application):
    jia, yi = as_("jia"), as_("yi")
    begin(jia)
    page = f"/office/notices/{film()[0]}"
    assert REMINDER not in jia.get(page).text  # this one has no sound

    with application.hall.work() as work:
        work.session.get(Notice, film()[0]).film.has_sound = True
    assert REMINDER in jia.get(page).text
    jia.post(f"{page}/submit")
    assert REMINDER in yi.get(page).text
    assert yi.post(f"{page}/approve").status_code == 303  # a person decides
    assert REMINDER not in yi.get(page).text


def test_where_there_is_no_film_there_is_nothing_to_caption(as_, film):
    jia = as_("jia")
    form = {"kind": "text", "title": "停电通知", "body": "明天停电。"}
    jia.post("/office/notices/new", data=form)

    refused = attach(jia, film()[0], captions=(BytesIO(SRT), "a.srt"))

    assert refused.status_code == 422
    assert "先传视频" in refused.text
