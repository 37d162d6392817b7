"""A film is judged by what it is made of; what the screens could not play is refused."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from struct import pack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.notices.matroska import seconds_of
from hall.notices.media_sandbox import work_on
from hall.notices.probe import probe
from hall.notices.video import Film, Unplayable, VideoPicture, must_be_playable

GOOD = Film("MPEG-4", 10.0, False, [VideoPicture("AVC", 1920, 1080, 8, "4:2:0", 25.0)], ["AAC"])


def judged(film):
    try:
        must_be_playable(film)
    except Unplayable as why:
        return str(why)
    return "playable"


def with_picture(**changed):
    return {"pictures": [replace(GOOD.pictures[0], **changed)]}


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "playable"),
        ({"sounds": []}, "playable"),
        ({"container": "WebM", "sounds": ["Opus"], **with_picture(codec="VP9")}, "playable"),
        ({"container": "Matroska", "sounds": ["Vorbis"], **with_picture(codec="VP8")}, "playable"),
        (with_picture(codec="AV1", width=1080, height=1920, a_second=None), "playable"),
        ({"container": "AVI"}, "not_a_film"),
        ({"is_cut_off": True}, "broken"),
        ({"pictures": []}, "no_pictures"),
        (with_picture(width=0), "no_pictures"),
        (with_picture(codec="HEVC"), "codec"),
        (with_picture(bits=10), "codec"),
        (with_picture(colours="4:2:2"), "codec"),
        ({"sounds": ["AAC", "AC-3"]}, "sound"),
        (with_picture(width=3840, height=2160), "too_fine"),
        (with_picture(width=1200, height=1100), "too_fine"),
        (with_picture(a_second=120.0), "too_fine"),
        ({"seconds": 0.0}, "no_length"),
        ({"seconds": 3600.0}, "too_long"),
    ],
)
def test_what_the_screens_could_not_play_is_refused_with_its_reason(changed, verdict):
    assert judged(replace(GOOD, **changed)) == verdict


def element(name, *content, unknown=False):
    body = b"".join(content)
    size = b"\x01" + bytes([255] * 7) if unknown else pack(">Q", 1 << 56 | len(body))
    return bytes.fromhex(name) + size + body


def block(milliseconds):
    return element("A3", b"\x81", pack(">h", milliseconds), b"\x80", bytes(40))


def recorded(codec=b"V_VP8", size=(640, 360), scale=1_000_000):
    """A WebM as a browser's recorder writes it: without a length, each cluster without a size."""
    measure = element("B0", pack(">H", size[0])), element("BA", pack(">H", size[1]))
    track = element("D7", b"\x01"), element("73C5", b"\x01"), element("83", b"\x01")
    entry = element("AE", *track, element("86", codec), element("E0", *measure))
    head = element("42F7", b"\x01"), element("4282", b"webm"), element("4287", b"\x04")
    clusters = [
        element("1F43B675", element("E7", pack(">I", 2000 * each)), block(0), block(500))
        + element("A0", element("A1", b"\x81", pack(">h", 1900), b"\x00", bytes(40)))
        for each in range(3)
    ]
    info = element("1549A966", element("2AD7B1", pack(">I", scale)))
    inner = info, element("1654AE6B", entry), *clusters
    return element("1A45DFA3", *head) + element("18538067", *inner, unknown=True)


@pytest.fixture
def put(tmp_path):
    def put(content):
        (tmp_path / "film").write_bytes(content)
        return tmp_path / "film"

    return put


def test_a_recording_without_a_length_is_measured_to_its_last_block(put):
    film = probe(put(recorded()))

    assert (film.container, film.seconds, film.is_cut_off) == ("WebM", 5.9, False)
    assert (film.pictures[0].codec, film.pictures[0].width) == ("VP8", 640)
    assert seconds_of(put(recorded(scale=2_000_000))) == 11.8


def test_the_workshop_tells_the_measure_of_a_film_and_the_reason_for_a_no(put, tmp_path):
    told = {"file": "film.webm", "width": 640, "height": 360, "seconds": 5.9, "has_sound": False}

    assert work_on("video", put(recorded()), tmp_path) == {"pages": [told]}
    assert work_on("video", put(recorded(codec=b"V_MS/VFW")), tmp_path) == {"refused": "codec"}
    assert work_on("video", put(recorded(size=(3840, 2160))), tmp_path) == {"refused": "too_fine"}


@pytest.mark.parametrize("content", [b"<html>" * 50, b"RIFF" + bytes(90), b"#EXTM3U\nhttp://a/b"])
def test_what_is_no_film_is_told_so(put, content):
    with pytest.raises(Unplayable, match="not_a_film"):
        probe(put(content))


@given(missing=st.integers(1, 50))
def test_a_recording_that_breaks_off_within_a_block_is_broken(tmp_path_factory, missing):
    file: Path = tmp_path_factory.getbasetemp() / "cut"
    file.write_bytes(recorded()[:-missing])

    assert seconds_of(file) == 0
    assert probe(file).is_cut_off


@pytest.mark.bad_day("上传改坏了的视频", "放得了就收，否则不收，从不出错")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 400), change=st.binary(min_size=1, max_size=8))
def test_any_damage_is_a_film_or_a_refusal_and_never_a_crash(tmp_path, at, change):
    content = recorded()
    file = tmp_path / "damaged"
    file.write_bytes(content[:at] + change + content[at + len(change) :])

    with suppress(Unplayable):
        assert probe(file).seconds >= 0
    assert seconds_of(file) >= 0
