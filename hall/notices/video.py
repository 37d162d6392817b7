"""Which films the hall's screens play. Pure: what a film is made of in, the reason for a no out.

Chromium on the hall's small computers plays these pictures and sounds in MP4, MOV, WebM and MKV,
whole or in pieces as recorders write them, with 8 bits of colour, up to 1920 by 1080 and
60 pictures a second.
"""

from dataclasses import dataclass

CONTAINERS = {"MPEG-4": ".mp4", "QuickTime": ".mp4", "WebM": ".webm", "Matroska": ".webm"}
PICTURES = frozenset({"AVC", "VP8", "VP9", "AV1"})
SOUNDS = frozenset({"AAC", "Opus", "Vorbis", "MPEG Audio", "FLAC"})
BITS = 8
COLOURS = "4:2:0"
LONGEST_SECONDS = 15 * 60
LONGEST_SIDE, SHORTEST_SIDE = 1920, 1088
MOST_PICTURES_A_SECOND = 60.5


class Unplayable(Exception):
    """The film cannot be shown; its text is a word of UNUSABLE in web/sentences/files.py."""


@dataclass(frozen=True, slots=True)
class VideoPicture:
    codec: str
    width: int
    height: int
    bits: int | None = None  # what some codecs do not tell is what they always are
    colours: str | None = None
    a_second: float | None = None


@dataclass(frozen=True, slots=True)
class Film:
    container: str
    seconds: float
    is_cut_off: bool
    pictures: list[VideoPicture]
    sounds: list[str]


def must_be_playable(film: Film) -> None:
    """Raises Unplayable."""
    if film.container not in CONTAINERS:
        raise Unplayable("not_a_film")
    if film.is_cut_off:
        raise Unplayable("broken")
    if not film.pictures:
        raise Unplayable("no_pictures")
    _must_be_decoded(film)
    _must_be_light(film.pictures[0])
    if film.seconds <= 0:
        raise Unplayable("no_length")
    if film.seconds > LONGEST_SECONDS:
        raise Unplayable("too_long")


def _must_be_decoded(film: Film) -> None:
    picture = film.pictures[0]
    is_common = picture.bits in (BITS, None) and picture.colours in (COLOURS, None)
    if picture.codec not in PICTURES or not is_common:
        raise Unplayable("codec")
    if not SOUNDS.issuperset(film.sounds):
        raise Unplayable("sound")


def _must_be_light(picture: VideoPicture) -> None:
    shorter, longer = sorted((picture.width, picture.height))
    if shorter <= 0:
        raise Unplayable("no_pictures")
    if shorter > SHORTEST_SIDE or longer > LONGEST_SIDE:
        raise Unplayable("too_fine")
    if picture.a_second is not None and picture.a_second > MOST_PICTURES_A_SECOND:
        raise Unplayable("too_fine")
