"""Runs every test, with a browser if there is or can be one, and says how long it all took.

``make test`` passes ``--started``, so that the set-up counts too; the rest goes to pytest.
"""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser

from tools.chromium import INSTALL, find_chromium, install_chromium


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--started", type=float, default=time.time())
    options, for_pytest = parser.parse_known_args()
    if find_chromium() is None:
        install_chromium()
    if find_chromium() is None:
        print(f"没有 Chromium，浏览器测试将不运行；安装命令：{INSTALL}", flush=True)
    # One worker a core, a file whole to one worker: its tests share halls and browsers.
    spread = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    done = subprocess.run([sys.executable, "-m", "pytest", *spread, *for_pytest], check=False)
    print(f"总用时 {time.time() - options.started:.0f} 秒（含准备环境）。")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
