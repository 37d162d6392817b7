"""Tests keep their files in memory where there is room, and elsewhere where there is not."""

import tempfile
from pathlib import Path

import pytest

from tools.memory_disk import MEMORY, folder_for_tests


@pytest.mark.parametrize("memory", [MEMORY, Path("/nonexistent"), Path("/proc")])
def test_there_is_a_folder_for_the_run_and_nothing_is_left_of_it(memory: Path) -> None:
    with folder_for_tests(memory) as folder:
        (folder / "hall.sqlite3").write_bytes(b"x")
        assert folder.parent in (memory, Path(tempfile.gettempdir()))

    assert not folder.exists()


def test_where_there_is_no_room_the_usual_folder_serves(tmp_path: Path) -> None:
    with folder_for_tests(tmp_path / "missing") as folder:
        assert folder.parent == Path(tempfile.gettempdir())
