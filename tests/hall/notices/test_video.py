"""A film is judged by its boxes: what a screen could not play is refused, broken or not."""

from contextlib import suppress
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.notices.video import Unplayable, probe


def box(name, *content):
    body = b"".join(content)
    return pack(">I4s", 8 + len(body), name.encode()) + body


def film(codec="avc1", profile=100, level=40, size=(1920, 1080), seconds=10, rate=25, sound="mp4a"):
    """An MP4 as far as the probe reads it."""

    def track(handler, entry, samples):
        return box(
            "trak",
            box("tkhd", bytes(84)),
            box(
                "mdia",
                box("mdhd", pack(">IIIIII", 0, 0, 0, 1000, int(seconds * 1000), 0)),
                box("hdlr", bytes(8), handler.encode(), bytes(13)),
                box(
                    "minf",
                    box(
                        "stbl",
                        box("stsd", pack(">II", 0, 1), entry),
                        box("stts", pack(">IIII", 0, 1, samples, 40)),
                    ),
                ),
            ),
        )

    configured = box("avcC", bytes([1, profile, 0, level]))
    visual = box(codec, bytes(24), pack(">HH", *size), bytes(50), configured)
    tracks = [track("vide", visual, int(rate * seconds))]
    if sound:
        tracks.append(track("soun", box(sound, bytes(28)), 100))
    head = box("mvhd", pack(">IIIII", 0, 0, 0, 1000, int(seconds * 1000)), bytes(80))
    return box("ftyp", b"isom") + box("moov", head, *tracks) + box("mdat", bytes(1000))


@pytest.fixture
def judged(tmp_path):
    def judge(content):
        file = tmp_path / "film.mp4"
        file.write_bytes(content)
        try:
            return probe(file)
        except Unplayable as why:
            return why.reason

    return judge


def test_a_playable_film_tells_its_measure(judged):
    found = judged(film())

    assert (found.seconds, found.picture.width, found.picture.height) == (10, 1920, 1080)
    assert judged(film(size=(1080, 1920))).picture.height == 1920
    assert judged(film(sound="")).picture.codec == "avc1"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"codec": "hvc1"}, "codec"),
        ({"profile": 110}, "codec"),
        ({"level": 51}, "too_fine"),
        ({"size": (3840, 2160)}, "too_fine"),
        ({"rate": 120}, "too_fine"),
        ({"sound": "ac-3"}, "sound"),
        ({"seconds": 3600}, "too_long"),
        ({"seconds": 0}, "no_pictures"),
    ],
)
def test_what_the_screen_could_not_play_is_refused_with_its_reason(judged, changed, reason):
    assert judged(film(**changed)) == reason


def test_what_is_no_mp4_is_told_so(judged):
    assert judged(b"\x1aE\xdf\xa3" + bytes(100)) == "not_a_film"
    assert judged(b"<html>" * 50) == "not_a_film"


@given(cut=st.integers(1, len(film()) - 1))
def test_a_film_that_was_cut_off_is_broken(tmp_path_factory, cut):
    file = tmp_path_factory.getbasetemp() / "cut.mp4"
    file.write_bytes(film()[:cut])

    with pytest.raises(Unplayable):
        probe(file)


@given(at=st.integers(0, 700), change=st.binary(min_size=1, max_size=8))
def test_any_damage_is_a_film_or_a_refusal_and_never_a_crash(tmp_path_factory, at, change):
    content = film()
    file = tmp_path_factory.getbasetemp() / "damaged.mp4"
    file.write_bytes(content[:at] + change + content[at + len(change) :])

    with suppress(Unplayable):
        assert probe(file).picture.codec in ("avc1", "avc3")
