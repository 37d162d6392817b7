"""Captions of a film: SRT or WebVTT in, as offices have them; one plain WebVTT out.

Pure. Nothing of the file is passed on but times and words: no tags, no styles, no positions. So
what a screen reads was written here, and whatever was in the file is only text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from hall.errors import UnusableFile

MOST_BYTES = 1024 * 1024
MOST_CUES = 5000
LONGEST_CUE = 300

_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
TIMING = re.compile(rf"{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")  # of SRT, of WebVTT, of ASS
BESIDES = ("NOTE", "STYLE", "REGION")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Cue:
    start_ms: int
    end_ms: int
    row: int  # where it stands in the file
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Without tags, and without any sign that is none."""
        plain = (unescape(TAG.sub("", line)) for line in self.lines)
        shown = ("".join(filter(str.isprintable, line)).strip() for line in plain)
        return "\n".join(line for line in shown if line)


def read(content: bytes, film_seconds: float | None = None) -> list[Cue]:
    """What the file says, in the order in which it is shown. Raises UnusableFile.

    ``film_seconds`` is the film's length, None before there is one: captions that begin behind its
    end belong to another.
    """
    if len(content) > MOST_BYTES:
        raise UnusableFile(reason="captions_too_large")
    cues = [cue for cue in _cues(_decoded(content)) if cue.text]
    if not cues:
        raise UnusableFile(reason="captions_unread")
    if len(cues) > MOST_CUES:
        raise UnusableFile(reason="captions_too_many")
    for cue in cues:
        if len(cue.text) > LONGEST_CUE:
            raise UnusableFile(reason="captions_cue", row=cue.row)
    cues.sort(key=lambda cue: (cue.start_ms, cue.end_ms))
    if film_seconds and cues[0].start_ms >= film_seconds * 1000:
        raise UnusableFile(reason="captions_other")
    return cues


def as_vtt(cues: list[Cue]) -> bytes:
    """WebVTT in UTF-8, with nothing in it but times and escaped words."""
    blocks = (
        f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{escape(cue.text, quote=False)}"
        for cue in cues
    )
    return ("\n\n".join(["WEBVTT", *blocks]) + "\n").encode()


def words(cues: list[Cue]) -> str:
    """For the check of personal data."""
    return "\n".join(cue.text for cue in cues)


def _decoded(content: bytes) -> str:
    codecs = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    raise UnusableFile(reason="captions_encoding")


def _cues(text: str) -> Iterator[Cue]:
    """Line by line, since in many files blank lines are missing, or stand within a cue."""
    cue: Cue | None = None
    before, is_besides = "", False
    for row, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = raw.strip()
        if not before and line.startswith(BESIDES):
            is_besides = True
        if "-->" in line and not is_besides:
            if cue:
                _without_name(cue)
                yield cue
            cue = _begun(line, row)
        elif cue and not is_besides:
            cue.lines.append(line)
        is_besides = is_besides and bool(line)
        before = line
    if cue:
        yield cue


def _begun(line: str, row: int) -> Cue:
    found = TIMING.fullmatch(line)
    start, end = (_ms(*found.groups()[at : at + 4]) for at in (0, 4)) if found else (0, 0)
    if end <= start:
        raise UnusableFile(reason="captions_time", row=row)
    return Cue(start, end, row)


def _without_name(cue: Cue) -> None:
    """The line above a time is the number or the name of what follows, if it stands apart."""
    lines = cue.lines
    if lines and lines[-1] and (lines[-1].isdigit() or lines[-2:-1] == [""]):
        lines.pop()


def _ms(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _time(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
