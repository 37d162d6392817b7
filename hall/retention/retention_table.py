"""What the hall keeps of people, where, and for how many days: the one table of it.

Days are those the law asks for (the shortest that the purpose needs: 个人信息保护法, article 19) or
that a purpose named in web/sentences/retention.py does. ``bounds`` are those within which a
director may set them; what has none is fixed. Totals are made of what is never forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hall.catalogue.usage_counts import LONGEST_KEPT_DAYS, forget_words
from hall.errors import Malformed, NotFound
from hall.events import RetentionChanged
from hall.id_cards.actions import forget_old_cards
from hall.opinions.retention import (
    KEEP,
    MOST_DAYS,
    forget_old_opinions,
    forget_old_rating_words,
)
from hall.pressed_forms import KEPT as PRESSES_KEPT
from hall.pressed_forms import forget_old_presses
from hall.proof_of_play.retention import KEPT as EXPOSURES_KEPT
from hall.proof_of_play.retention import forget_old_exposures
from hall.retention.ticket_notes import NOTES_KEPT, forget_old_notes
from hall.sealed_remains import KEPT as REMAINS_KEPT
from hall.sealed_remains import SealedRemains
from hall.settings import change_setting, number_setting
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

#: Forgets what is over, in units of work of its own; returns how many. Nothing while the clock is
#: doubted.
Forget = Callable[[Hall, SealedRemains], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """One row of the table."""

    name: str
    table: str  # where it lies: as the journal says it when some of it is forgotten
    days: int | None = None  # None: each service's own, or for ever
    setting: str = ""  # under which a director may set them
    bounds: tuple[int, int] | None = None
    forget: Forget | None = None  # None: never by itself

    def days_now(self, at: ReadSession | UnitOfWork) -> int | None:
        """As set, or the default."""
        return number_setting(at.session, self.setting) if self.setting else self.days


RETENTION = (
    RetentionRule(
        name="cards",
        table="ticket_card",
        forget=lambda hall, remains: forget_old_cards(hall, remains.keep),
    ),
    RetentionRule(
        name="opinions",
        table="opinion",
        setting=KEEP,
        bounds=(1, MOST_DAYS),
        forget=lambda hall, remains: forget_old_opinions(hall, remains.keep),
    ),
    RetentionRule(
        name="rating_words",
        table="rating",
        setting=KEEP,  # as those of the box: both are set by the row above
        forget=lambda hall, remains: forget_old_rating_words(hall, remains.keep),
    ),
    RetentionRule(
        name="ticket_notes",
        table="ticket",
        setting=NOTES_KEPT,
        bounds=(1, 365),
        forget=lambda hall, remains: forget_old_notes(hall, remains.keep),
    ),
    RetentionRule(
        name="search_words",
        table="search_miss",
        setting="search_words_days",
        bounds=(1, LONGEST_KEPT_DAYS),
        forget=lambda hall, _: forget_words(hall),
    ),
    RetentionRule(
        name="exposures",
        table="exposure",
        days=EXPOSURES_KEPT.days,
        forget=lambda hall, remains: forget_old_exposures(hall, keep=remains.keep),
    ),
    RetentionRule(
        name="presses",
        table="pressed_form",
        days=PRESSES_KEPT.days,
        forget=lambda hall, _: forget_old_presses(hall),
    ),
    RetentionRule(
        name="remains",
        table="forgotten",
        days=REMAINS_KEPT.days,
        forget=lambda hall, remains: remains.forget_old(hall),
    ),
    RetentionRule(name="tickets", table="ticket"),
    RetentionRule(name="punches", table="punch"),
    RetentionRule(name="journal", table="journal"),
)


def rule_named(name: str) -> RetentionRule:
    """Raises NotFound."""
    for rule in RETENTION:
        if rule.name == name:
            return rule
    raise NotFound(retention=name)


def change_kept_days(work: UnitOfWork, rule: RetentionRule, days: int) -> None:
    """For those that are kept now too; from and to stand in the journal.

    Raises NotFound for what is fixed, and Malformed beyond its bounds.
    """
    if rule.bounds is None:
        raise NotFound(retention=rule.name)
    least, most = rule.bounds
    if not least <= days <= most:
        raise Malformed(field="number", least=least, most=most)
    before = number_setting(work.session, rule.setting)
    if before != days:
        change_setting(work, rule.setting, str(days))
        work.record(RetentionChanged(what=rule.name, before=before, days=days))
