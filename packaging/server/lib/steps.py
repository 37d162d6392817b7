"""What systemd and dpkg call, as root, with Debian's own Python and nothing else: it must work
where the new version does not.

    before-start    ExecStartPre=   an upgrade's next step; the pause of a server that keeps failing
    started         ExecStartPost=  it answers: what was on trial is in use for good
    stopped         ExecStopPost=   how it ended
    link VERSION    postinst        the tree of the installed package; prints its name
    want NAME       postinst        to be tried at the next start
    use NAME        postinst        a first installation
    in-use          postinst        prints the name of the tree that runs
    stage           postinst        prints how far the upgrade is
    tried NAME      postinst        exit 0 where this very tree has failed already
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # -I leaves it out

import restarts
import trial
from trees import Trees
from trial import Stage, Step, Trial

CONFIG = "/etc/township-hall/config.toml"
FOLDER = Trees(Path("/usr/lib/township-hall"))
TRIAL = Path("/var/lib/township-hall-upgrade/trial.json")
RESTARTS = Path("/run/township-hall-restarts.json")
RECORDS = Path(__file__).with_name("records.py")
LAST_WORDS = 400


def before_start() -> None:
    known = trial.read(TRIAL)
    step = trial.step_before_start(known, time.time())
    if step is Step.BEGIN:
        begin(known)
    elif step is Step.AGAIN:
        trial.write(TRIAL, trial.attempted(known, time.time()))
        FOLDER.use(known.new)
    elif step is Step.GO_BACK:
        go_back(known)
    else:
        time.sleep(restarts.pause_seconds(restarts.read(RESTARTS)))


def begin(known: Trial) -> None:
    """Without a copy of the records there is no upgrade: the old version goes on."""
    copied = as_hall("copy")
    if copied.returncode != 0:
        fail(replace(known, why="copy", said=copied.stderr.strip()[-LAST_WORDS:]))
        return
    trial.write(TRIAL, trial.attempted(known, time.time()))
    FOLDER.use(known.new)
    print(f"township-hall: trying {known.new}, {known.old} stands by", flush=True)


def go_back(known: Trial) -> None:
    trial.write(TRIAL, replace(known, stage=Stage.BACK))
    fail(known)


def fail(known: Trial) -> None:
    """Written down as failed last: until then every start does this again."""
    reason = {
        "from": known.old,
        "to": known.new,
        "why": known.why,
        "said": known.said,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    done = as_hall("restore", json.dumps(reason, ensure_ascii=False))
    if done.returncode != 0:
        sys.exit(f"township-hall: the records could not be put back: {done.stderr.strip()}")
    if known.old:
        FOLDER.use(known.old)
    trial.write(TRIAL, replace(known, stage=Stage.FAILED))
    print(f"township-hall: {known.new} failed ({known.why}), {known.old} is back", flush=True)


def as_hall(what: str, *reason: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", str(RECORDS), what, CONFIG, *reason]
    return subprocess.run(
        command, user="hall", group="hall", extra_groups=[], env={"LANG": "C.UTF-8"},
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip


def started() -> None:
    restarts.write(RESTARTS, replace(restarts.read(RESTARTS), up_since=steady()))
    known = trial.read(TRIAL)
    if known.stage is Stage.TRIAL:
        trial.write(TRIAL, replace(known, stage=Stage.SETTLED))
        as_hall("settled")
        FOLDER.prune({FOLDER.in_use()})


def stopped() -> None:
    result = os.environ.get("SERVICE_RESULT", restarts.WELL)
    restarts.write(RESTARTS, restarts.after_end(restarts.read(RESTARTS), result, steady()))
    known = trial.read(TRIAL)
    if known.stage is Stage.TRIAL:
        trial.write(TRIAL, replace(known, why=result, said=last_words()))


def last_words() -> str:
    """Of the server, from the journal; "" where there is none."""
    run = os.environ.get("INVOCATION_ID", "")
    asked = ["journalctl", "-q", "-o", "cat", "-n", "5", f"_SYSTEMD_INVOCATION_ID={run}"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.strip()[-LAST_WORDS:]


def link(version: str) -> None:
    name = FOLDER.name_of_package(version)
    FOLDER.link(name)
    print(name)


def want(name: str) -> None:
    trial.write(TRIAL, Trial(stage=Stage.WANTED, old=FOLDER.in_use(), new=name))


def tried(name: str) -> None:
    known = trial.read(TRIAL)
    sys.exit(0 if known.stage is Stage.FAILED and known.new == name else 1)


def stage() -> None:
    print(trial.read(TRIAL).stage)


def in_use() -> None:
    print(FOLDER.in_use())


def steady() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


STEPS = {
    "before-start": before_start, "started": started, "stopped": stopped, "link": link,
    "want": want, "use": FOLDER.use, "tried": tried, "stage": stage, "in-use": in_use,
}  # fmt: skip

if __name__ == "__main__":
    STEPS[sys.argv[1]](*sys.argv[2:])
