"""The same package as a later version: bumped, with a new table, or with a fault on purpose."""

import re
import shutil
import subprocess
from pathlib import Path

TREE = "usr/lib/township-hall/package"
VERSIONS = "app/hall/migrations/versions"
MIGRATION = '''"""Only for the proof of the package."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("proof_{revision}", sa.Column("id", sa.Integer(), primary_key=True))
'''
#: After the tables were changed, and before the door is opened.
CRASHES = "\nHallServer.run = lambda self: exec(\"raise SystemExit('broken on purpose')\")\n"
HANGS = '\nHallServer.run = lambda self: __import__("time").sleep(3600)\n'


def later(package: Path, version: str, folder: Path, *, fault: str = "") -> Path:
    """With one table more; ``fault`` is appended to the server's module."""
    tree = folder / version
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    control = tree / "DEBIAN/control"
    control.write_text(re.sub(r"(?m)^Version: .*", f"Version: {version}", control.read_text()))
    for told in (tree / TREE).glob("lib/python3.11/site-packages/township_hall-*/METADATA"):
        told.write_text(re.sub(r"(?m)^Version: .*", f"Version: {version}", told.read_text()))
    (tree / TREE / "BUILD").write_text(version.replace(".", "").ljust(8, "0"))
    add_table(tree / TREE / VERSIONS, version.replace(".", "").zfill(4))
    with (tree / TREE / "app/server/gunicorn_server.py").open("a") as module:
        module.write(fault)
    (tree / "DEBIAN/md5sums").unlink(missing_ok=True)
    target = folder / f"township-hall_{version}_amd64.deb"
    command = ["dpkg-deb", "-Znone", "--root-owner-group", "-b", str(tree), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return target


def add_table(folder: Path, name: str) -> None:
    texts = [file.read_text("utf-8") for file in folder.glob("*.py")]
    named = [re.search(r'^revision\b.*?= "(\w+)"', text, re.MULTILINE) for text in texts]
    newest = max(found[1] for found in named if found)
    revision = f"9{name[-3:]}"
    (folder / f"{revision}_proof.py").write_text(
        MIGRATION.format(revision=revision, before=newest), "utf-8"
    )
