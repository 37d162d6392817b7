"""What an MP4 file holds, read from its boxes without decoding a single picture.

    ISO/IEC 14496-12 (boxes), 14496-15 (avcC). A box is a size, four letters, and its content.

A film is refused here when a screen could not play it: Chromium on the hall's small computers
plays H.264 with 8 bits, up to 1920 by 1080 and 60 pictures a second, with AAC sound or none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from struct import error as Truncated  # noqa: N812 -- what it means here
from struct import unpack_from
from typing import BinaryIO

LARGEST_INDEX = 32 * 1024 * 1024  # of the moov box; of ten minutes it is a few hundred KB
LONGEST_SECONDS = 15 * 60
LONGEST_SIDE, SHORTEST_SIDE = 1920, 1088
MOST_PICTURES_A_SECOND = 60.5
PROFILES = frozenset({66, 77, 88, 100})  # baseline to high; high 10 and 4:2:2 are not played
HIGHEST_LEVEL = 42
SOUND = "mp4a"


class Unplayable(Exception):
    """The film cannot be shown; ``reason`` is a word of lobby/sentences.py."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Track:
    handler: str = ""
    codec: str = ""
    width: int = 0
    height: int = 0
    profile: int = 0
    level: int = 0
    samples: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Film:
    seconds: float
    tracks: list[Track] = field(default_factory=list)

    @property
    def picture(self) -> Track:
        return next(track for track in self.tracks if track.handler == "vide")


def probe(file: Path) -> Film:
    """Raises Unplayable."""
    try:
        with file.open("rb") as content:
            film = _film(content, file.stat().st_size)
    except (Truncated, UnicodeDecodeError, ZeroDivisionError, IndexError):
        raise Unplayable("broken") from None
    _must_be_playable(film)
    return film


def _film(content: BinaryIO, size: int) -> Film:
    index, has_pictures, first = b"", False, ""
    for name, start, length in _boxes_of_file(content, size):
        first = first or name
        has_pictures = has_pictures or name == "mdat"
        if name == "moov":
            if length > LARGEST_INDEX:
                raise Unplayable("broken")
            content.seek(start)
            index = content.read(length)
    if first != "ftyp":
        raise Unplayable("not_a_film")
    if not index or not has_pictures:
        raise Unplayable("broken")
    return _read_index(index)


def _boxes_of_file(content: BinaryIO, size: int) -> Iterator[tuple[str, int, int]]:
    """Name, start and length of each box; one that would run past the end is cut off."""
    at = 0
    while at < size:
        content.seek(at)
        head = content.read(16)
        length, name = unpack_from(">I4s", head)
        begins = 8
        if length == 1:
            (length,) = unpack_from(">Q", head, 8)
            begins = 16
        elif length == 0:
            length = size - at
        if length < begins or at + length > size:
            raise Unplayable("broken" if at else "not_a_film")
        yield name.decode("latin-1"), at + begins, length - begins
        at += length


def _boxes(body: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + 8 <= len(body):
        length, name = unpack_from(">I4s", body, at)
        if length < 8 or at + length > len(body):
            raise Unplayable("broken")
        yield name.decode("latin-1"), body[at + 8 : at + length]
        at += length


def _within(body: bytes, *path: str) -> bytes:
    """The content of the box at a path; empty when there is none."""
    for wanted in path:
        body = next((inner for name, inner in _boxes(body) if name == wanted), b"")
    return body


def _read_index(index: bytes) -> Film:
    seconds, tracks = 0.0, []
    for name, body in _boxes(index):
        if name == "mvex":  # in pieces, as recorders write it: how long it is stands nowhere
            raise Unplayable("in_pieces")
        if name == "mvhd":
            seconds = _duration(body)
        elif name == "trak":
            tracks.append(_track(body))
    return Film(seconds, tracks)


def _duration(body: bytes) -> float:
    """Of mvhd and mdhd, which begin alike."""
    if body[0] == 1:
        scale, duration = unpack_from(">IQ", body, 20)
    else:
        scale, duration = unpack_from(">II", body, 12)
    return float(duration / scale)


def _track(body: bytes) -> Track:
    media = _within(body, "mdia")
    table = _within(media, "minf", "stbl")
    track = Track(handler=_within(media, "hdlr")[8:12].decode("latin-1"))
    if header := _within(media, "mdhd"):
        track.seconds = _duration(header)
    if track.handler not in ("vide", "soun"):
        return track  # subtitles, chapters: nobody plays them
    entry = _within(table, "stsd")[8:]
    track.codec = entry[4:8].decode("latin-1")
    if track.handler == "vide":
        track.width, track.height = unpack_from(">HH", entry, 32)
        configured = _within(entry[8 + 78 :], "avcC")
        if configured:
            track.profile, track.level = configured[1], configured[3]
        track.samples = _samples(_within(table, "stts"))
    return track


def _samples(body: bytes) -> int:
    (entries,) = unpack_from(">I", body, 4)
    counts = (unpack_from(">I", body, 8 + 8 * each)[0] for each in range(entries))
    return sum(counts)


def _must_be_playable(film: Film) -> None:
    pictures = [track for track in film.tracks if track.handler == "vide"]
    if not pictures or film.seconds <= 0:
        raise Unplayable("no_pictures")
    picture = pictures[0]
    if picture.codec not in ("avc1", "avc3") or picture.profile not in PROFILES:
        raise Unplayable("codec")
    if any(track.codec != SOUND for track in film.tracks if track.handler == "soun"):
        raise Unplayable("sound")
    sides = sorted((picture.width, picture.height))
    if sides[0] > SHORTEST_SIDE or sides[1] > LONGEST_SIDE or picture.level > HIGHEST_LEVEL:
        raise Unplayable("too_fine")
    if picture.samples > MOST_PICTURES_A_SECOND * max(picture.seconds, 1):
        raise Unplayable("too_fine")
    if film.seconds > LONGEST_SECONDS:
        raise Unplayable("too_long")
