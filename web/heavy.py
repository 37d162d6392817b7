"""Views that take much of the computer have turns, and give the memory back when they are done."""

import ctypes
import gc
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from typing import Any

from flask import Flask

from hall.turns import Turns
from web.limit import HeavyWork
from web.limits import HEAVY

View = Callable[..., Any]


def register(app: Flask, table: Iterable[HeavyWork] = HEAVY) -> None:
    """Called when every view is there."""
    for work in table:
        turns = Turns(
            work.at_once, most_waiting=work.most_waiting, patience_seconds=work.patience_seconds
        )
        for endpoint in work.endpoints:
            view = app.view_functions[endpoint]
            app.view_functions[endpoint] = _in_turn(view, turns, leaves_much=work.leaves_much)


def _in_turn(view: View, turns: Turns, *, leaves_much: bool) -> View:
    @wraps(view)
    def served(*arguments: object, **named: object) -> object:
        with turns.turn():
            try:
                return view(*arguments, **named)
            finally:
                if leaves_much:
                    give_memory_back()

    return served


def give_memory_back() -> None:
    """A workbook's cells point at each other, and what the C library was given it keeps: without
    this a large export stays in memory until the next one."""
    gc.collect()
    with suppress(OSError, AttributeError):  # another C library than GNU's
        ctypes.CDLL(None).malloc_trim(0)
