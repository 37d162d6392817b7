"""What the page of a day says: the same words on the office's page, on the PDF and on the slip."""

from collections.abc import Sequence
from datetime import date

from hall.daily_page.day_figures import DayFigures
from hall.line.window_names import called
from hall.opinions.model import Grade
from web.sentences.machines import MACHINES
from web.sentences.moments import duration
from web.sentences.names import GRADES

#: Of fewer it could be guessed whose they are: only how many is said.
FEWEST_RATINGS = 5
NONE = "没有"
OFF_ALL_DAY = "服务器整天没有开，没有记录。"
MADE_UP = "那天结束时服务器没有开，这一页是后来按日志补的。"
NOT_FINAL = "今天还没有过完，半夜再算一遍。"


def full_date(day: date) -> str:
    """2025年3月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_words(figures: DayFigures) -> dict[str, str | Sequence[str]]:
    """By the words of the layout of the slip (每日日志); lists one line each."""
    attendance = figures.attendance
    return {
        "取号": str(figures.issued),
        "办结": str(figures.finished),
        "过号": str(figures.missed),
        "没有办完": str(figures.still_open),
        "平均等候": duration(figures.mean_wait),
        "最长等候": duration(figures.longest_wait),
        "预测误差": _error(figures),
        "插队": f"{figures.jumped} 次，越过 {figures.passed} 人" if figures.jumped else NONE,
        "评价": ratings(figures.ratings),
        "设备故障": [
            f"{MACHINES.get(machine, machine)}断开 {count} 次"
            for machine, count in figures.faults.items()
        ] or [NONE],
        "重启": f"{figures.starts} 次",
        "没人坐": [
            f"{called(window)} {seconds // 60} 分钟"
            for window, seconds in figures.unstaffed.items()
        ] or [NONE],
        "考勤": f"应到 {attendance.due}，打卡 {attendance.came}，迟到 {attendance.late}，"
        f"早退 {attendance.early}，缺卡 {attendance.missing}，请假、公出 {attendance.on_leave}",
        "打卡": str(figures.punches),
    }  # fmt: skip


def ratings(counts: Sequence[int]) -> str:
    """How many of each grade, unless there are so few that it could be guessed whose they are."""
    total = sum(counts)
    if total == 0:
        return NONE
    if total < FEWEST_RATINGS:
        return f"{total} 份，不足 {FEWEST_RATINGS} 份，不分列"
    named = [(GRADES[grade], count) for grade, count in zip(Grade, counts, strict=True) if count]
    return f"{total} 份：" + "，".join(f"{name} {count}" for name, count in named)


def day_remark(figures: DayFigures, *, made_up: bool, is_final: bool) -> str:
    """What is to be known of the page as a whole; "" for one made when it should be."""
    if not figures.was_on:
        return OFF_ALL_DAY
    return MADE_UP if made_up else "" if is_final else NOT_FINAL


#: The lines of the page and of the PDF, under their headings.
SECTIONS = (
    ("办事", "取号 办结 过号 没有办完 平均等候 最长等候 预测误差 插队 评价"),
    ("大厅", "设备故障 重启 没人坐"),
    ("人员", "考勤 打卡"),
)
ROW_NAMES = {
    "插队": "优先、插队",
    "预测误差": "等候预测",
    "设备故障": "设备断开",
    "重启": "服务器启动",
    "没人坐": "有人等、没人坐",
    "考勤": "人数",
    "打卡": "打卡次数",
}


def day_sections(figures: DayFigures) -> list[tuple[str, list[tuple[str, str]]]]:
    """Headings with their lines: a name and what is said."""
    said = day_words(figures)
    return [
        (heading, [(ROW_NAMES.get(name, name), _joined(said[name])) for name in names.split()])
        for heading, names in SECTIONS
    ]


def daily_page_title(day: date) -> str:
    return f"{full_date(day)}大厅日报"


def daily_page_file(day: date) -> str:
    return f"大厅日报-{day.isoformat()}.pdf"


#: Who signs the PDF.
SIGNERS = (("值班领导", ""), ("制表", ""))


def _joined(said: str | Sequence[str]) -> str:
    return said if isinstance(said, str) else "、".join(said)


def _error(figures: DayFigures) -> str:
    if figures.forecast_error_minutes is None:
        return "没有可以比的"
    return f"平均差 {figures.forecast_error_minutes:.0f} 分钟（{figures.forecasts} 个号）"
