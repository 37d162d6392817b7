"""What a package goes through in its life, one function a stage, in this order."""

import json
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.package_proof.machine import Machine
from tools.package_proof.other_versions import CRASHES, HANGS, later

CALLERS = Path(__file__).with_name("callers.py")
DATA = "/var/lib/township-hall"
PATIENCE_SECONDS = 60
ASK = (
    "python3 -c 'import urllib.request as u; "
    'print(u.urlopen("http://127.0.0.1:8000{page}", timeout=20).read().decode())\''
)


@dataclass
class Proof:
    machine: Machine
    package: Path
    folder: Path
    hang: bool = False

    def told(self, command: str) -> str:
        """What a command says that must go well. Raises AssertionError."""
        done = self.machine.run(command)
        said = f"{done.stdout}{done.stderr}"
        assert done.returncode == 0, f"{command}\n{said[-3000:]}"
        return said

    def install(self, package: Path) -> str:
        shutil.copyfile(package, self.machine.folder / "srv" / package.name)
        return self.told(f"apt-get install -y /srv/{package.name}")

    def health(self) -> dict[str, object]:
        answer: dict[str, object] = json.loads(self.told(ASK.format(page="/api/v1/health")))
        return answer

    def tables(self) -> set[str]:
        asked = (
            f"setpriv --reuid=hall --regid=hall --init-groups python3 -c 'import sqlite3; "
            f'[print(*row) for row in sqlite3.connect("{DATA}/hall.sqlite3").execute('
            f'"select name from sqlite_master")]\''
        )
        return set(self.told(asked).split())

    def is_active(self) -> bool:
        return self.machine.run("systemctl is-active township-hall").returncode == 0

    def main_pid(self) -> str:
        return self.told("systemctl show -p MainPID --value township-hall").strip()

    def wait(self, what: str, happened: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            assert time.monotonic() < until, f"it never happened: {what}"
            time.sleep(0.2)


def without_network(proof: Proof) -> str:
    """没有网络：只有自己，连不上，也查不到"""
    links = proof.told("ls /sys/class/net; ip -o route")
    assert links.split() == ["lo"], links
    assert proof.machine.run("getent hosts example.org").returncode != 0
    return "ls /sys/class/net → lo，没有路由"


def installs(proof: Proof) -> str:
    """apt install：装好、启动、印出一次性号码"""
    said = proof.install(proof.package)
    assert (code := re.search(r"http://\S+/setup，输入一次性号码 (\S+?)（", said)), said
    assert proof.told("systemctl is-active township-hall").strip() == "active"
    assert proof.told(f"stat -c '%U %a' {DATA}").split() == ["hall", "750"]
    return f"一次性号码 {len(code[1])} 个字"


def serves(proof: Proof) -> str:
    """服务：首页、取号页、健康检查都回答，状态里有地址"""
    assert proof.health()["status"] == "ok"
    for page in ("/", "/setup"):
        assert "<html" in proof.told(ASK.format(page=page))
    status = proof.told("systemctl status --no-pager township-hall")
    assert "/setup" in status, status
    return str(proof.health()["version"])


def is_hardened(proof: Proof) -> str:
    """systemd-analyze security，不高于 2.5"""
    said = proof.told("systemd-analyze security --no-pager township-hall.service")
    assert (found := re.search(r"exposure level for \S+: ([\d.]+)", said)), said
    assert float(found[1]) <= 2.5, said
    return found[1]


def passes_doctor(proof: Proof) -> str:
    """hall doctor（root 运行，自己换成 hall），装入演示大厅以后没有问题"""
    assert "一次性号码" in proof.told("hall doctor")
    proof.told("hall demo")
    proof.told("systemctl restart township-hall")
    said = proof.told("hall doctor")
    assert "有问题" not in said, said
    return f"{len(said.splitlines())} 项"


def finds_devices(proof: Proof) -> str:
    """udev 规则在位；hall find-devices 以 root 运行，手册的文件都在"""
    proof.told("test -e /lib/udev/rules.d/60-township-hall.rules")
    proof.told("hall find-devices --write-udev-rules")
    app = "/usr/lib/township-hall/current/app"
    proof.told(f"ls {app}/docs/manual/roles/installing.md {app}/docs/pictures/manual/*.png")
    assert "<html" in proof.told(ASK.format(page="/help/visitors"))
    return ""


def survives_kills(proof: Proof) -> str:
    """来人不断，其间重启一次，kill -9 两次：没有人吃闭门羹"""
    shutil.copyfile(CALLERS, proof.machine.folder / "srv/callers.py")
    proof.told(
        "rm -f /run/enough; python3 /srv/callers.py 8000 /run/enough > /run/told 2>&1 & true"
    )
    proof.told("sleep 1; systemctl restart township-hall; sleep 1")
    for _ in range(2):
        was = {proof.main_pid(), "0"}
        proof.told(f"kill -9 {max(was)}")
        while proof.main_pid() in was:
            time.sleep(0.2)
        proof.wait("up", proof.is_active)
    proof.told("sleep 1; touch /run/enough")
    proof.wait("the callers", lambda: bool(proof.told("cat /run/told").strip()))
    told = json.loads(proof.told("cat /run/told"))
    assert told["refused"] == 0, told
    assert told["broken"] <= 2, told  # who was being answered when it was killed
    return str(told)


def survives_a_power_cut(proof: Proof) -> str:
    """断电再开机：自己起来，数据都在"""
    before = int(str(proof.health()["seq"]))
    proof.machine.cut_power()
    proof.machine.switch_on()
    proof.wait("up", lambda: proof.machine.run(ASK.format(page="/")).returncode == 0)
    assert int(str(proof.health()["seq"])) >= before
    return f"日志 {before} 条以上"


def upgrades(proof: Proof) -> str:
    """升级：另存、改表、检查，数据都在"""
    before = int(str(proof.health()["seq"]))
    config = proof.told(
        "echo '# 我的' >> /etc/township-hall/config.toml; md5sum /etc/township-hall/*"
    )
    proof.package = later(proof.package, "0.2.0", proof.folder)
    said = proof.install(proof.package)
    assert proof.health()["version"] == "0.2.0"
    assert "proof_9020" in proof.tables()
    assert int(str(proof.health()["seq"])) >= before
    assert proof.told("md5sum /etc/township-hall/*") == config
    assert len(proof.told("ls /usr/lib/township-hall/versions").split()) == 1
    assert (told := re.search("新版本正常，用了 [0-9]+ 秒", said)), said
    return told[0]


def fails_and_is_back(proof: Proof, *, fault: str = CRASHES, version: str = "0.3.0") -> str:
    """故意坏的升级：改了表以后起不来，旧版本和原来的数据自己回来，管理室知道原因"""
    broken = later(proof.package, version, proof.folder, fault=fault)
    shutil.copyfile(broken, proof.machine.folder / "srv" / broken.name)
    done = proof.machine.run(f"apt-get install -y /srv/{broken.name}")
    assert done.returncode != 0, done.stdout
    assert proof.health()["version"] == "0.2.0"
    assert f"proof_9{version.replace('.', '').zfill(3)}" not in proof.tables()
    assert "proof_9020" in proof.tables()
    told = json.loads(proof.told(f"cat {DATA}/upgrade-failed.json"))
    assert version in proof.told("hall doctor || true")
    again = proof.told("dpkg --configure -a")
    assert "不再自己重试" in again, again
    assert proof.health()["version"] == "0.2.0"
    return f"{told['why']}，{told['said'].splitlines()[-1] if told['said'] else ''}"


def hangs_and_is_back(proof: Proof) -> str:
    """故意卡住的升级：两分钟没有回答，也一样回来"""
    if not proof.hang:
        return "没有试（加 ARGS=--hang）"
    return fails_and_is_back(proof, fault=HANGS, version="0.4.0")


def recovers(proof: Proof) -> str:
    """修好的下一版装得上"""
    proof.package = later(proof.package, "0.5.0", proof.folder)
    proof.install(proof.package)
    assert proof.health()["version"] == "0.5.0"
    assert proof.machine.run(f"test -e {DATA}/upgrade-failed.json").returncode != 0
    return ""


def is_removed(proof: Proof) -> str:
    """卸载：程序没有了，数据留着，说在哪里"""
    said = proof.told("apt-get remove -y township-hall")
    assert DATA in said
    proof.told(f"test -e {DATA}/hall.sqlite3 -a -e /etc/township-hall/config.toml")
    proof.told("test ! -e /usr/lib/township-hall -a ! -e /usr/bin/hall")
    return ""


def is_purged(proof: Proof) -> str:
    """彻底清除：没有人回答就留着数据，回答“是”才删"""
    proof.told("apt-get purge -y township-hall")
    proof.told(f"test -e {DATA}/hall.sqlite3")
    proof.install(proof.package)
    proof.told(
        "echo 'township-hall township-hall/delete-data boolean true' | debconf-set-selections"
    )
    proof.told("apt-get purge -y township-hall")
    proof.told(f"test ! -e {DATA} -a ! -e /etc/township-hall")
    return ""


STAGES = (
    without_network, installs, serves, is_hardened, passes_doctor, finds_devices, survives_kills,
    survives_a_power_cut, upgrades, fails_and_is_back, hangs_and_is_back, recovers, is_removed,
    is_purged,
)  # fmt: skip
