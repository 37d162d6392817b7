"""What a proof prints of changes to the period that people were told of."""

from collections.abc import Iterator, Mapping
from typing import Any

from hall.notices.schedule import EVERY_WEEKDAY, Days
from hall.pdf_papers.pdf_paper import PdfBlock
from hall.proof_of_play.statement import Statement
from hall.proof_of_play.time_wording import moment

WEEKDAYS = "一二三四五六日"
DAYS = {Days.EVERY: "", Days.WORKING: "只在工作日", Days.REST: "只在休息日和节假日"}


def shown_in_words(kept: Mapping[str, Any] | None) -> str:
    """On which days, at which hours, on which screens (``Shortening.was_shown``, ``to_show``)."""
    if kept is None:
        return ""
    weekdays = frozenset(kept["weekdays"])
    named = "、".join(WEEKDAYS[weekday] for weekday in sorted(weekdays))
    hours = " ".join("-".join(part) for part in kept["dayparts"])
    screens = "、".join(kept["names"])
    said = (
        "每天" if weekdays == EVERY_WEEKDAY else f"周{named}",
        DAYS[Days(kept["days"])],
        hours or "全天",
        f"屏 {screens}" if screens else "所有的屏",
    )
    return "，".join(filter(None, said))


def _with_pattern(period: str, kept: Mapping[str, Any] | None) -> str:
    return "\n".join(filter(None, (period, shown_in_words(kept))))


def period_changes(said: Statement) -> Iterator[PdfBlock]:
    """Each time that there was to be less of the period: from what to what, why, by whom."""
    rows = [
        [
            _with_pattern(
                f"{moment(change.was_from)}\n至 {moment(change.was_until)}", change.was_shown
            ),
            _with_pattern(
                f"{moment(change.starts_at)}\n至 {moment(change.until)}" if change.until else "",
                change.to_show,
            ),
            change.reason,
            f"{change.asked_by.name}\n{moment(change.asked_at)}",
            f"{change.agreed_by.name}\n{moment(change.agreed_at)}"
            if change.agreed_by and change.agreed_at
            else "没有同意，没有生效",
        ]
        for change in said.shortenings
    ]
    if rows:
        yield PdfBlock(text="公示期的缩短和减少：")
        head = ["原来", "改为", "原因", "提出的人", "同意的人"]
        yield PdfBlock(head=head, rows=rows, widths=[21, 21, 22, 18, 18])
