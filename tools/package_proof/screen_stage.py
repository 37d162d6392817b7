"""The screens' package in the machine: what its own scripts do, without the browser it asks for."""

import shutil
from pathlib import Path

from tools.package_proof.stages import Proof

NAME = "township-hall-screen"
CONFIG = f"/etc/{NAME}/config"
UNIT = f"{NAME}@tty1.service"


def screen_comes_and_goes(proof: Proof, package: Path) -> str:
    """屏幕的安装包：安装、再装、清除的脚本都走一遍（没有网络，cage、chromium 不在，依赖略过）"""
    shutil.copyfile(package, proof.machine.folder / "srv" / package.name)
    unpack = f"dpkg --force-depends --unpack /srv/{package.name}"
    configure = f"dpkg --force-depends --configure {NAME}"
    said = proof.told(f"{unpack} && {configure}")
    assert CONFIG in said, said
    assert proof.told("stat -c %U /var/lib/township-hall-screen").strip() == "hall-screen"
    assert proof.told("readlink /etc/systemd/system/suspend.target").strip() == "/dev/null"
    proof.told(f"systemctl cat {UNIT}")
    proof.told(f"echo '# 我的' >> {CONFIG}")
    proof.told(f"{unpack} && {configure}")
    assert "# 我的" in proof.told(f"cat {CONFIG}")
    proof.told(f"dpkg --force-depends --purge {NAME}")
    proof.told(f"test ! -e {CONFIG} -a ! -e /var/lib/township-hall-screen")
    proof.told("test ! -e /etc/systemd/system/suspend.target")
    return f"{package.stat().st_size // 1024} KB"
