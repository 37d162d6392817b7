"""The button 朗读 is there only where the whole guide can be heard."""

import pytest

from announcer.voice import ogg
from hall.catalogue.queries import item_by_code
from hall.settings import change_setting
from kiosk.read_aloud import guide_of
from tests.waiting import wait_until

ITEM = "/kiosk/item/YS-B-01"


@pytest.fixture
def sounds(config, hall):
    """Every sentence of one guide, as a computer elsewhere may have made it."""
    folder = config.storage_folder / "reading" / "zm_yunjian"
    folder.mkdir(parents=True)
    with hall.read() as snapshot:
        sentences = guide_of(item_by_code(snapshot.session, "YS-B-01")).sentences
    for sentence in sentences:
        (folder / f"{sentence.name}.opus").write_bytes(ogg.write(ogg.silence(0.2)))
    return folder


def is_ready(application) -> None:
    wait_until(lambda: application.reader.state().ready)


def test_without_sounds_there_is_no_button(client):
    assert "朗读" not in client.get(ITEM).text


def test_a_guide_is_told_with_its_headings_sentence_by_sentence(sounds, application, client):
    is_ready(application)

    assert 'data-module="read-aloud"' in client.get(ITEM).text
    assert "read-aloud" not in client.get("/kiosk/item/YS-B-02").text.partition("</head>")[2]
    told = client.get(f"{ITEM}/reading").json
    assert told["volume"] == 80
    assert told["sentences"][0] == {
        "part": "name", "text": "社保医保办卡补卡", "sound": told["sentences"][0]["sound"],
    }  # fmt: skip
    assert [each["text"] for each in told["sentences"]].count("申报材料") == 1
    answer = client.get(f"/kiosk/reading/{told['sentences'][0]['sound']}.opus")
    assert answer.mimetype == "audio/ogg"
    assert client.get("/kiosk/reading/text-0000000000000000.opus").status_code == 404
    assert client.get("/kiosk/item/none/reading").status_code == 404


def test_who_sets_the_volume_to_nothing_takes_the_button_away(sounds, application, client):
    is_ready(application)
    with application.hall.work("staff:1") as work:
        change_setting(work, "reading_volume", "0")

    assert "朗读" not in client.get(ITEM).text


def test_the_office_sees_how_far_it_is(sounds, application):
    is_ready(application)
    director = application.app.test_client()
    director.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})

    assert "1 个可以朗读" in director.get("/office/voice/_state").text


STILL_THERE = "/kiosk/still-there"


def test_the_kiosk_asks_aloud_in_the_voice_that_the_hall_has_chosen(application, client):
    assert client.get(STILL_THERE).json == {"volume": 80, "calling": False}
    one = client.get(f"{STILL_THERE}.opus")
    with application.hall.work("staff:1") as work:
        change_setting(work, "voice", "zf_xiaobei")
    other = client.get(f"{STILL_THERE}.opus")

    assert one.mimetype == other.mimetype == "audio/ogg"
    assert one.data != other.data
    assert 3 < ogg.read(one.data).seconds < 8


@pytest.mark.parametrize(
    "changes",
    [
        {"reading_warning": "no"},
        {"reading_volume": "0"},
        {"voice_quiet_from": "00:00", "voice_quiet_until": "23:59"},
    ],
)
def test_or_only_in_writing(application, client, changes):
    with application.hall.work("staff:1") as work:
        for name, value in changes.items():
            change_setting(work, name, value)

    assert client.get(STILL_THERE).json["volume"] == 0


def test_a_voice_without_the_question_lets_another_ask_it(config, application, client):
    (config.storage_folder / "voice" / "hengyang").mkdir(parents=True)
    with application.hall.work("staff:1") as work:
        change_setting(work, "voice", "hengyang")

    assert client.get(STILL_THERE).json["volume"] == 80


def test_a_call_goes_first(application, client):
    application.speaker.comes_in("side.1")
    application.speaker.say("test")

    assert client.get(STILL_THERE).json == {"volume": 80, "calling": True}
