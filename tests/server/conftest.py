"""What the tests of the server share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """For sockets, whose address the kernel wants in 108 bytes: a test's own folder is longer."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
