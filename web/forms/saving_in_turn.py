"""Forms over what is kept are saved one after another: one person sees what the other wrote.

All of the office is served by one process (ADR 0007), so a lock in it is enough.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

from flask import flash, g

from web.sentences.edits import SAVED

_SAVING = Lock()


@contextmanager
def saving_in_turn() -> Iterator[None]:
    """Around a view that takes a form: what it begins to save, it ends before the next one."""
    with ExitStack() as g.saving:
        g.is_saving = False
        yield
        if g.is_saving:
            flash(SAVED + g.get("kept_meanwhile", ""))


def begin_saving() -> None:
    """Wait for whoever is saving just now."""
    if not g.is_saving:
        g.saving.enter_context(_SAVING)
        g.is_saving = True
