"""The words of a proof (公示证明): a statement in, the blocks of a paper out. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hall.clock import local
from hall.proof_of_play.proof_pdf import PdfBlock, PdfPaper
from hall.proof_of_play.statement import LONGEST, OneScreen, Statement, gaps
from hall.proof_of_play.time_account import Cause

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
STEPS = {
    "NoticeWritten": "起草、修改",
    "NoticeSubmitted": "送审",
    "NoticeSubmitted let_stand": "送审，确认其中像个人信息的内容可以公开",
    "NoticeSentBack": "退回",
    "NoticePublished": "审核通过，发布",
    "NoticePublished own": "审核通过，发布（写的人自己审核，大厅只有一位管理人员）",
    "NoticeScheduled": "改显示时间和屏幕",
    "NoticeWithdrawn": "撤下",
    "NoticeWithdrawn replaced_by": "由新的一条代替",
    "NoticeExpired": "到期",
    "NoticeStalled": "屏幕放不出来",
}
KINDS = {"text": "文字", "image": "图片", "pdf": "PDF", "video": "视频", "board": "公示栏"}


def paper(statement: Statement, hall_name: str) -> PdfPaper:
    said = statement
    return PdfPaper(
        title="公示证明" if said.is_final else "公示证明（中期）",
        issuer=hall_name,
        foot=f"{hall_name}　{said.notice.title}　{_moment(said.made_at)} 出具",
        blocks=[
            *_about(said),
            *_sum(said),
            *_history(said),
            *_verify(said),
            *_details(said),
        ],
    )


def _about(said: Statement) -> Iterator[PdfBlock]:
    notice, period = said.notice, said.period
    lines = [
        ("公告", notice.title),
        ("文号", notice.paper_number or "（没有）"),
        ("发文单位", notice.letterhead or "（没有写明）"),
        ("种类", KINDS.get(notice.kind, notice.kind)),
        ("公示期", f"{_moment(period.start)} 至 {_moment(period.end)}"),
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


def _sum(said: Statement) -> Iterator[PdfBlock]:
    yield PdfBlock(heading="一、各屏显示情况")
    if not said.screens:
        yield PdfBlock(text="没有登记过应当显示这一条的屏幕。")
        return
    rows = [
        [
            f"{each.name} {each.place}".strip(),
            ROLES.get(each.role, each.role),
            _length(each.wanted),
            _length(each.shown),
            _length(each.painted.shown),
            f"{each.painted.times} 次",
        ]
        for each in said.screens
    ]
    head = ["屏幕", "用途", "应当公示", "在屏上轮播", "画面正好是这一条", "轮到"]
    yield PdfBlock(head=head, rows=rows, widths=[24, 12, 16, 16, 18, 14])
    yield PdfBlock(
        text="“在屏上轮播”是这一条排在屏上、轮流显示的时间；“画面正好是这一条”按秒累加，"
        "叫号盖住的时间不算在内。"
    )


def _details(said: Statement) -> Iterator[PdfBlock]:
    if said.screens:
        yield PdfBlock(heading="四、各屏明细")
    for screen in said.screens:
        yield from _screen(screen)


def _screen(screen: OneScreen) -> Iterator[PdfBlock]:
    yield PdfBlock(heading=f"屏幕 {screen.name}　{screen.place}".rstrip())
    rows = [
        [
            f"{each.day:%Y-%m-%d}",
            _length(each.wanted),
            _length(each.painted.shown),
            f"{each.painted.times} 次",
            _length(each.painted.covered),
        ]
        for each in screen.days
        if each.painted.times
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
        [CAUSES[cause], f"{count} 处", _length(length)]
        for cause, (count, length) in sorted(by_cause.items(), key=lambda each: -each[1][1])
    ]
    yield PdfBlock(head=["没有轮播的原因", "几处", "共"], rows=rows, widths=[56, 18, 26])
    told = [
        each
        for each in screen.stretches
        if each.cause not in (None, Cause.CLOSED) and each.span.length >= SHORTEST
    ]
    lines = [
        [_moment(each.span.start), _moment(each.span.end), CAUSES[each.cause]]
        for each in told[:MOST_GAPS]
        if each.cause is not None
    ]
    if lines:
        yield PdfBlock(head=["从", "到", "原因"], rows=lines, widths=[26, 26, 48])
    if len(told) > MOST_GAPS:
        yield PdfBlock(text=f"另有 {len(told) - MOST_GAPS} 处没有逐一列出，已计入上面的合计。")


def _remarks(screen: OneScreen) -> Iterator[PdfBlock]:
    if screen.painted.doubled:
        yield PdfBlock(text="有的时间有两台浏览器同时打开这块屏的地址，只计其中较长的一台。")
    if screen.unsure:
        yield PdfBlock(text=f"另有 {_length(screen.unsure)} 的记录时间无法确认，没有计入。")
    if screen.altered:
        yield PdfBlock(
            text=f"注意：有 {_length(screen.altered)} 显示的内容与审核时的不一致，没有计入。"
        )


def _history(said: Statement) -> Iterator[PdfBlock]:
    yield PdfBlock(heading="二、谁在什么时候做了什么")
    rows = [
        [_moment(each.at), each.who or "大厅系统", _step(each.kind, each.count)]
        for each in said.steps
    ]
    if rows:
        yield PdfBlock(head=["时间", "人", "做了什么"], rows=rows, widths=[28, 24, 48])
    else:
        yield PdfBlock(text="日志里没有这一条的记录（装入大厅时就有的公告）。")
    if said.notice.remark:
        yield PdfBlock(text=f"写明的原因：{said.notice.remark}")
    if said.receipts:
        lines = [[each.screen.name, _moment(each.at)] for each in said.receipts]
        yield PdfBlock(head=["撤下的回执：屏幕", "确认清除的时间"], rows=lines, widths=[50, 50])


def _step(kind: str, count: int) -> str:
    words = STEPS.get(kind, kind)
    return words if count == 1 else f"{words}（{count} 次，最后一次）"


def _verify(said: Statement) -> Iterator[PdfBlock]:
    yield PdfBlock(heading="三、怎样核对")
    yield PdfBlock(
        pairs=[
            ("日志到第几条", str(said.tail.seq)),
            ("这一条日志的哈希", said.tail.hash),
            ("出具时间", _moment(said.made_at)),
        ]
    )
    yield PdfBlock(
        text="本文件的 SHA-256 在出具的同时记入大厅的日志，运行 hall doctor 会逐份核对。"
        "日志每一条都带着前一条的哈希，从接口取出日志可以在别的电脑上重算，"
        "与上面的哈希一致，就说明出具以前的记录没有改动过。"
    )


def _moment(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M:%S}"


def _length(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
    if not minutes:
        return f"{seconds} 秒"
    return f"{minutes} 分 {seconds} 秒" if seconds else f"{minutes} 分"
