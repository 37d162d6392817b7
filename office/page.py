"""What every page of the office begins with: its manager, and one reading of the records."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from flask import render_template

from hall.history.changed_since import newest_change
from hall.unit_of_work import ReadSession
from web.app_context import current_hall
from web.sign_in import must_be_manager


class Show(Protocol):
    def __call__(self, template: str, /, **values: object) -> str:
        """The page of a template that stands in the office's frame."""


@contextmanager
def office_page() -> Iterator[tuple[Show, ReadSession]]:
    """Refuses with NotAllowed, before anything is read, whoever is no manager."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        newest = newest_change(snapshot.session)
        show = partial(render_template, manager=manager, now=snapshot.now, newest_change=newest)
        yield show, snapshot
