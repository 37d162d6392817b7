"""Everyday questions, and what of the demonstration hall answers them.

``asked.tsv`` was written from people's lives before anybody looked at the items: which set, which
situation, how it is typed, what is typed. "tuning" and "held-out" are halves, decided for each
situation by its name's hash before the search was touched; rules, words and weights were tuned on
"tuning" alone, and "held-out" has been seen since. "second-set" is held out too: it was written
later, by somebody who had not read the everyday words, and nothing was changed after it was run.
``answers.tsv`` says for each situation which items answer it (any of them); none: the hall has
nothing, and then nothing may be found. Where guides were split (a lost card is not an expired one)
situations were too, within their set.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
SETS = "tuning", "held-out", "second-set"


class EverydayQuestion(NamedTuple):
    set_name: str
    situation: str
    way: str  # sentence, word, initials, pinyin, homophone, misspelled
    typed: str
    answers: frozenset[str]  # codes of items; empty: this hall has no answer


def everyday_questions() -> Iterator[EverydayQuestion]:
    answers = dict(line.split("\t") for line in _lines("answers.tsv"))
    for line in _lines("asked.tsv"):
        set_name, situation, way, typed = line.split("\t")
        codes = frozenset(answers[situation].split())
        yield EverydayQuestion(set_name, situation, way, typed, codes)


def is_right(question: EverydayQuestion, found: Sequence[str]) -> bool:
    """One of its answers among the first three; without an answer: nothing found."""
    return bool(question.answers.intersection(found[:3])) if question.answers else not found


def wrong(
    questions: Sequence[EverydayQuestion], find: Callable[[str], Sequence[str]]
) -> list[EverydayQuestion]:
    return [question for question in questions if not is_right(question, find(question.typed))]


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").splitlines()
