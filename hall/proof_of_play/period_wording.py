"""What a proof prints of changes to the period that people were told of."""

from collections.abc import Iterator

from hall.pdf_papers.pdf_paper import PdfBlock
from hall.proof_of_play.statement import Statement
from hall.proof_of_play.time_wording import moment


def period_changes(said: Statement) -> Iterator[PdfBlock]:
    """Each time that the period was to become shorter: from what to what, why, and both people."""
    rows = [
        [
            f"{moment(change.was_from)}\n至 {moment(change.was_until)}",
            f"{moment(change.starts_at)}\n至 {moment(change.until)}" if change.until else "",
            change.reason,
            f"{change.asked_by.name}\n{moment(change.asked_at)}",
            f"{change.agreed_by.name}\n{moment(change.agreed_at)}"
            if change.agreed_by and change.agreed_at
            else "没有同意，没有生效",
        ]
        for change in said.shortenings
    ]
    if rows:
        yield PdfBlock(text="公示期的缩短：")
        head = ["原来", "改为", "原因", "提出的人", "同意的人"]
        yield PdfBlock(head=head, rows=rows, widths=[21, 21, 22, 18, 18])
