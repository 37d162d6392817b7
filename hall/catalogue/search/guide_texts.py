"""What guides say beside names and everyday words, read where nothing else was found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from hall.catalogue.search.asking import told
from hall.catalogue.search.everyday import words_said
from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry

#: A part that is less of what was typed is in too many guides.
LEAST_SHARE = 0.5


class GuideTexts:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self._entries = tuple(entries)

    @cached_property
    def _texts(self) -> Mapping[str, list[int]]:
        """Whose text it is: guides share many of theirs."""
        raw: dict[str, list[int]] = defaultdict(list)
        for entry in self._entries:
            for text in (*entry.body, *entry.papers):
                raw[text].append(entry.key)
        found: dict[str, list[int]] = defaultdict(list)
        for text, keys in raw.items():
            found[folded(text)] += keys
        return found

    def saying(self, question: str) -> Iterator[int]:
        """Items whose guide holds what is left of a question; one may come twice.

        What is understood is not looked for here: that a guide wants a marriage certificate does
        not make it the guide for getting married.
        """
        for part in told(question):
            if len(part) >= LEAST_SHARE * len(question) and not words_said(part):
                for text, keys in self._texts.items():
                    if part in text:
                        yield from keys
