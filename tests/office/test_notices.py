"""The office's pages about notices: from an upload to every screen, and who may do what."""

import re
from io import BytesIO

import pytest
from PIL import Image

from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from tests.hall.notices.test_video import recorded
from web.request_size import LARGEST_BODY


@pytest.fixture
def newest(application):
    def newest():
        with application.hall.read() as snapshot:
            return snapshot.session.query(Notice).order_by(Notice.id.desc()).first()

    return newest


def picture(size=(300, 200)):
    Image.linear_gradient("L").resize(size).save(kept := BytesIO(), "PNG")
    return BytesIO(kept.getvalue())


def write(client, **more):
    form = {"kind": "text", "title": "停电通知", "body": "明天停电。", **more}
    return client.post("/office/notices/new", data=form, content_type="multipart/form-data")


def test_from_the_draft_to_the_screen_and_off_it_again(as_, newest):
    jia, yi, wall = as_("jia"), as_("yi"), as_("jia")
    assert write(jia).status_code == 303
    page = f"/office/notices/{newest().id}"
    assert jia.post(f"{page}/submit").status_code == 303
    assert jia.post(f"{page}/approve").status_code == 409  # four eyes
    assert "停电通知" not in wall.get("/display/main").text

    assert yi.post(f"{page}/approve").status_code == 303
    assert "停电通知" in wall.get("/display/main/_notices").text

    assert yi.post(f"{page}/withdraw", data={"remark": ""}).status_code == 422
    assert yi.post(f"{page}/withdraw", data={"remark": "改期"}).status_code == 303
    assert "停电通知" not in wall.get("/display/main/_notices").text
    assert "没有回执" in jia.get(page).text


def test_a_beat_behind_the_withdrawal_is_its_receipt_once(as_, newest, application, client):
    jia, yi = as_("jia"), as_("yi")
    write(jia)
    page = f"/office/notices/{newest().id}"
    jia.post(f"{page}/submit")
    yi.post(f"{page}/approve")
    early = client.get("/display/main/_notices").text
    yi.post(f"{page}/withdraw", data={"remark": "改期"})
    late = client.get("/display/main/_notices").text

    def beat(html, screen="main"):
        seq = int(html.split('data-notices-seq="')[1].split('"')[0])
        said = {"painted": seq, "frames": 600, "version": "x"}
        return client.post(f"/display/{screen}/beat", json=said).status_code

    assert beat(early) == 200
    assert jia.get(page).text.count("撤下后") == 0
    assert beat(late) == 200
    assert beat(late) == 200
    assert jia.get(page).text.count("撤下后") == 1
    assert beat(late, "nobody-registered-it") == 200
    assert jia.get(page).text.count("撤下后") == 1


@pytest.mark.parametrize(
    ("screen", "body"),
    [
        ("Main!", {"painted": 1}),
        ("main", []),
        ("main", "x"),
        ("main", {"painted": "1"}),
        ("main", {"painted": -1}),
        ("main", {"painted": 1, "page": "x" * 21}),
        ("main", {"painted": 1, "mute": "no"}),
    ],
)
def test_a_beat_that_makes_no_sense_is_refused(client, screen, body):
    assert client.post(f"/display/{screen}/beat", json=body).status_code == 422


def test_half_a_character_never_reaches_the_page_of_the_office(as_, client):
    said = {"data": b'{"painted": 1, "version": "\\ud800"}', "content_type": "application/json"}

    assert client.post("/display/main/beat", **said).status_code == 422
    assert as_("jia").get("/office/screens/_map").status_code == 200


def test_a_beat_leaves_out_what_its_browser_or_its_version_does_not_know(client):
    said = {"painted": None, "brightness": None, "of_a_later_version": [1]}

    assert client.post("/display/main/beat", json=said).json["blank"] is False
    assert client.post("/display/main/beat", json={}).status_code == 200


def test_the_office_sees_which_computers_have_a_screens_address_open(as_, client):
    said = {"painted": 1, "frames": 600, "width": 1920, "height": 1080}
    for page, opened in (("a", 7000), ("b", 65), ("a", 7001)):
        client.post("/display/main/beat", json=said | {"page": page, "open_seconds": opened})

    told = as_("jia").get("/office/screens/_map").text

    assert "有 2 个浏览器开着这块屏的地址" in told
    assert "127.0.0.1，1920×1080，开了 1 小时 56 分；127.0.0.1，1920×1080，开了 0 小时 1 分" in told


