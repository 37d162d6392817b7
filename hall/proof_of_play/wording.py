"""The words of a proof (公示证明): a statement in, the blocks of a paper out. Pure."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from hall.notices.model import NOTICE_KINDS
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper
from hall.proof_of_play.checking_sheet import checking_sheet
from hall.proof_of_play.content_wording import content
from hall.proof_of_play.period_wording import period_changes
from hall.proof_of_play.screen_account import OneScreen
from hall.proof_of_play.screen_wording import details, silent, sums
from hall.proof_of_play.statement import LONGEST, Statement
from hall.proof_of_play.time_wording import length_of, moment

#: Room for a seal and a hand.
BLANK = "\u3000" * 12
STEPS = {
    "NoticeWritten": "起草、修改",
    "NoticeSubmitted": "送审",
    "NoticeSubmitted let_stand": "送审，确认其中像个人信息的内容可以公开",
    "NoticeSentBack": "退回",
    "NoticePublished": "审核通过，发布",
    "NoticePublished own": "审核通过，发布（写的人自己审核，大厅只有一位管理人员）",
    "NoticeScheduled": "改显示时间和屏幕",
    "NoticeShorteningAsked": "提出缩短或减少公示",
    "NoticeShortened": "同意缩短或减少公示",
    "NoticeShortened own": "缩短或减少公示（提出的人自己同意，大厅只有一位管理人员）",
    "NoticeWithdrawn": "撤下",
    "NoticeWithdrawn replaced_by": "由新的一条代替",
    "NoticeExpired": "到期",
    "NoticeStalled": "屏幕放不出来",
}


def paper(statement: Statement, hall_name: str, damaged: Collection[str] = ()) -> PdfPaper:
    """What it was, each screen's sums, its history, each screen's days, what it said, and how to
    check all that. ``damaged`` are those of its files that cannot be printed as they were approved.
    """
    said = statement
    return PdfPaper(
        title="公示证明" if said.is_final else "公示证明（中期）",
        issuer=hall_name,
        foot=f"{hall_name}　{said.notice.title}　{moment(said.made_at)} 出具",
        blocks=[
            *_verdict(said),
            *_about(said),
            *sums(said),
            *_history(said),
            *period_changes(said),
            *details(said),
            PdfBlock(
                text="出具单位（盖章）：　　　　　　　　　　　　　　日期：　　　　　　　　　　"
            ),
            *content(said, damaged),
            *checking_sheet(said),
        ],
    )


def _verdict(said: Statement) -> Iterator[PdfBlock]:
    """In the first lines: what was required of all screens together, and what came of it."""
    wanted = sum((screen.wanted for screen in said.screens), timedelta())
    shown = sum((screen.shown for screen in said.screens), timedelta())
    days = said.notice.working_days
    lines = [("各屏合计", f"应当公示 {length_of(wanted)}，在屏上轮播 {length_of(shown)}")]
    if days:
        reached = "达到" if said.working_days >= days else "没有达到"
        lines.append(
            ("工作日", f"要求 {days} 个，已过 {said.working_days} 个，{reached}要求的天数")
        )
    if wanted:
        best = max(said.screens, key=lambda screen: screen.shown)
        lines.append(
            ("在屏上最久的", f"{best.name}：{length_of(best.shown)}，占应当的 {_share(best)}")
        )
    if absent := silent(said):
        lines.append(("没有报告的屏", absent))
    yield PdfBlock(pairs=[("结论", _judged(said, shown)), *lines])


def _share(screen: OneScreen) -> str:
    return f"{int(100 * screen.shown / screen.wanted)}%" if screen.wanted else "0%"


def _judged(said: Statement, shown: timedelta) -> str:
    """Days alone prove nothing: a period in which no screen showed it was no publication."""
    if not said.is_final:
        return "公示还没有结束，不作结论。"
    if not shown:
        return "没有记录到任何一块屏显示过这一条。"
    if said.ends and said.period.end < said.ends:
        return "公示提前结束，没有满原定的公示期。"
    return "公示已经结束，期间在屏上显示过；各屏的时长和中断见下。"


def _about(said: Statement) -> Iterator[PdfBlock]:
    notice, period = said.notice, said.period
    lines = [
        ("公告", notice.title),
        ("文号", notice.paper_number or "（没有）"),
        ("发文单位", notice.letterhead or "（没有写明）"),
        ("种类", NOTICE_KINDS[notice.kind]),
        ("公示期", f"{moment(period.start)} 至 {moment(period.end)}"),
        ("工作日", _working_days(said)),
        ("内容的 SHA-256", said.digest),
    ]
    if not said.is_final:
        lines.append(("说明", "公示还没有结束，以下是到出具时为止的情况。"))
    if said.is_cut:
        lines.append(("说明", f"公示得更早，这里只写最近 {LONGEST.days} 天。"))
    yield PdfBlock(pairs=lines)


def _working_days(said: Statement) -> str:
    passed = f"已过 {said.working_days} 个工作日（按大厅的日历，起始日不算）"
    wanted = said.notice.working_days
    return f"要求公示 {wanted} 个工作日，{passed}" if wanted else passed


def _history(said: Statement) -> Iterator[PdfBlock]:
    yield PdfBlock(heading="二、谁在什么时候做了什么")
    rows = [
        [moment(step.at), step.who or "大厅系统", _step(step.kind, step.count)]
        for step in said.steps
    ]
    if rows:
        yield PdfBlock(head=["时间", "人", "做了什么"], rows=rows, widths=[28, 24, 48])
    else:
        yield PdfBlock(text="日志里没有这一条的记录（装入大厅时就有的公告）。")
    if said.notice.remark:
        yield PdfBlock(text=f"写明的原因：{said.notice.remark}")
    if said.receipts:
        lines = [[receipt.screen.name, moment(receipt.at)] for receipt in said.receipts]
        yield PdfBlock(head=["撤下的回执：屏幕", "确认清除的时间"], rows=lines, widths=[50, 50])


def _step(kind: str, count: int) -> str:
    words = STEPS.get(kind, kind)
    return words if count == 1 else f"{words}（{count} 次，最后一次）"
