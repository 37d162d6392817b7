"""Words of the figures of a period: what each measure is called, and the rows."""

from datetime import date

#: By measure (hall/reports/measures.py): the group it stands in, its name there, and by itself.
MEASURE_NAMES = {
    "visits": ("人次", "取号", "取号"),
    "finished": ("人次", "办结", "办结"),
    "wait_median": ("等候（分钟）", "中位", "等候，一半的人不超过（分钟）"),
    "wait_p90": ("等候（分钟）", "九成", "等候，九成的人不超过（分钟）"),
    "wait_longest": ("等候（分钟）", "最长", "等候，最长（分钟）"),
    "walk_median": ("走到窗口（分钟）", "中位", "走到窗口，一半的人不超过（分钟）"),
    "service_median": ("办理（分钟）", "中位", "办理，一半的人不超过（分钟）"),
    "service_p90": ("办理（分钟）", "九成", "办理，九成的人不超过（分钟）"),
    "inexact": ("人次", "时间不准", "时间不准，不算进时长（人次）"),
    "missed": ("次", "过号", "过号（次）"),
    "transfers": ("次", "转移", "转移（次）"),
    "priority": ("优先", "人次", "优先（人次）"),
    "delay": ("优先", "别人多等（分钟）", "插队和优先使别人多等（分钟，各人相加）"),
    "forecast_error": ("预测", "差（分钟）", "等候预测平均差（分钟）"),
    "ratings": ("评价", "条", "评价（条）"),
    "content": ("评价", "满意率（%）", "满意率（%）"),
    "unstaffed": ("有人等、没人坐", "分钟", "有人等、没人坐（分钟，各窗口相加）"),
    "disclosures": ("公开", "按时（%）", "定期公开按时（%）"),
    "faults": ("设备", "故障（次）", "设备故障（次）"),
}
NO_FIGURE = "—"
BY_NAMES = {
    "service": "业务",
    "window": "窗口",
    "staff": "人员",
    "hour": "钟点",
    "weekday": "星期",
    "day": "日期",
    "month": "月份",
}
#: For rows of what no window, or nobody, had to do with.
NO_ROW_NAMES = {"window": "没有到窗口", "staff": "没有人接待", "hour": "不分钟点"}
PERIOD_NAMES = {
    "today": "今天",
    "week": "本周",
    "month": "本月",
    "last_month": "上月",
    "year": "今年",
}
WEEKDAYS = "一二三四五六日"
TOTAL = "合计"
MEASURE_HEAD = "指标"
CHANGE_HEAD = "变化"
NO_DATA = "没有数据"
TOO_FEW = "数太少"
REPORT_NOTES = (
    "一个号算一次。等候是在队里的时间，走到窗口是叫号到开始办理，办理不含挂起的时间；时长从小到大排，“中位”是一半的人不超过，“九成”是九成的人不超过。",
    "没有按办结、由管理室或夜里结束的号（时间不准）算人次，不算进时长；办理三个小时以上的也不算。",
    "按业务是取号的业务，按窗口是最后接待的窗口，按人员是首问责任人；评价算给办结的窗口和人。",
    "评价不到 5 条的不算满意率；变化的前后两边都有 20 个数才算。",
)
CHART_VISITS = "取号（人次）"
CHART_WAITS = "等候（分钟）"
HALF_OF_PEOPLE = "一半的人不超过"
MOST_PEOPLE = "九成的人不超过"
REPORT_TITLE = "大厅运行月报"
COMPARISON = "和以前比"


def whole_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    return f"{day.month}月{day.day}日"


def period_words(first: date, last: date) -> str:
    """2026年, 2026年3月; or from day to day."""
    if (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31):
        return f"{first.year}年"
    if first == last:
        return whole_day(first)
    if first.day == 1 and (last.month, last.year) == (first.month, first.year):
        following = date.fromordinal(last.toordinal() + 1)
        if following.day == 1:
            return f"{first.year}年{first.month}月"
    return f"{whole_day(first)}—{whole_day(last)}"


def paper_words(first: date, *, is_over: bool) -> str:
    """Which month's report; of a month that goes on, up to which day."""
    return month_key_word(first) if is_over else f"{month_key_word(first)}（到今天）"


def report_file_name(first: date, last: date, ending: str) -> str:
    return f"大厅数据{period_words(first, last)}.{ending}"


def by_table_name(by: str) -> str:
    return f"按{BY_NAMES[by]}"


def hour_word(hour: int) -> str:
    return f"{hour}点"


def weekday_word(weekday: int) -> str:
    return f"周{WEEKDAYS[weekday]}"


def month_key_word(first: date) -> str:
    return f"{first.year}年{first.month}月"


def change_percent(percent: float) -> str:
    """Signed, but for what is none."""
    rounded = round(percent)
    return f"{rounded:+d}%" if rounded else "0%"


def change_points(points: float) -> str:
    """Of a share: not a percentage of percents."""
    rounded = round(points, 1)
    return f"{rounded:+.1f} 点" if rounded else "0 点"
