"""Builds the screens' package alone: ``python -m tools.screen_package`` fills dist/.

Twice from one commit gives the same bytes: every time in the package is the commit's.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

NEEDED = ("dpkg-buildpackage", "dh", "lintian")
INSTALL = "sudo apt-get install dpkg-dev debhelper lintian"
NAME, SOURCE = "township-hall-screen", Path("deploy/screen")
BENCH, OUT = Path("build/package") / NAME, Path("dist")
CHANGELOG = """{name} ({version}) stable; urgency=medium

  * What has changed is told in the changelog of township-hall.

 -- Township Hall <township-hall@localhost.localdomain>  {date}
"""


def main() -> None:
    """Exits with a sentence where the tools are missing, the build fails or lintian refuses."""
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        sys.exit(f"缺少 {'、'.join(missing)}。请先运行：{INSTALL}")
    OUT.mkdir(exist_ok=True)
    package = build(prepare())
    shutil.copyfile(package, OUT / package.name)
    judged = subprocess.run(["lintian", "--fail-on", "error", package], check=False)
    if judged.returncode != 0:
        sys.exit("lintian 不放行，见上。")
    print(f"{OUT / package.name}：{package.stat().st_size // 1024} KB")


def prepare() -> Path:
    """A folder in which Debian's tools find what they look for."""
    shutil.rmtree(BENCH, ignore_errors=True)
    bench = BENCH / "source"
    shutil.copytree(SOURCE, bench, ignore=shutil.ignore_patterns("__pycache__"))
    version = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"]
    date = format_datetime(datetime.fromtimestamp(commit_time(), UTC))
    told = CHANGELOG.format(name=NAME, version=version, date=date)
    (bench / "debian/changelog").write_text(told, "utf-8")
    return bench


def build(bench: Path) -> Path:
    """The package that came out."""
    settings = {"SOURCE_DATE_EPOCH": str(commit_time()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    command = ["dpkg-buildpackage", "-b", "-us", "-uc", "-d"]
    built = subprocess.run(
        command, cwd=bench, env={**os.environ, **settings}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if built.returncode != 0:
        sys.exit(f"没有做成，最后几行：\n{(built.stdout + built.stderr)[-3000:]}")
    return next(bench.parent.glob("*.deb"))


def commit_time() -> int:
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=True
    )
    return int(said.stdout)


if __name__ == "__main__":
    main()
