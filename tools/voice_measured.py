"""Measures every clip of the pack, and notes which were found right, by their content.

    python -m tools.voice_measured

Decoding thousands of clips takes longer than all other tests of the voice. They are measured once,
when they are made; the test measures those that are not in the list, and some of the others.
"""

import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import soundfile

from announcer.voice import ogg
from announcer.voice.rendering.clip import LOUDNESS_DB, voiced_db

ROOT = Path(__file__).parents[1]
PACK = ROOT / "static" / "voice"
LIST = ROOT / "tests" / "announcer" / "voice" / "measured.txt"
HERTZ = 24_000
LOUDNESS_BAND_DB = 1.0
HIGHEST_PEAK_DB = -1.0
#: How long a clip of each kind may last, in seconds.
LENGTHS = {
    "call": (0.25, 2.5), "letter": (0.2, 2.5), "number": (0.5, 2.5), "window": (0.5, 2.5),
    "hall": (1.0, 15.0), "kiosk": (1.0, 8.0), "timeclock": (0.5, 3.0),
}  # fmt: skip


def faults(name: str, file: bytes) -> list[str]:
    """What is wrong with a clip, if anything."""
    sound, hertz = soundfile.read(BytesIO(file), dtype="float32", always_2d=True)
    mono = sound[:, 0]
    opus = ogg.read(file)
    least, most = LENGTHS[name.partition("-")[0]]
    found = {
        "no single channel at 24 kHz": sound.shape[1] != 1 or hertz != HERTZ,
        "another length than its pages say": len(mono) * 2 != opus.samples - opus.pre_skip,
        "not written by our own writer": ogg.write(opus) != file,
        "length": not least <= len(mono) / HERTZ <= most,
        "loudness": abs(voiced_db(mono) - LOUDNESS_DB) > LOUDNESS_BAND_DB,
        "peak": 20 * np.log10(np.abs(mono).max()) > HIGHEST_PEAK_DB,
        "silence before": np.abs(mono[: HERTZ // 20]).max() < 0.01,
        "silence behind": np.abs(mono[-HERTZ // 20 :]).max() < 0.001,
    }
    return [what for what, is_so in found.items() if is_so]


def line(file: Path) -> str:
    """A clip by its content, as it stands in the list."""
    return f"{sha256(file.read_bytes()).hexdigest()[:20]} {file.parent.name}/{file.stem}"


def main() -> None:
    files = sorted(PACK.glob("*/*.opus"))
    wrong = [(file, found) for file in files if (found := faults(file.stem, file.read_bytes()))]
    for file, found in wrong:
        print(file.relative_to(PACK), *found, sep="  ")
    if wrong:
        sys.exit(1)
    LIST.write_text("".join(f"{line(file)}\n" for file in files), encoding="utf-8")
    print(len(files), "clips are right")


if __name__ == "__main__":
    main()
