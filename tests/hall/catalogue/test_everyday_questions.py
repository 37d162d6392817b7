"""What people say of their lives finds what answers it, and what nothing answers finds nothing."""

import pytest

from bench.questions import HALVES, everyday_questions, wrong
from bench.questions.__main__ import demonstration

QUESTIONS = list(everyday_questions())
#: Letters stand for many words; whoever types only those is offered all of them.
LETTERS = {"initials"}


@pytest.fixture(scope="module")
def find():
    with demonstration() as find:
        yield find


def share(questions, find):
    return 1 - len(wrong(questions, find)) / len(questions)


def test_everyday_questions_are_answered_among_the_first_three(find):
    answered = [question for question in QUESTIONS if question.answers]

    assert len(answered) > 300
    assert share(answered, find) >= 0.95


@pytest.mark.parametrize(("half", "least"), list(zip(HALVES, (0.96, 0.92), strict=True)))
def test_so_are_those_that_nothing_was_tuned_on(find, half, least):
    answered = [question for question in QUESTIONS if question.answers and question.half == half]

    assert len(answered) > 200
    assert share(answered, find) >= least


def test_what_this_hall_cannot_answer_finds_nothing(find):
    unanswered = [q for q in QUESTIONS if not q.answers and q.way not in LETTERS]

    assert len(unanswered) > 40
    assert share(unanswered, find) >= 0.93


def test_the_halves_were_not_chosen():
    """A situation is in one half, whole, or what was learned from one asking helps another."""
    halves = {}
    for question in QUESTIONS:
        halves.setdefault(question.situation, set()).add(question.half)

    assert all(len(found) == 1 for found in halves.values())
