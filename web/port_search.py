"""What the search for devices has found so far, as the office shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app


@dataclass(frozen=True, slots=True)
class SearchedPort:
    path: str
    product: str  # what its plug calls itself; "" where it says nothing
    says: str  # a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PortSearchState:
    """``of`` is None before the first search; ``looking_at`` is "" when none goes on."""

    of: int | None = None  # ports of this computer
    looking_at: str = ""
    ports: Sequence[SearchedPort] = ()
    fragment: str = ""  # to write into config.toml


class PortSearch(Protocol):
    """One at a time, on a thread of its own."""

    @property
    def state(self) -> PortSearchState: ...

    def begin(self) -> None:
        """At once, unless one goes on; returns before it is over."""


def current_port_search() -> PortSearch:
    return cast(PortSearch, current_app.extensions["port_search"])
