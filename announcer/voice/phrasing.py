"""What is said, and how it is read: pure rules from a call to the names of its clips.

A call is three clips: 请A — 零一二号 — 到三号窗口办理. Single syllables glued together cannot be
understood; whole phrases can. A clip is a file <name>.opus in the folder of a voice:

    call-A         请A            letter-B      B, behind call-A where no call-AB was made
    number-012     零一二号        number-yao-012  零幺二号, wherever a 1 is in it
    window-3       到三号窗口办理   window-综合     到综合窗口办理
    hall-opening   one of the hall's own announcements (standing_words.py)
    kiosk-there    what a kiosk says by itself (standing_words.py)
    timeclock-again  what a timeclock says (standing_words.py)
    text-<hash>    a text of one's own, by the first 16 digits of its SHA-256
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from announcer.voice.standing_words import ANNOUNCEMENTS, AT_THE_KIOSK, AT_THE_TIMECLOCK
from hall.line.window_names import called

DIGITS = "零一二三四五六七八九"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HIGHEST_NUMBER = 999
HIGHEST_WINDOW = 30
NUMBER = re.compile(r"([A-Z]{0,2})([0-9]{1,6})", re.ASCII)
#: What may stand in the name of a file; a window called anything else is read as a text.
PLAIN = re.compile(r"\w{1,20}")


@dataclass(frozen=True, slots=True)
class Part:
    """One clip: its name, and the words in it."""

    name: str
    text: str


def call_parts(number: str, window: str, *, yao: bool = False) -> tuple[Part, ...]:
    """What is said when a number is called to a window."""
    prefix, sequence = _split(number)
    opening = [Part(f"call-{prefix}" if prefix else "call", f"请{prefix}")]
    return (*opening, number_part(sequence, yao=yao), window_part(window))


def instead_of(part: Part) -> tuple[Part, ...]:
    """What may be said where a clip is missing; nothing else may."""
    kind, _, rest = part.name.partition("-")
    if kind == "call" and len(rest) == 2:
        return (Part(f"call-{rest[0]}", f"请{rest[0]}"), Part(f"letter-{rest[1]}", rest[1]))
    if part.name.startswith("number-yao-"):
        return (number_part(rest.removeprefix("yao-")),)
    return ()


def number_part(sequence: str, *, yao: bool = False) -> Part:
    """Digit by digit: 零 for 0, and 一 or 幺 for 1."""
    read = "".join(DIGITS[int(digit)] for digit in sequence) + "号"
    if yao and "1" in sequence:
        return Part(f"number-yao-{sequence}", read.replace("一", "幺"))
    return Part(f"number-{sequence}", read)


def window_part(window: str) -> Part:
    """By its number (window 2 is 二号, never 两号), or by its name."""
    if window.isascii() and window.isdigit() and int(window) < 100:
        return Part(f"window-{int(window)}", f"到{counted(int(window))}号窗口办理")
    text = f"到{called(window).replace(' ', '')}办理"
    return Part(f"window-{window}", text) if PLAIN.fullmatch(window) else text_part(text)


def announcement_part(name: str) -> Part:
    return Part(f"hall-{name}", ANNOUNCEMENTS[name])


def kiosk_part(name: str) -> Part:
    return Part(f"kiosk-{name}", AT_THE_KIOSK[name])


def timeclock_part(name: str) -> Part:
    return Part(f"timeclock-{name}", AT_THE_TIMECLOCK[name])


def text_part(text: str) -> Part:
    return Part(f"text-{sha256(text.encode()).hexdigest()[:16]}", text)


def counted(number: int) -> str:
    """A number below a hundred as a number: 12 is 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")


def every_part() -> Iterator[Part]:
    """Everything in the pack that comes with the program."""
    for letter in LETTERS:
        yield Part(f"call-{letter}", f"请{letter}")
        yield Part(f"letter-{letter}", letter)
    yield Part("call", "请")
    for window in range(1, HIGHEST_WINDOW + 1):
        yield window_part(str(window))
    yield from map(announcement_part, ANNOUNCEMENTS)
    yield from map(kiosk_part, AT_THE_KIOSK)
    yield from map(timeclock_part, AT_THE_TIMECLOCK)
    numbers = [f"{number:03}" for number in range(1, HIGHEST_NUMBER + 1)]
    for number in numbers:
        yield number_part(number)
    for number in numbers:
        if "1" in number:
            yield number_part(number, yao=True)


def further_parts(prefixes: Sequence[str], windows: Sequence[str], most: int) -> Iterator[Part]:
    """What a hall needs besides the pack, its own prefixes and windows, and numbers to ``most``."""
    for prefix in prefixes:
        yield Part(f"call-{prefix.upper()}", f"请{prefix.upper()}")
    for window in windows:
        yield window_part(window)
    for part in every_part():
        kind, _, number = part.name.rpartition("-")
        if not kind.startswith("number") or int(number) <= most:
            yield part
    for digits in map(str, range(HIGHEST_NUMBER + 1, most + 1)):
        yield number_part(digits)
        if "1" in digits:
            yield number_part(digits, yao=True)


#: The names a clip may have.
CLIP_NAME = re.compile(
    r"call(-[A-Z]{1,2})?|letter-[A-Z]|number-(yao-)?[0-9]{1,6}|window-\w{1,20}"
    r"|hall-[a-z]+|kiosk-[a-z]+|timeclock-[a-z]+|text-[0-9a-f]{16}"
)


def _split(number: str) -> tuple[str, str]:
    match = NUMBER.fullmatch(number)
    if match is None:
        raise ValueError(f"no number that could be read out: {number!r}")
    return match[1], match[2]
