"""What a film is made of, read by MediaInfo: nothing is decoded.

It is C++ and reads files from outside: only the process of media_sandbox.py calls it. The film is
handed over as bytes without a name, so that MediaInfo opens nothing that the film may refer to.
"""

from pathlib import Path
from typing import Any

from pymediainfo import MediaInfo

from hall.notices.matroska import seconds_of
from hall.notices.video import Film, Unplayable, VideoPicture

BEGINS = {b"ftyp": (4, 8), b"\x1aE\xdf\xa3": (0, 4)}  # MP4 and MOV; WebM and MKV


def probe(source: Path) -> Film:
    """Raises Unplayable of what is no film at all."""
    with source.open("rb") as content:
        head = content.read(8)
        if not any(head[start:end] == mark for mark, (start, end) in BEGINS.items()):
            raise Unplayable("not_a_film")
        content.seek(0)
        film = _film(MediaInfo.parse(content))
    if film.seconds or film.container not in ("WebM", "Matroska"):
        return film
    return _measured(film, source)


def _film(found: Any) -> Film:
    whole = found.general_tracks[0]
    tracks = [whole, *found.video_tracks, *found.audio_tracks]
    return Film(
        container=whole.format or "",
        seconds=max(float(track.duration or 0) for track in tracks) / 1000,
        is_cut_off=whole.istruncated == "Yes",
        pictures=[_picture(track) for track in found.video_tracks],
        sounds=[track.format or "" for track in found.audio_tracks],
    )


def _picture(track: Any) -> VideoPicture:
    width, height = int(track.width or 0), int(track.height or 0)
    if round(float(track.rotation or 0)) % 180:  # a telephone held upright
        width, height = height, width
    rate = track.frame_rate
    return VideoPicture(
        codec=track.format or "",
        width=width,
        height=height,
        bits=track.bit_depth,
        colours=track.chroma_subsampling,
        a_second=float(rate) if rate else None,
    )


def _measured(film: Film, source: Path) -> Film:
    """A recorder does not know how long it will record, and MediaInfo takes the end that such a
    film does not have for a cut: its clusters are walked through here."""
    seconds = seconds_of(source)
    return Film(film.container, seconds, seconds == 0, film.pictures, film.sounds)
