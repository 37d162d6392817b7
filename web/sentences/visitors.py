"""Which of the hall's words a visitor may meet: those want an English sentence (tools/english.py).

Staff and programs are answered in Chinese, so their refusals need none.
"""

from collections.abc import Iterator

from hall.catalogue.terms import FIELDS, LIFE_EVENTS
from web.sentences.catalogue import KINDS
from web.sentences.device_jobs import CARD_STAGES
from web.sentences.disk import DISK_FULL
from web.sentences.machines import FAULTS
from web.sentences.malformed_parts import MALFORMED
from web.sentences.moments import HALVES
from web.sentences.names import DISCLOSURES, GRADES, MODULE_HINTS, MODULES, STATES
from web.sentences.opinions import OPINION_KINDS, PHRASES
from web.sentences.papers import PAPERS
from web.sentences.refusals import HTTP_REFUSALS, REFUSALS

REFUSED = (
    "NotFound", "Malformed", "WrongMoment", "OutOfDate", "NotToday", "KeyReused", "NotOpen",
    "TooLate", "QuotaFull", "NoPlaceSoon", "AlreadyOpen", "WrongCode", "OldNumber", "CodesClosed",
    "SlipEarly", "SlipExpired", "SlipUsed", "NotToBeRated", "AlreadyRated", "CrossSite",
    "TooManyOpinions", "NobodyToAnswer", "NumberOver", "NoNumberOfCard", "ItemElsewhere",
    "TooOften", "TooBusy", "PowerGivesOut",
)  # fmt: skip
MALFORMED_PARTS = (
    "size", "further", "grade", "words", "opinion", "opinion_words", "phrases", "telephone",
    "happened_on", "opinion_kind",
)  # fmt: skip

#: What offices usually write themselves; whatever else they write is shown as Chinese.
USUAL = ("军人及退役军人", "残疾人", "老年人", "孕妇", "其他")


def visitors_words() -> Iterator[str]:
    """Every sentence and name that templates and views take out of a table."""
    for table in (MODULES, MODULE_HINTS, DISCLOSURES, GRADES, STATES, HALVES, PHRASES):
        yield from table.values()
    yield from OPINION_KINDS.values()
    yield from PAPERS
    yield from USUAL
    yield from FIELDS
    yield from LIFE_EVENTS.values()
    yield from KINDS.values()
    yield from CARD_STAGES.values()
    yield from HTTP_REFUSALS.values()
    yield DISK_FULL
    yield from (REFUSALS[code] for code in REFUSED)
    yield from (MALFORMED[part] for part in MALFORMED_PARTS)
    yield from (sentence.partition("：")[0].rstrip("。") for sentence in FAULTS.values())
