"""The office rules the voice: who speaks, how loud, when; and sees whether it is heard."""

import pytest

from hall.settings import settings_named

WISHES = {
    "voice": "zm_yunjian", "voice_second": "", "voice_repeats": "3", "voice_one": "yao",
    "voice_player": "side", "voice_volume_morning": "90", "voice_volume_noon": "0",
    "voice_volume_afternoon": "70", "voice_quiet_from": "12:00", "voice_quiet_until": "13:30",
    "say_opening_at": "08:30", "say_lunch_at": "", "say_closing_at": "16:45",
    "reading_volume": "40", "reading_warning": "no",
    "timeclock_voice": "yes",
}  # fmt: skip


def kept(application):
    with application.hall.read() as snapshot:
        return settings_named(snapshot.session, ("voice", "say_", "reading_", "timeclock_voice"))


def test_only_managers_come_in(client, application):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert client.get("/office/voice").status_code == 302
    for answer in (
        clerk.get("/office/voice"),
        clerk.get("/office/voice/_state"),
        clerk.post("/office/voice", data=WISHES),
        clerk.post("/office/voice/say", data={"name": "emergency"}),
        clerk.post("/office/voice/say-text", data={"text": "大家好"}),
    ):
        assert answer.status_code == 403


def test_everything_is_changed_together_and_shown_again(manager, application):
    assert manager.post("/office/voice", data=WISHES).status_code == 303

    assert kept(application) == WISHES
    page = manager.get("/office/voice").text
    assert "叫号屏 side（现在没有开）" in page
    assert 'value="16:45"' in page


def test_hours_are_kept_alike_however_they_are_written(manager, application):
    manager.post("/office/voice", data=WISHES | {"say_opening_at": "8：30", "voice_repeats": "３"})

    assert kept(application) == WISHES


@pytest.mark.parametrize(
    ("field", "bad", "said"),
    [
        ("voice", "../zm_yunjian", "没有这个声音"),
        ("reading_warning", "perhaps", "朗读提醒"),
        ("timeclock_voice", "perhaps", "打卡屏"),
        ("voice_second", "nobody", "没有这个声音"),
        ("voice_repeats", "4", "1 到 3"),
        ("voice_volume_noon", "101", "0 到 100"),
        ("voice_volume_noon", "", "0 到 100"),
        ("voice_player", "no such/place", "没有这块屏"),
        ("voice_one", "yaoyao", "怎么读"),
        ("say_lunch_at", "24:00", "08:30"),
        ("voice_quiet_until", "", "一起填"),
    ],
)
def test_what_is_out_of_bounds_changes_nothing(manager, application, field, bad, said):
    before = kept(application)

    refused = manager.post("/office/voice", data=WISHES | {field: bad})

    assert refused.status_code == 422
    assert said in refused.text
    assert kept(application) == before


def test_the_office_sees_that_nothing_can_be_heard(manager):
    assert "没有一块叫号屏能出声" in manager.get("/office/voice/_state").text


def test_an_announcement_is_queued_and_seen(manager, application):
    for name in ("test", "closing"):
        assert manager.post("/office/voice/say", data={"name": name}).status_code == 303

    page = manager.get("/office/voice/_state").text
    assert "正在播：声音测试" in page
    assert "后面还有 1 条" in page
    assert manager.post("/office/voice/say", data={"name": "joke"}).status_code == 422


def test_free_text_needs_the_engine_and_says_so(manager):
    assert "没有安装语音引擎" in manager.get("/office/voice").text

    for text in ("", "好" * 121):
        assert manager.post("/office/voice/say-text", data={"text": text}).status_code == 422
    refused = manager.post("/office/voice/say-text", data={"text": "三号窗口请加一把椅子"})
    assert refused.status_code == 422
    assert "没有播出来" in refused.text
