"""Runs every test, with a browser if there is or can be one, and says how long it all took.

``make test`` passes ``--started``, so that the set-up counts too, ``make check`` wants the quick
ones only; the rest of the arguments goes to pytest.
"""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser

from tools.chromium import INSTALL, find_chromium, install_chromium
from tools.memory_disk import folder_for_tests


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--started", type=float, default=time.time())
    parser.add_argument("--quick", action="store_true", help="no browser and nothing slow")
    options, for_pytest = parser.parse_known_args()
    if options.quick:
        for_pytest = ["-q", "-m", "not browser and not slow", *for_pytest]
    else:
        look_for_chromium()
    # One worker a core, and one that mostly waits for its browser (tests/spread.py); a file whole
    # to one worker: its tests share halls and browsers.
    spread = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile"]
    with folder_for_tests() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *spread, *for_pytest],
            env={**os.environ, "TMPDIR": str(folder)},
            check=False,
        )
    print(f"总用时 {time.time() - options.started:.0f} 秒（含准备环境）。")
    return done.returncode


def look_for_chromium() -> None:
    if find_chromium() is None:
        install_chromium()
    if find_chromium() is None:
        print(f"没有 Chromium，浏览器测试将不运行；安装命令：{INSTALL}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
