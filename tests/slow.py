"""What ``make check`` leaves to ``make test``: whatever opens a whole hall, browser or process.

Where a file's tests take long for another reason, it says ``pytestmark = pytest.mark.slow``.
"""

import pytest

#: Fixtures with all rooms open, threads and pages.
WHOLE_HALL = {"application", "office", "server"}


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if WHOLE_HALL & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
