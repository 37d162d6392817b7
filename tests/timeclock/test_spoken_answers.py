"""What the timeclock says aloud: nothing, until the office wants it."""

import pytest

from hall.settings import change_setting
from tests.timeclock.test_timeclock import touch


@pytest.fixture
def aloud(application):
    with application.hall.work("staff:1") as work:
        change_setting(work, "timeclock_voice", "yes")


def shown(client):
    return client.get("/timeclock/_answer").text


def which(client):
    return shown(client).partition('data-answer="')[2].partition('"')[0]


def test_it_is_silent_until_the_office_wants_it(application, client):
    touch(application, 3)

    assert "data-say" not in shown(client)


def test_each_answer_has_its_sentence_and_the_loudness_of_the_hour(
    aloud, application, client, clock
):
    with application.hall.work("staff:1") as work:
        change_setting(work, "voice_volume_morning", "40")

    for page, clip in ((3, "punched"), (3, "already"), (None, "again")):
        clock.advance(seconds=1)
        touch(application, page)
        assert f'data-say="/timeclock/voice/{clip}.opus"' in shown(client)
    assert 'data-volume="40"' in shown(client)


def test_two_answers_are_two(aloud, application, client):
    touch(application, 3)
    first = which(client)
    touch(application, 4)

    assert which(client) != first


def test_a_finger_of_nobody_and_a_doubted_clock_are_only_explained(
    aloud, application, client, clock
):
    touch(application, 99)
    assert "data-say" not in shown(client)
    touch(application, 4)
    clock.jump(days=-3)
    touch(application, 3)

    assert "data-say" not in shown(client)


def test_a_volume_of_nothing_is_silence(aloud, application, client):
    with application.hall.work("staff:1") as work:
        change_setting(work, "voice_volume_morning", "0")
    touch(application, 3)

    assert "data-say" not in shown(client)


@pytest.mark.parametrize("name", ["punched", "already", "again"])
def test_the_clips_are_there(client, name):
    answer = client.get(f"/timeclock/voice/{name}.opus")

    assert answer.data.startswith(b"OggS")


def test_no_other_clip_is_handed_out(client):
    assert client.get("/timeclock/voice/there.opus").status_code == 404