def test_a_beat_cannot_claim_the_future(as_, newest, client):
    jia, yi = as_("jia"), as_("yi")
    client.post("/display/main/beat", json={"painted": 10**8, "frames": 600})
    write(jia)
    page = f"/office/notices/{newest().id}"
    jia.post(f"{page}/submit")
    yi.post(f"{page}/approve")
    yi.post(f"{page}/withdraw", data={"remark": "改期"})

    client.post("/display/main/beat", json={"painted": -5, "frames": "many"})

    assert "撤下后" not in jia.get(page).text


def test_an_upload_is_shown_and_public_only_while_it_is_published(as_, newest, client):
    jia, yi = as_("jia"), as_("yi")
    write(jia, kind="image", title="宣传画", file=(picture(), "画.png"))
    notice = newest()
    page = jia.get(f"/office/notices/{notice.id}").text
    address = "/notices/files/" + page.split("/notices/files/")[1].split('"')[0]

    def seen_by(who):
        with who.get(address) as answer:
            return answer.status_code, answer.mimetype

    assert seen_by(jia) == (200, "image/webp")
    assert seen_by(client)[0] == 302  # to sign in

    jia.post(f"/office/notices/{notice.id}/submit")
    yi.post(f"/office/notices/{notice.id}/approve")
    assert seen_by(client) == (200, "image/webp")
    yi.post(f"/office/notices/{notice.id}/withdraw", data={"remark": "旧了"})

    assert seen_by(client)[0] == 302


@pytest.fixture
def film(as_, newest, application):
    """Its content and its address; the wrong ending of its name does not matter."""
    content = recorded()
    write(as_("jia"), kind="video", title="宣传片", file=(BytesIO(content), "片.avi"))
    with application.hall.read() as snapshot:
        return content, f"/notices/files/{snapshot.session.merge(newest()).files[0].name}"


def test_a_film_is_sent_in_the_parts_that_a_player_asks_for(as_, film, client):
    jia, (content, address) = as_("jia"), film
    size = len(content)

    def asked(part, method="GET"):
        with jia.open(address, method=method, headers={"Range": f"bytes={part}"}) as answer:
            return answer.status_code, answer.headers.get("Content-Range"), answer.data

    assert asked("5-9") == (206, f"bytes 5-9/{size}", content[5:10])
    assert asked("5-") == (206, f"bytes 5-{size - 1}/{size}", content[5:])  # after a seek
    assert asked("-7") == (206, f"bytes {size - 7}-{size - 1}/{size}", content[-7:])
    assert asked(f"0-{10 * size}") == (206, f"bytes 0-{size - 1}/{size}", content)
    assert asked(f"{size}-") == (416, f"bytes */{size}", b"")
    assert asked("what") == (416, f"bytes */{size}", b"")
    assert asked("5-9", "HEAD") == (206, f"bytes 5-9/{size}", b"")
    with jia.head(address) as answer:
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert (answer.content_length, answer.mimetype) == (size, "video/webm")
        seen_at = answer.headers["Last-Modified"]
    for since, part in ((seen_at, content[5:10]), ("Mon, 01 Jan 2024 00:00:00 GMT", content)):
        headers = {"Range": "bytes=5-9", "If-Range": since}
        with jia.get(address, headers=headers) as answer:
            assert answer.data == part
    for method in ("GET", "HEAD"):  # no way around the review
        with client.open(address, method=method, headers={"Range": "bytes=0-9"}) as answer:
            assert answer.status_code == 302


def test_a_broken_file_is_refused_in_words_and_leaves_nothing(as_, newest, config):
    jia = as_("jia")
    before = newest().id

    answer = write(jia, kind="pdf", title="表", file=(BytesIO(b"%PDF-1.7 broken"), "a.pdf"))

    assert answer.status_code == 422
    assert "文件已损坏或不完整" in answer.text
    assert newest().id == before
    assert list((config.storage_folder / "notices").iterdir()) == []


