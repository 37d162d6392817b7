"""Programs and what they may do."""

from collections.abc import Callable

import pytest

from app import Application
from hall.people.actions import create_token
from hall.people.model import Scope


@pytest.fixture
def bearer(application: Application) -> Callable[[str], dict[str, str]]:
    """The headers of a program that may do this much."""

    def let_in(scope: str) -> dict[str, str]:
        with application.hall.work("installer") as work:
            token = create_token(work, name=f"program {work.seq}", scope=Scope(scope))
        return {"Authorization": f"Bearer {token}"}

    return let_in
