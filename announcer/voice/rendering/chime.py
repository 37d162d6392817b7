"""The chime: two tones that fade away, made of sines. No recording, nobody's rights."""

import numpy as np
import numpy.typing as npt

from announcer.voice.rendering.clip import LOUDNESS_DB, encoded, voiced_db
from announcer.voice.rendering.kokoro import HERTZ, Samples

Moments = npt.NDArray[np.float64]

TONES = ((659.3, 0.0), (523.3, 0.35))  # e'' and c'', and when each is struck
SECONDS = 1.15
FADE = 4.5
#: Somewhat softer than the voice: it calls for attention, it does not startle.
BELOW_VOICE_DB = 4.0


def chime() -> bytes:
    moments = np.arange(int(HERTZ * SECONDS)) / HERTZ
    sound = sum((_tone(hertz, moments - struck) for hertz, struck in TONES), np.zeros(1))
    sound *= np.clip((SECONDS - moments) / 0.05, 0, 1)  # no click where it ends
    samples: Samples = sound.astype(np.float32)
    samples *= 10 ** ((LOUDNESS_DB - BELOW_VOICE_DB - voiced_db(samples)) / 20)
    return encoded(samples)


def _tone(hertz: float, since: Moments) -> Moments:
    rung = np.clip(since / 0.005, 0, 1) * np.exp(-FADE * np.clip(since, 0, None))
    overtone = 0.25 * np.sin(4 * np.pi * hertz * since) * np.exp(-FADE * np.clip(since, 0, None))
    return np.where(since >= 0, rung * (np.sin(2 * np.pi * hertz * since) + overtone), 0)
