"""How a part is pronounced: Mandarin by misaki, letters as the English letters they are."""

import re
from collections.abc import Callable

from announcer.voice.phrasing import Part
from announcer.voice.rendering.kokoro import SYMBOLS, NotInstalled

#: Written as phonemes: the model would run plain letters into the syllable before them.
LETTERS = {
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi",
    "H": "ˈAʧ", "I": "ˈI", "J": "ʤˈA", "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn",
    "O": "ˈO", "P": "pˈi", "Q": "kjˈu", "R": "ˈɑɹ", "S": "ˈɛs", "T": "tˈi", "U": "jˈu",
    "V": "vˈi", "W": "dˈʌbᵊljˌu", "X": "ˈɛks", "Y": "wˈI", "Z": "zˈi",
}  # fmt: skip
#: Numbers slowly, so that each digit is heard; the rest a little slower than talk.
SPEEDS = {"number": 0.85}
SPEED = 0.9

#: Letters, and what stands between them.
PIECES = re.compile(r"([A-Z])")

Mandarin = Callable[[str], str]


def mandarin() -> Mandarin:
    """From Chinese text to phonemes. Raises NotInstalled."""
    try:
        from misaki import zh
    except ModuleNotFoundError as error:
        raise NotInstalled("engine") from error
    speak = zh.ZHG2P()

    def read(text: str) -> str:
        spoken = speak(text)
        return str(spoken[0] if isinstance(spoken, tuple) else spoken)

    return read


def phonemes_of(part: Part, read: Mandarin) -> str:
    kind = part.name.partition("-")[0]
    if kind == "letter":
        return LETTERS[part.text]
    if kind == "call":
        letters = " ".join(LETTERS[letter] for letter in part.text[1:])
        return f"{read('请')} {letters}".strip()
    if kind == "number":  # digit by digit: together they would run into one another
        return " ".join(read(digit) for digit in part.text)
    spoken = " ".join(_spoken(piece, read) for piece in PIECES.split(part.text) if piece)
    return "".join(symbol for symbol in spoken if symbol in SYMBOLS)


def _spoken(piece: str, read: Mandarin) -> str:
    """A letter within Mandarin would be left out, or run into its neighbour."""
    return LETTERS.get(piece) or read(piece).strip()


def speed_of(part: Part) -> float:
    return SPEEDS.get(part.name.partition("-")[0], SPEED)
