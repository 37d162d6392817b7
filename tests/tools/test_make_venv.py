"""An environment that is half made, or of another place, is made anew."""

import sys
from pathlib import Path

import pytest

from tools.make_venv import BUSY, usable

OURS = Path(sys.prefix).resolve()


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """The environment these tests run in, as if its checkout had been copied elsewhere."""
    (tmp_path / "bin").mkdir()
    for program in ("python", "pip"):
        (tmp_path / "bin" / program).symlink_to(OURS / "bin" / program)
    return tmp_path


def test_the_environment_of_this_checkout_is_usable() -> None:
    assert usable(OURS)


def test_nothing_is_not_an_environment(tmp_path: Path) -> None:
    assert not usable(tmp_path)


def test_a_copied_checkout_does_not_install_into_the_old_one(moved: Path) -> None:
    assert not usable(moved)


def test_an_interrupted_installation_is_not_trusted(moved: Path) -> None:
    (moved / "bin" / "pip").unlink()
    (moved / "bin" / "pip").write_text(f"#!/bin/sh\necho pip from {moved}\n")
    (moved / "bin" / "pip").chmod(0o755)
    assert usable(moved)

    (moved / BUSY).touch()

    assert not usable(moved)
