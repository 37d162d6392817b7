"""Programs of several versions beside one another."""

from pathlib import Path

import pytest
import trees
from trees import Trees


@pytest.fixture
def installed(tmp_path: Path) -> Trees:
    found = Trees(tmp_path)
    install(found, "one")
    found.versions.mkdir()
    return found


def install(found: Trees, content: str) -> None:
    """As dpkg does: beside, then by rename over what was there."""
    (found.package / "bin").mkdir(parents=True, exist_ok=True)
    for name, text in (("bin/hall", content), ("BUILD", content), ("a.py", f"SAID = {content!r}")):
        unfinished = found.package / f"{name}.dpkg-new"
        unfinished.write_text(text)
        unfinished.replace(found.package / name)
    (found.package / "bin/python3").unlink(missing_ok=True)
    (found.package / "bin/python3").symlink_to("../elsewhere")


def test_a_tree_in_use_stays_whole_while_the_package_is_replaced(installed):
    installed.link(name := installed.name_of_package("1.0"))
    installed.use(name)

    install(installed, "two")

    assert (installed.current / "bin/hall").read_text() == "one"
    assert (installed.current / "bin/python3").readlink() == trees.PYTHON
    assert list((installed.current / "__pycache__").glob("a.*.pyc"))


def test_other_content_of_the_same_version_is_another_tree(installed):
    before = installed.name_of_package("1.0")
    install(installed, "two")

    assert installed.name_of_package("1.0") != before


def test_a_tree_that_the_power_cut_short_is_made_anew(installed):
    name = installed.name_of_package("1.0")
    (installed.versions / f"{name}.part").mkdir()

    installed.link(name)
    installed.link(name)

    assert [tree.name for tree in installed.versions.iterdir()] == [name]


def test_a_tree_that_is_not_there_is_not_used(installed):
    installed.link("a")
    installed.use("a")

    with pytest.raises(FileNotFoundError):
        installed.use("b")

    assert installed.in_use() == "a"


def test_only_what_is_still_of_use_is_kept(installed):
    for name in "abc":
        installed.link(name)

    installed.prune({"b"})

    assert [tree.name for tree in installed.versions.iterdir()] == ["b"]
