"""Recordings of a person as clips: a local dialect, a colleague's voice."""

from pathlib import Path

import numpy as np
import soundfile

from announcer.voice.phrasing import CLIP_NAME
from announcer.voice.rendering.clip import clip_of
from announcer.voice.rendering.kokoro import HERTZ, Samples
from announcer.voice.rendering.render import keep

KINDS = (".wav", ".flac", ".ogg", ".opus", ".mp3")


def take(recordings: Path, folder: Path) -> tuple[int, list[str]]:
    """Returns how many were taken, and the names of those that could not be."""
    taken, refused = 0, []
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(recordings.iterdir()):
        if file.suffix.lower() not in KINDS:
            continue
        try:
            if not CLIP_NAME.fullmatch(file.stem):
                raise ValueError("no name of a clip")
            keep(folder / f"{file.stem}.opus", clip_of(_heard_in(file)))
        except (ValueError, soundfile.LibsndfileError):
            refused.append(file.name)
        else:
            taken += 1
    return taken, refused


def _heard_in(file: Path) -> Samples:
    """As one channel at our rate."""
    sound, hertz = soundfile.read(file, dtype="float32", always_2d=True)
    mono = sound.mean(axis=1)
    if not len(mono):
        raise ValueError("nothing in it")
    moments = np.arange(0, len(mono), hertz / HERTZ)
    resampled: Samples = np.interp(moments, np.arange(len(mono)), mono).astype(np.float32)
    return resampled
