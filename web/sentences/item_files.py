"""What is said of a whole file of items: what it would change, and its rows' remarks together."""

from collections.abc import Iterable, Iterator, Sequence

from hall.catalogue.import_export.importing import Import
from hall.catalogue.import_export.remarks import Remark, grouped
from web.sentences.catalogue import remark, remark_alone

#: Nobody looks at what is typed at a terminal a second time.
DRAFTS_ONLY = (
    "新的事项先作草稿：公开要另一位主任或副主任在管理室里确认；"
    "大厅只有一位管理人员的，先在管理室“公告 → 审核”里写明。"
)


def remark_lines(remarks: Iterable[Remark]) -> Iterator[tuple[bool, str]]:
    """Whether it is grave and what it says: the same fault on sixty rows is one line."""
    for group in grouped(remarks):
        if len(group.rows) == 1:
            yield group.grave, remark(group.first)
            continue
        where = f"第 {_rows(group.rows)} 行（{len(group.rows)} 行）"
        example = "" if group.is_alike else f"，如第 {group.rows[0]} 行"
        yield group.grave, f"{where}{example}：{remark_alone(group.first)}"


def _rows(rows: Sequence[int]) -> str:
    """2—61、70."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in spans)


def import_lines(job: Import) -> Iterator[str]:
    """What a file would change, and everything there is to say about its rows."""
    for is_grave, sentence in remark_lines(job.remarks):
        yield f"{'有问题' if is_grave else '提示'}　{sentence}"
    if job.counts:
        yield import_summary(job)


def import_summary(job: Import) -> str:
    counts = job.counts
    if counts is None:
        return ""
    seen = f"其中 {counts.published} 项会新向群众公开，{counts.drafts} 项先作草稿。"
    return (
        f"新增 {counts.created} 项，更新 {counts.changed} 项，没有变化 {counts.same} 项。"
        f"{seen if counts.changes_anything else ''}"
    )


def import_done(job: Import) -> str:
    counts = job.counts
    return f"已写入：新增 {counts.created} 项，更新 {counts.changed} 项。" if counts else ""
