"""Programs of several versions beside one another, and the one in use.

    package/           what dpkg installed, and replaces under a running server
    versions/NAME/     the same files once more, by hard links; with byte code
    current            -> versions/NAME, which is what runs

So a server that runs keeps every file that it may still open, until another tree is in use.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTHON = Path("/usr/bin/python3.11")


class Trees:
    def __init__(self, folder: Path) -> None:
        self.package, self.versions = folder / "package", folder / "versions"
        self.current = folder / "current"

    def name_of_package(self, version: str) -> str:
        """Of other content another name: a tree that runs is never changed."""
        return f"{version}-{(self.package / 'BUILD').read_text().strip()}"

    def link(self, name: str) -> None:
        """What dpkg installed, as the tree of this name. An interruption leaves none."""
        tree, part = self.versions / name, self.versions / f"{name}.part"
        if tree.exists():
            return
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(self.package, part, symlinks=True, copy_function=os.link)
        # Debian's links are relative, and this tree lies deeper.
        (part / "bin" / "python3").unlink()
        (part / "bin" / "python3").symlink_to(PYTHON)
        # Never compared with its source again: nothing in a tree is changed.
        compiler = [sys.executable, "-I", "-m", "compileall", "-q", "-j0"]
        how = ["--invalidation-mode", "unchecked-hash", "-s", str(part), "-p", str(tree)]
        # A library may come with examples for another Python; what cannot be compiled is not used.
        subprocess.run([*compiler, *how, str(part)], stderr=subprocess.DEVNULL, check=False)
        os.sync()
        part.replace(tree)

    def in_use(self) -> str:
        """The name; "" where none is yet."""
        return Path(os.readlink(self.current)).name if self.current.is_symlink() else ""

    def use(self, name: str) -> None:
        """From here on. Raises FileNotFoundError for a tree that is not there."""
        (self.versions / name / "bin" / "hall").stat()
        beside = self.current.with_name("current.new")
        beside.unlink(missing_ok=True)
        beside.symlink_to(Path("versions") / name)
        beside.replace(self.current)
        folder = os.open(self.current.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def prune(self, keep: set[str]) -> None:
        for tree in self.versions.iterdir():
            if tree.name not in keep:
                shutil.rmtree(tree, ignore_errors=True)
