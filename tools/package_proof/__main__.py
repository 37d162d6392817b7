"""``python -m tools.package_proof``: the package's whole life in a bare Debian without a network.

Each step is told with its seconds; the first that fails ends the proof with exit status 1. Where
there is no root or no debootstrap nothing is run, and that is said, with exit status 77.
"""

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.package_proof.machine import Machine, base, why_not
from tools.package_proof.screen_stage import screen_comes_and_goes
from tools.package_proof.stages import STAGES, Proof

SKIPPED = 77


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--hang", action="store_true", help="also an upgrade that hangs (2 min)")
    parser.add_argument("--folder", type=Path, default=Path("build"), help="for the machine")
    parser.add_argument("--packages", type=Path, default=Path("dist"))
    options = parser.parse_args()
    if reason := why_not():
        print(f"安装包没有试：{reason}。")
        return SKIPPED
    package = only(options.packages, "township-hall")
    screen = only(options.packages, "township-hall-screen")
    begun = time.monotonic()
    step("空的 Debian 12（第一次要下载）", base)
    with (
        tempfile.TemporaryDirectory(dir=options.folder, prefix="proof-") as folder,
        Machine(Path(folder)) as machine,
    ):
        proof = Proof(machine, package, Path(folder), hang=options.hang)
        step(first_line(screen_comes_and_goes), partial(screen_comes_and_goes, proof, screen))
        for stage in STAGES:
            step(first_line(stage), partial(stage, proof))
    print(f"安装包试完了，{time.monotonic() - begun:.0f} 秒。")
    print("没有试：真的设备、真的断电的硬盘、屏幕上的浏览器。")
    return 0


def only(folder: Path, name: str) -> Path:
    """The one package of that name; ends the proof where there is none, or several."""
    found = sorted(folder.glob(f"{name}_*.deb"))
    if len(found) != 1:
        sys.exit(f"{folder} 里应当正好有一个 {name} 的安装包，请先运行 make package。")
    return found[0]


def first_line(stage: Callable[..., object]) -> str:
    return (stage.__doc__ or "").partition("\n")[0]


def step(name: str, do: Callable[[], object]) -> None:
    begun = time.monotonic()
    try:
        told = do()
    except AssertionError as error:
        sys.exit(f"不对　{name}\n{error}")
    more = f"：{told}" if isinstance(told, str) and told else ""
    print(f"{time.monotonic() - begun:6.1f} 秒　{name}{more}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