def test_a_large_body_is_accepted_from_managers_on_that_page_alone(as_, client):
    large = b"0" * (LARGEST_BODY * 3)

    def upload(account):
        form = {"kind": "image", "title": "大图", "file": (BytesIO(large), "a.png")}
        return write(as_(account), **form).status_code

    assert upload("jia") == 422  # read, and found to be no picture
    assert upload("bing") == 403
    assert client.post("/display/main/beat", data=large).status_code in (413, 422)


def test_personal_data_is_marked_before_review_and_masked_on_request(as_, newest):
    jia = as_("jia")
    write(jia, title="名单", body="某某 13800000000")
    page = f"/office/notices/{newest().id}"

    assert "138****0000" in jia.get(page).text
    assert jia.post(f"{page}/submit").status_code == 409
    jia.post(f"{page}/submit", data={"decision": "mask"})

    assert newest().body == "某某 138****0000"
    assert newest().state is NoticeState.REVIEW


def test_what_a_screen_will_not_draw_is_told_before_review(as_, newest):
    jia = as_("jia")
    write(jia, title="放假😀", body="见[网站](http://www.example.cn)，号\u202e1")
    page = jia.get(f"/office/notices/{newest().id}").text

    assert "下面 3 处在屏上不会是您写的样子" in page
    assert "标题：“😀”（U+1F600）屏幕的字库里没有" in page
    assert "<mark>[网站](http://www.example.cn)</mark>" in page
    assert "号<mark>U+202E</mark>1" in page


def test_a_text_that_nobody_saved_yet_is_tried_on_each_kind_of_screen(as_, newest):
    jia = as_("jia")
    page = jia.get("/office/notices/new?kind=text").text
    tried = re.findall(r'src="(/display/[^"]+draft=0)"', page)

    assert len(tried) == 4
    unwritten = jia.get(tried[0].replace("&amp;", "&")).text
    assert 'class="notice__body"' in unwritten
    assert as_("bing").get(tried[0].replace("&amp;", "&")).status_code == 403
    write(jia)
    assert f"draft={newest().id}" in jia.get(f"/office/notices/{newest().id}").text


def test_a_picture_with_nothing_on_it_asks(as_, newest):
    jia = as_("jia")
    Image.new("RGB", (300, 200), "white").save(white := BytesIO(), "PNG")
    write(jia, kind="image", title="图", file=(BytesIO(white.getvalue()), "a.png"))
    page = f"/office/notices/{newest().id}"

    assert "第 1 张一片空白" in jia.get(page).text
    assert jia.post(f"{page}/submit").status_code == 409
    assert jia.post(f"{page}/submit", data={"decision": "let_stand"}).status_code == 303


def test_a_schedule_is_read_as_it_was_written(as_, newest):
    jia = as_("jia")
    write(jia)
    page = f"/office/notices/{newest().id}"
    form = {
        "starts_at": "2026-11-23T08:30",
        "working_days": "7",
        "weekday": ["0", "4"],
        "days": "working",
        "dayparts": "8:30-12:00，22:00-06:00",
        "screen": ["1"],
        "every_months": "3",
    }

    assert jia.post(f"{page}/schedule", data=form).status_code == 303
    kept = newest()

    assert (kept.weekdays, kept.working_days, kept.every_months) == ("04", 7, 3)
    assert kept.dayparts == [["08:30", "12:00"], ["22:00", "06:00"]]
    assert "08:30-12:00 22:00-06:00" in jia.get(page).text
    for wrong in ({"dayparts": "noon"}, {"weekday": []}, {"starts_at": "soon"}, {"screen": ["99"]}):
        assert jia.post(f"{page}/schedule", data={**form, **wrong}).status_code in (404, 422)


