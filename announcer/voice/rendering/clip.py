"""What makes a recording a clip: no silence around it, one loudness, Opus at 24 kHz, mono."""

from io import BytesIO

import numpy as np

from announcer.voice import ogg
from announcer.voice.rendering.kokoro import HERTZ, NotInstalled, Samples

SILENT_BELOW = 0.01
#: Once levelled: the murmur before a 八 may have become as soft as silence.
BEGINS_ABOVE = 0.015
KEPT_AROUND_SECONDS = 0.02
#: Loudness where there is voice, so that pauses within a phrase do not make it louder.
LOUDNESS_DB = -20.0
PEAK_DB = -1.3  # the encoder may overshoot a little; -1 is what must hold
#: About 28 kbit/s: libsndfile counts down from 256 kbit/s (0) to 6 kbit/s (1).
COMPRESSION = 0.912


def trimmed(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound) > SILENT_BELOW)
    if not len(loud):
        raise ValueError("nothing to be heard in it")
    around = int(HERTZ * KEPT_AROUND_SECONDS)
    return sound[max(0, loud[0] - around) : loud[-1] + around]


def _from_its_beginning(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound) > BEGINS_ABOVE)
    return sound[max(0, loud[0] - int(HERTZ * KEPT_AROUND_SECONDS)) :]


def voiced_db(sound: Samples) -> float:
    """Loudness of the frames of 20 ms that are not a pause."""
    frame = HERTZ // 50
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    powers = np.mean(frames.astype(np.float64) ** 2, axis=1)
    voiced = powers[powers > max(powers.max() * 0.01, 1e-8)]
    return float(10 * np.log10(voiced.mean()))


def levelled(sound: Samples) -> Samples:
    """At the one loudness; whatever would stick out beyond the peak is rounded off."""
    for _ in range(6):  # rounding off takes a little loudness away, which is given back
        sound = (sound * 10 ** ((LOUDNESS_DB - voiced_db(sound)) / 20)).astype(np.float32)
        sound = _rounded_off(sound, 10 ** (PEAK_DB / 20))
    return sound


def _rounded_off(sound: Samples, limit: float) -> Samples:
    knee = limit * 0.7
    over = np.abs(sound) > knee
    room = limit - knee
    bent = knee + room * np.tanh((np.abs(sound) - knee) / room)
    return np.where(over, np.sign(sound) * bent, sound).astype(np.float32)


def encoded(sound: Samples) -> bytes:
    """As OGG/Opus. Raises NotInstalled."""
    try:
        import soundfile
    except ModuleNotFoundError as error:
        raise NotInstalled("engine") from error
    file = BytesIO()
    soundfile.write(file, sound, HERTZ, format="OGG", subtype="OPUS", compression_level=COMPRESSION)
    return ogg.write(ogg.read(file.getvalue()))  # without the encoder's 800 bytes of padding


def clip_of(sound: Samples) -> bytes:
    return encoded(_from_its_beginning(levelled(trimmed(sound))))
