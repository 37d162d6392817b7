"""What a proof prints of the notice itself: its words, its tables, and each picture or page."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from hall.notices.markdown import as_paragraphs
from hall.notices.model import Notice, NoticeFile, NoticeKind
from hall.notices.substance import digest
from hall.pdf_papers.pdf_paper import PdfBlock
from hall.proof_of_play.statement import Statement
from hall.proof_of_play.time_wording import length_of

#: A wider table has no room on a sheet: its rows are printed as lines.
MOST_COLUMNS = 10
#: From so many pictures on they are printed with fewer points, so that the file stays small.
MANY = 5
LONGEST_CELL = 24


def content(said: Statement, damaged: Collection[str]) -> Iterator[PdfBlock]:
    """``damaged`` are the files that are not on the shelf, or not what was approved."""
    notice = said.notice
    yield PdfBlock(heading="公告的内容", new_page=True)
    if digest(notice) != said.digest:
        yield PdfBlock(text="注意：现在的内容与审核时的不一致，下面印的是现在的。")
    if notice.kind.has_text:
        yield from _text(notice)
    unit = "页" if notice.kind is NoticeKind.PDF else "张"
    for number, file in enumerate(notice.files, 1):
        yield _file(file, f"第 {number} {unit}", damaged, is_small=len(notice.files) >= MANY)


def _text(notice: Notice) -> Iterator[PdfBlock]:
    for line in (notice.letterhead, notice.paper_number, notice.title):
        yield PdfBlock(text=line)
    for part in as_paragraphs(notice.body):
        yield PdfBlock(text=part) if isinstance(part, str) else _table(part)


def _table(rows: Sequence[Sequence[str]]) -> PdfBlock:
    """Columns as wide as what stands in them, within reason."""
    if len(rows[0]) > MOST_COLUMNS:
        return PdfBlock(text="\n".join("　".join(row) for row in rows))
    longest = [
        min(max(len(cell) for cell in column), LONGEST_CELL) + 3
        for column in zip(*rows, strict=True)
    ]
    widths = [round(100 * length / sum(longest)) for length in longest]
    return PdfBlock(head=rows[0], rows=rows[1:], widths=widths)


def _file(file: NoticeFile, name: str, damaged: Collection[str], *, is_small: bool) -> PdfBlock:
    print_of = f"SHA-256：{file.name.partition('.')[0]}"
    if file.name in damaged:
        return PdfBlock(
            text=f"{name}：文件不见了，或者与审核时的不一样，没有印出。应有的 {print_of}"
        )
    if file.seconds:
        words = [f"视频，{length_of(timedelta(seconds=file.seconds))}。{print_of}"]
        if file.captions:
            words.append(f"字幕的 SHA-256：{file.captions.partition('.')[0]}")
            words.append(f"字幕：{file.text}")
        return PdfBlock(text="\n".join(words))
    return PdfBlock(picture=file.name, is_small=is_small, text=f"{name}　文件的 {print_of}")
