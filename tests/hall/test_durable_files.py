"""What is written is on the disk before it has its name, and its name before anybody goes on."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.durable_files import write_whole


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_the_new_content_takes_the_place_of_the_old(tmp_path_factory, first, second):
    file = tmp_path_factory.mktemp("disk") / "touch.json"

    write_whole(file, first)
    write_whole(file, second)

    assert file.read_bytes() == second
    assert list(file.parent.iterdir()) == [file]


def test_content_goes_to_disk_under_another_name_and_then_the_name_itself(tmp_path, monkeypatch):
    synced = []

    def note(handle: int) -> None:
        where = os.readlink(f"/proc/self/fd/{handle}")
        synced.append((where, sorted(os.listdir(tmp_path))))

    monkeypatch.setattr(os, "fsync", note)

    write_whole(tmp_path / "slip.job", b"printed")

    assert synced == [
        (str(tmp_path / "slip.job.unfinished"), ["slip.job.unfinished"]),
        (str(tmp_path), ["slip.job"]),
    ]


def test_a_disk_that_cannot_be_written_leaves_what_was_there(tmp_path):
    file = tmp_path / "slip.job"
    write_whole(file, b"old")
    (tmp_path / "slip.job.unfinished").mkdir()

    with pytest.raises(OSError, match="slip.job"):
        write_whole(file, b"new")

    assert file.read_bytes() == b"old"


def test_a_secret_is_never_readable_by_others(tmp_path):
    write_whole(tmp_path / "password", b"0000abcd", mode=0o600)

    assert (tmp_path / "password").stat().st_mode & 0o777 == 0o600
