"""Facts of what visitors think, and what the hall answers."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class RatingGiven(Event):
    """A visitor rated a visit. Neither which nor how: programs read the journal."""

    rating_id: int


@dataclass(frozen=True)
class CaseOpened(Event):
    """The hall has something to answer: a bad rating (差评), or an opinion from the box."""

    case_id: int
    source: str = "rating"  # or "opinion"; what was said is not the journal's to know


@dataclass(frozen=True)
class CaseLimitChanged(Event):
    """A case was found to be complex, or ordinary after all."""

    case_id: int
    is_complex: bool
    due_on: str  # ISO 8601


@dataclass(frozen=True)
class CaseAnswered(Event):
    """The first answer closes a case; a later one corrects it."""

    case_id: int
    correction: bool
