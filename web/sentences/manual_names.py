"""The manuals: of the areas of the office (docs/manual/) and of who works here (its roles/)."""

from hall.people.model import Role
from web.sentences.office_pages import AREAS

#: By the names of their files, in the order of the manual's own list.
MANUALS = {**AREAS, "counter": "窗口", "timeclock": "打卡"}
#: A path through the day of each role.
ROLE_MANUALS = {
    "window": "窗口人员的一天",
    "duty": "综合值班的一天",
    "director": "主任的一天",
    "timekeeper": "考勤员的一月",
    "installing": "安装：从软件包到第一个号",
}
#: To hang up in the hall; anybody may read it.
VISITORS, VISITORS_TITLE = "visitors", "群众须知"
FAULTS, FAULTS_TITLE = "faults", "故障：看到什么，怎么办"
MANUAL_OF_ROLE = {
    Role.DIRECTOR: "director",
    Role.DEPUTY: "director",
    Role.CLERK: "window",
    Role.DUTY: "duty",
}
#: Headings of the list.
YOURS, OTHERS, OF_PAGES, REST = "您的岗位", "别的岗位", "各页怎么用", "贴在墙上和出故障时"
FAULT_COLUMNS = ("看到什么", "什么意思", "怎么办")
#: Which one is about the pages of a room, by the beginning of their endpoints; the office's have
#: the one of their area.
MANUALS_OF_ROOMS = {
    "counter": "counter",
    "duty": "counter",
    "guide": "counter",
    "leaving": "counter",
    "tablet": "counter",
    "timeclock": "timeclock",
    "me": "timeclock",
    "my": "timeclock",
    "account": "timeclock",
}
#: In the text for visitors: of the hall, filled in when it is shown or printed.
BLANKS = {
    "hall_name": "【大厅名称】",
    "hours": "【服务时间】",
    "complaint_phone": "【投诉电话】",
}
PRINTED_ON = "{title}　{day} 打印"


def manual_title(name: str) -> str | None:
    """None where there is no such manual."""
    more = {VISITORS: VISITORS_TITLE, FAULTS: FAULTS_TITLE}
    return {**MANUALS, **ROLE_MANUALS, **more}.get(name)


def manual_groups(role: Role) -> dict[str, dict[str, str]]:
    """All of them under the list's headings; those of one's own role first."""
    own = MANUAL_OF_ROLE.get(role, "window")
    return {
        YOURS: {own: ROLE_MANUALS[own]},
        OTHERS: {name: title for name, title in ROLE_MANUALS.items() if name != own},
        OF_PAGES: MANUALS,
        REST: {FAULTS: FAULTS_TITLE, VISITORS: VISITORS_TITLE},
    }
