"""What people say of their lives finds what answers it, and what nothing answers finds nothing."""

import pytest

from bench.questions import SETS, everyday_questions, wrong
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


@pytest.mark.parametrize(("set_name", "least"), list(zip(SETS, (0.96, 0.95, 0.94), strict=True)))
def test_so_are_those_that_nothing_was_tuned_on(find, set_name, least):
    answered = [q for q in QUESTIONS if q.answers and q.set_name == set_name]

    assert len(answered) > 100
    assert share(answered, find) >= least


def test_what_this_hall_cannot_answer_finds_nothing(find):
    unanswered = [q for q in QUESTIONS if not q.answers and q.way not in LETTERS]

    assert len(unanswered) > 40
    assert share(unanswered, find) >= 0.93


def test_the_sets_were_not_chosen():
    """A situation is in one set, whole, or what was learned from one asking helps another."""
    sets = {}
    for question in QUESTIONS:
        sets.setdefault(question.situation, set()).add(question.set_name)

    assert all(len(found) == 1 for found in sets.values())


def test_nothing_typed_is_in_two_sets():
    typed = {name: {q.typed for q in QUESTIONS if q.set_name == name} for name in SETS}

    assert not typed["second-set"] & (typed["tuning"] | typed["held-out"])
