"""The words of a proof about its screens: the sums of each, its days, its gaps and their causes."""

from collections.abc import Iterator
from datetime import timedelta

from hall.pdf_papers.pdf_paper import PdfBlock
from hall.proof_of_play.screen_account import OneScreen, gaps
from hall.proof_of_play.statement import Statement
from hall.proof_of_play.time_account import Cause
from hall.proof_of_play.time_wording import length_of, moment

#: Gaps that are shorter are added up, and more than these are not written out one by one.
SHORTEST = timedelta(minutes=1)
MOST_GAPS = 60
CAUSES = {
    Cause.BLANK: "管理室让屏幕变黑",
    Cause.HIDDEN: "画面被别的窗口挡住或最小化",
    Cause.FROZEN: "画面停住不动",
    Cause.EMERGENCY: "正在显示紧急通知",
    Cause.HIGHER: "正在显示更高级别的通知",
    Cause.ALONE: "断线太久，只显示公示栏",
    Cause.SKIPPED: "屏幕开着，这一条没有放出来",
    Cause.CLOSED: "大厅不开放",
    Cause.UNREPORTED: "屏幕还没有把记录送来",
    Cause.OFF: "屏幕关着、断电或浏览器没有运行",
}
ROLES = {"board": "叫号屏", "notices": "公示屏", "door": "门口屏", "wall": "综合屏"}


def sums(said: Statement) -> Iterator[PdfBlock]:
    """Part one: a line for each screen."""
    yield PdfBlock(heading="一、各屏显示情况")
    if not said.screens:
        yield PdfBlock(text="没有登记过应当显示这一条的屏幕。")
        return
    rows = [
        [
            f"{screen.name} {screen.place}".strip(),
            ROLES.get(screen.role, screen.role),
            length_of(screen.wanted),
            length_of(screen.shown),
            length_of(screen.painted.shown),
            f"{screen.painted.times} 次",
        ]
        for screen in said.screens
    ]
    head = ["屏幕", "用途", "应当公示", "在屏上轮播", "画面正好是这一条", "轮到"]
    yield PdfBlock(head=head, rows=rows, widths=[24, 12, 16, 16, 18, 14])
    yield PdfBlock(
        text="“在屏上轮播”是这一条排在屏上、轮流显示的时间；“画面正好是这一条”按秒累加，"
        "叫号盖住的时间不算在内。"
    )


def silent(said: Statement) -> str:
    """Which screens have not told of the period's last moment, and since when they are silent."""
    until = {
        screen.name: screen.told_until
        for screen in said.screens
        if screen.told_until is None or screen.told_until < said.period.end
    }
    return "；".join(
        f"{name}：{moment(at)} 以后没有报告" if at else f"{name}：从来没有报告过"
        for name, at in until.items()
        if said.is_final
    )


def details(said: Statement) -> Iterator[PdfBlock]:
    """Part three: the days of each screen, its gaps, and what is to be said of its records."""
    if said.screens:
        yield PdfBlock(heading="三、各屏明细")
    for screen in said.screens:
        yield from _screen(screen)


def _screen(screen: OneScreen) -> Iterator[PdfBlock]:
    yield PdfBlock(heading=f"屏幕 {screen.name}　{screen.place}".rstrip())
    rows = [
        [
            f"{day.day:%Y-%m-%d}",
            length_of(day.wanted),
            length_of(day.painted.shown),
            f"{day.painted.times} 次",
            length_of(day.painted.covered),
        ]
        for day in screen.days
        if day.painted.times
    ]
    if rows:
        head = ["日期", "应当公示", "画面正好是这一条", "轮到", "叫号盖住"]
        yield PdfBlock(head=head, rows=rows, widths=[20, 20, 24, 16, 20])
    else:
        yield PdfBlock(text="这块屏没有显示过这一条的记录。")
    yield from _gaps(screen)
    yield from _remarks(screen)


def _gaps(screen: OneScreen) -> Iterator[PdfBlock]:
    by_cause = gaps(screen)
    if not by_cause:
        yield PdfBlock(text="应当公示的时间里没有缺口。")
        return
    rows = [
        [CAUSES[cause], f"{count} 处", length_of(length)]
        for cause, (count, length) in sorted(by_cause.items(), key=lambda gap: -gap[1][1])
    ]
    yield PdfBlock(head=["没有轮播的原因", "几处", "共"], rows=rows, widths=[56, 18, 26])
    told = [
        stretch
        for stretch in screen.stretches
        if stretch.cause not in (None, Cause.CLOSED) and stretch.span.length >= SHORTEST
    ]
    lines = [
        [moment(stretch.span.start), moment(stretch.span.end), CAUSES[stretch.cause]]
        for stretch in told[:MOST_GAPS]
        if stretch.cause is not None
    ]
    if lines:
        yield PdfBlock(head=["从", "到", "原因"], rows=lines, widths=[26, 26, 48])
    if len(told) > MOST_GAPS:
        yield PdfBlock(text=f"另有 {len(told) - MOST_GAPS} 处没有逐一列出，已计入上面的合计。")


def _remarks(screen: OneScreen) -> Iterator[PdfBlock]:
    if screen.painted.doubled:
        yield PdfBlock(text="有的时间有两台浏览器同时打开这块屏的地址，只计其中较长的一台。")
    if screen.unsure:
        yield PdfBlock(text=f"另有 {length_of(screen.unsure)} 的记录时间无法确认，没有计入。")
    if screen.altered:
        yield PdfBlock(
            text=f"注意：有 {length_of(screen.altered)} 显示的内容与审核时的不一致，没有计入。"
        )
