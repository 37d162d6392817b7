"""Guessing at a secret: counted by the secret and by who guesses, with a delay that grows.

A try counts as wrong until it proves right, so two hundred at once are no more than one after the
other. One source's wrong tries make that source wait, and nobody else. Over all sources a secret
has a ceiling, which one source alone cannot reach; where it is reached only sources wait that were
never right, until staff lift it or the tries are forgotten, one an hour.

What is guessed is named together with what is kept of the secret: a new password or PIN begins
anew, whichever process set it. Unknown accounts are counted like known ones. All of it lives in
memory, by the steady clock: nothing opens or closes because a clock is set, and a restart forgets.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock

from hall.errors import SecretClosed
from hall.guess_rules import GuessRule

#: Secrets that are remembered, and sources of each: the oldest give way.
MOST_SECRETS, MOST_SOURCES = 5_000, 300


@dataclass(slots=True)
class _Source:
    """What one source tried, at one secret."""

    level: float = 0.0
    since: float = 0.0
    closed_until: float = 0.0
    was_right: bool = False

    def level_at(self, now: float, rule: GuessRule) -> float:
        return max(0.0, self.level - (now - self.since) / rule.forgotten_seconds)


@dataclass(frozen=True, slots=True)
class GuessStanding:
    """Of one secret: how many sources wait, and whether all strangers do."""

    waiting: int
    is_closed: bool

    @property
    def is_known(self) -> bool:
        """Whether there is anything to lift."""
        return self.is_closed or self.waiting > 0


@dataclass(slots=True)
class WrongTries:
    """Asked from every thread; ``steady`` says seconds that nobody sets."""

    steady: Callable[[], float]
    _secrets: OrderedDict[tuple[str, object], OrderedDict[str, _Source]] = field(
        default_factory=OrderedDict
    )
    _lock: Lock = field(default_factory=Lock)

    def ask(self, rule: GuessRule, secret: object, source: str) -> None:
        """Whether it may be tried; nothing is counted.

        Raises the rule's refusal, with ``seconds`` to wait, and SecretClosed at the ceiling.
        """
        with self._lock:
            self._ask(rule, secret, source)

    def begin(self, rule: GuessRule, secret: object, source: str) -> None:
        """Count a try as wrong until ``was_right`` is said of it, for looking at it takes a while.

        Raises what ``ask`` does.
        """
        with self._lock:
            self._ask(rule, secret, source)
            self._count(rule, secret, source)

    def was_wrong(self, rule: GuessRule, secret: object, source: str) -> None:
        """Of a try that did not begin with ``begin``."""
        with self._lock:
            self._count(rule, secret, source)

    def was_right(self, rule: GuessRule, secret: object, source: str) -> None:
        """That source's wrong ones are forgotten, and the ceiling closes nothing for it."""
        with self._lock:
            self._sources(rule, secret)[source] = _Source(was_right=True)

    def take_back(self, rule: GuessRule, secret: object, source: str) -> None:
        """What ``begin`` counted was no guess at all."""
        with self._lock:
            tried = self._sources(rule, secret).setdefault(source, _Source())
            tried.level, tried.closed_until = max(0.0, tried.level - 1), 0.0

    def lift(self, rule: GuessRule, secret: object) -> None:
        """Staff say that all who wait may try again."""
        with self._lock:
            self._secrets.pop((rule.name, secret), None)

    def standing(self, rule: GuessRule, secret: object) -> GuessStanding:
        with self._lock:
            now, sources = self.steady(), self._secrets.get((rule.name, secret), OrderedDict())
            waiting = sum(tried.closed_until > now for tried in sources.values())
            return GuessStanding(waiting, _beyond_ceiling(rule, sources, now) > 0)

    def _ask(self, rule: GuessRule, secret: object, source: str) -> None:
        now, sources = self.steady(), self._sources(rule, secret)
        tried = sources.get(source, _Source())
        if tried.closed_until > now:
            raise rule.refusal(seconds=ceil(tried.closed_until - now))
        if not tried.was_right and (wait := _beyond_ceiling(rule, sources, now)):
            raise SecretClosed(seconds=wait)

    def _count(self, rule: GuessRule, secret: object, source: str) -> None:
        now, sources = self.steady(), self._sources(rule, secret)
        tried = sources.setdefault(source, _Source())
        sources.move_to_end(source)
        tried.level, tried.since = tried.level_at(now, rule) + 1, now
        if (over := round(tried.level) - rule.free) >= 0:
            tried.closed_until = now + rule.delay.pause_after(over + 1)
        if len(sources) > MOST_SOURCES:
            sources.popitem(last=False)

    def _sources(self, rule: GuessRule, secret: object) -> OrderedDict[str, _Source]:
        sources = self._secrets.setdefault((rule.name, secret), OrderedDict())
        self._secrets.move_to_end((rule.name, secret))
        if len(self._secrets) > MOST_SECRETS:
            self._secrets.popitem(last=False)
        return sources


def _beyond_ceiling(rule: GuessRule, sources: OrderedDict[str, _Source], now: float) -> int:
    """Seconds until fewer tries are remembered than the ceiling; 0 when they are."""
    levels = [min(tried.level_at(now, rule), rule.of_one_source) for tried in sources.values()]
    if rule.ceiling is None or sum(levels) < rule.ceiling:
        return 0
    over = sum(levels) - rule.ceiling
    return 1 + ceil(over / sum(level > 0 for level in levels) * rule.forgotten_seconds)
