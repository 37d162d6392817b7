"""Three-way merging: what a form showed, what is kept now, and what was typed. Pure.

What only others changed stays as they left it; what only this person changed is written; where
both changed the same into different things nothing is decided for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from web.forms.held_values import NOTHING, Shown, Values, fingerprint


@dataclass(frozen=True, slots=True)
class Merged:
    """``values`` by control; the other two are controls that others changed meanwhile."""

    values: Mapping[str, Values]
    kept: tuple[str, ...]
    refused: tuple[str, ...]


def merged(
    shown: Shown,
    now: Mapping[str, Values],
    typed: Mapping[str, Values],
    unit_of: Callable[[str], str],
) -> Merged:
    """``shown`` are fingerprints; controls with the same ``unit_of`` only mean something
    together, such as all the rows of a list: they are taken from one side."""
    units: dict[str, list[str]] = {}
    for key in (*now, *(key for key in shown if key not in now)):
        units.setdefault(unit_of(key), []).append(key)
    values: dict[str, Values] = {}
    kept: list[str] = []
    refused: list[str] = []
    for keys in units.values():
        theirs, mine = _changed(shown, now, keys), _changed(shown, typed, keys)
        same = all(_print(now, key) == _print(typed, key) for key in keys)
        source = now if theirs and not mine else typed
        values |= {key: source[key] for key in keys if key in source}
        if theirs and not same:
            (refused if mine else kept).extend(theirs)
    return Merged(values, tuple(kept), tuple(refused))


def _changed(shown: Shown, values: Mapping[str, Values], keys: list[str]) -> list[str]:
    return [key for key in keys if _print(values, key) != shown.get(key, NOTHING)]


def _print(values: Mapping[str, Values], key: str) -> str:
    return fingerprint(values.get(key, ()))
