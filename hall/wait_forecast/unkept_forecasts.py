"""Forecasts that were told and are not on disk yet: the first to each visitor, and no other."""

from collections import OrderedDict
from threading import Lock

from hall.wait_forecast.actions import KeptForecast

#: Of so many visitors it is remembered that they were told; the table knows the others.
REMEMBERED = 1000


class UnkeptForecasts:
    """Filled by the pages' threads, emptied by the forecaster's."""

    def __init__(self) -> None:
        self._told: OrderedDict[int, None] = OrderedDict()
        self._words: list[KeptForecast] = []
        self._lock = Lock()

    @property
    def has_any(self) -> bool:
        """Whether something waits to be kept."""
        return bool(self._words)

    def add(self, word: KeptForecast) -> bool:
        """False for a visitor who was told before."""
        with self._lock:
            if word.ticket_id in self._told:
                return False
            self._told[word.ticket_id] = None
            while len(self._told) > REMEMBERED:
                self._told.popitem(last=False)
            self._words.append(word)
            return True

    def take(self) -> list[KeptForecast]:
        """All that wait, in the order in which they were told; none of them waits any more."""
        with self._lock:
            words, self._words = self._words, []
            return words