def test_a_preview_shows_what_a_screen_will_show_and_to_managers_alone(as_, newest, client):
    jia, yi = as_("jia"), as_("yi")
    write(jia)
    page = f"/office/notices/{newest().id}"
    form = {"weekday": list("0123456"), "starts_at": "2027-01-01T08:30", "screen": ["1"]}
    jia.post(f"{page}/schedule", data=form)
    jia.post(f"{page}/submit")
    yi.post(f"{page}/approve")

    assert "停电通知" not in client.get("/display/main").text
    assert "停电通知" not in jia.get("/display/main?at=2027-01-01T08:29").text
    assert "停电通知" in jia.get("/display/main?at=2027-01-01T08:30").text
    assert "停电通知" not in jia.get("/display/door?at=2027-01-01T08:30").text
    assert client.get("/display/main?at=2027-01-01T08:30").status_code == 302
    assert jia.get("/display/main?at=never").status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/office/notices",
        "/office/notices/1",
        "/office/notices/new?kind=pdf",
        "/office/notices/_lists",
        "/office/screens",
        "/office/screens/_map",
    ],
)
def test_the_pages_are_for_managers(as_, client, path):
    assert client.get(path).status_code == 302
    assert as_("bing").get(path).status_code == 403
    assert as_("jia").get(path).status_code == 200


@pytest.mark.parametrize("kind", [*NoticeKind])
def test_each_kind_has_its_page(as_, kind):
    assert as_("jia").get(f"/office/notices/new?kind={kind}").status_code == 200


def test_a_screen_is_registered_changed_and_seen(as_, client):
    jia = as_("jia")
    form = {"new": "yes", "name": "hall-2", "role": "notices", "place": "二楼", "width_mm": "680",
            "height_mm": "1210", "distance": "6.2"}  # fmt: skip

    assert jia.post("/office/screens", data=form).status_code == 303
    assert jia.post("/office/screens", data=form).status_code == 409
    assert "board--notices" in client.get("/display/hall-2").text
    client.post("/display/hall-2/beat", json={"painted": 10**6, "frames": 0, "width": 1080})
    page = jia.get("/office/screens/_map").text

    assert "二楼" in page
    assert "画面不动" in page
    for wrong in ({"name": "A b"}, {"distance": "x"}, {"width_mm": "1"}, {"role": "sign"}):
        changed = {**form, "name": "hall-3", **wrong}
        assert jia.post("/office/screens", data=changed).status_code == 422


def test_a_screen_that_gives_up_three_times_marks_the_notice(as_, client, newest):
    jia = as_("jia")
    for _ in range(3):
        assert client.post("/display/main/stalled", json={"notice": 1}).status_code == 204

    assert "3 次放不出来" in jia.get("/office/notices").text
    assert client.post("/display/main/stalled", json={"notice": 10**6}).status_code == 404


def test_programs_read_what_a_screen_plays(application, as_, newest):
    from hall.people.actions import create_token
    from hall.people.model import Scope

    with application.hall.work() as work:
        token = create_token(work, name="screen", scope=Scope.READ)
    jia, yi = as_("jia"), as_("yi")
    write(jia, level="notice")
    page = f"/office/notices/{newest().id}"
    jia.post(f"{page}/submit")
    yi.post(f"{page}/approve")

    def read(query=""):
        headers = {"Authorization": f"Bearer {token}"}
        answer = application.app.test_client().get(f"/api/v1/notices/now{query}", headers=headers)
        return [each["title"] for each in answer.json]

    assert read("?screen=main") == ["停电通知"]  # of the highest level, alone
    assert len(read()) > 5


def test_a_notice_without_an_end_is_warned_about_and_what_it_covers_says_so(as_, newest):
    jia, yi = as_("jia"), as_("yi")
    write(jia, level="notice", title="停水通知")
    page = f"/office/notices/{newest().id}"

    assert "会一直盖住它们" in jia.get(page).text
    jia.post(f"{page}/submit")
    assert "会一直盖住它们" in yi.get(page).text
    yi.post(f"{page}/approve")

    listed = yi.get("/office/notices").text
    assert re.search("在 notices 播，别的屏上被“<a[^>]*>停水通知</a>”盖住", listed)
    assert re.search("被“<a[^>]*>停水通知</a>”盖住，照现在的安排一直没有显示", listed)
    assert "停水通知" in yi.get("/display/notices/_notices").text
    assert "服务宗旨" in yi.get("/display/notices/_notices").text
    assert "服务宗旨" not in yi.get("/display/main/_notices").text
