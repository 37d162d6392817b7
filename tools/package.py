"""Builds the Debian packages: ``python -m tools.package`` fills dist/.

The program's own files are those that git keeps, with the fonts and scripts that ``make ready``
made; the rest is Debian's: debhelper builds in a folder of its own (packaging/server/debian/rules)
and lintian judges. Twice from one commit gives the same bytes: every time in the package is the
commit's. The screens' package is built from deploy/screen/ where it has a debian/ folder.
"""

import os
import shutil
import subprocess
import sys
import time
import tomllib
from argparse import ArgumentParser
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

NEEDED = ("dpkg-buildpackage", "dh", "fakeroot", "lintian", "/usr/bin/python3.11")
INSTALL = "sudo apt-get install dpkg-dev debhelper fakeroot lintian python3.11-venv po-debconf"
#: What runs, of what git keeps.
PROGRAM = (
    *("announcer", "api", "commands", "counter", "devices", "display", "hall", "kiosk", "me"),
    *("office", "server", "static", "timeclock", "web", "docs/manual"),
    *("docs/config.md", "docs/faults.md", "docs/pictures/manual", "app.py", "config.py"),
    *("LICENSE", "NOTICE", "requirements.lock"),
    # What an installer reads, in /usr/share/doc/township-hall (debian/township-hall.docs).
    *("CHANGELOG.md", "deploy/README.md", "docs/devices.md", "docs/power.md"),
)
#: What the set-up made.
MADE = ("static/vendor", "static/fonts")
BENCH, OUT = Path("build/package"), Path("dist")
CHANGELOG = """{name} ({version}) stable; urgency=medium

  * What has changed is told in /usr/share/doc/township-hall/CHANGELOG.md.gz.

 -- Township Hall <township-hall@localhost.localdomain>  {date}
"""


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--version", help="instead of pyproject.toml's, to try an upgrade")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        sys.exit(f"缺少 {'、'.join(missing)}。请先运行：{INSTALL}")
    begun = time.monotonic()
    version = options.version or version_of_project()
    options.out.mkdir(exist_ok=True)
    for name, source in (("township-hall", Path("packaging/server")), screen_package()):
        if (source / "debian").is_dir():
            print(f"[1/5] {name} {version}：收集文件…", flush=True)
            bench = prepare(name, source, version)
            build(bench)
            take(bench.parent, options.out)
    print(f"总用时 {time.monotonic() - begun:.0f} 秒。")


def screen_package() -> tuple[str, Path]:
    return "township-hall-screen", Path("deploy/screen")


def version_of_project() -> str:
    return str(tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"])


def prepare(name: str, source: Path, version: str) -> Path:
    """A folder in which Debian's tools find what they look for."""
    shutil.rmtree(BENCH / name, ignore_errors=True)
    bench = BENCH / name / "source"
    shutil.copytree(source, bench, symlinks=True)
    date = format_datetime(datetime.fromtimestamp(commit_time(), UTC))
    told = CHANGELOG.format(name=name, version=version, date=date)
    (bench / "debian/changelog").write_text(told, "utf-8")
    if name == "township-hall":
        lay_out(bench / "tree", version)
        for rules in sorted(Path("deploy/udev").glob("*.rules")):
            (bench / "udev").mkdir(exist_ok=True)
            shutil.copy(rules, bench / "udev")
    return bench


def lay_out(tree: Path, version: str) -> None:
    """The program as it runs, and what Python asks about its version."""
    for name in program_files():
        (tree / "app" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, tree / "app" / name)
    (tree / "app/requirements.lock").rename(tree / "requirements.lock")
    told = tree / f"township_hall-{version}.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: township-hall\nVersion: {version}\n", "utf-8"
    )


def program_files() -> list[str]:
    """Paths from the top of the project, as they lie below app/ in the package."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *PROGRAM], capture_output=True, text=True, check=True
    ).stdout.split("\0")
    made = [str(path) for folder in MADE for path in Path(folder).rglob("*")]
    return [
        name for name in (*listed, *made) if Path(name).is_file() and not name.endswith(".d.ts")
    ]


def build(bench: Path) -> None:
    """Raises SystemExit with the last lines of the log."""
    log = bench.parent / "build.log"
    settings = {"SOURCE_DATE_EPOCH": str(commit_time()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    command = ["dpkg-buildpackage", "-b", "-us", "-uc", "-d", "-rfakeroot"]
    with log.open("wb") as out:
        built = subprocess.Popen(
            command, cwd=bench, env={**os.environ, **settings}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        for line in built.stdout or ():
            out.write(line)
            if line.startswith(b"["):
                print(line.decode().rstrip(), flush=True)
    if built.wait() != 0:
        sys.exit(f"没有做成，最后几行：\n{log.read_text(errors='replace')[-3000:]}")


def take(folder: Path, out: Path) -> None:
    for package in sorted(folder.glob("*.deb")):
        target = out / package.name
        shutil.copyfile(package, target)
        print("[5/5] lintian…", flush=True)
        judged = subprocess.run(
            ["lintian", "--fail-on", "error", "--allow-root", "--tag-display-limit", "2", target],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        print(judged.stdout.strip())
        if judged.returncode != 0:
            sys.exit("lintian 有错误，见上面 E: 开头的行。")
        print(f"{target}　{target.stat().st_size / 1e6:.1f} MB")


def commit_time() -> int:
    """Seconds since 1970: of everything in the package."""
    asked = ["git", "log", "-1", "--format=%ct"]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
