"""Where the browser for tests is, and how this machine gets one, with what plays its screen."""

import os
import shutil
import subprocess

#: The screens' own package is tried with these (tests/deploy/).
WITH_IT = ("cage", "xvfb")
NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "sudo apt-get install chromium"


def find_chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install it where we may: as root, on Debian. Failure shows as its absence."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("正在安装浏览器测试所需的 Chromium（约 2 分钟）…", flush=True)
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium", *WITH_IT]):
        subprocess.run(
            ["apt-get", "-qq", *step],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
