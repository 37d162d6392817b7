"""Rights of the office in words: what each is called, and what it lets somebody do."""

from collections.abc import Mapping

from hall.people.model import Role
from hall.people.rights import GRANTABLE, Right
from web.sentences.names import ROLES

NAMES: Mapping[Right, str] = {
    Right.TODAY: "今日",
    Right.QUEUE: "排队",
    Right.WINDOWS: "窗口和时间",
    Right.FIGURES: "数据",
    Right.ITEMS: "事项",
    Right.OPINIONS: "评价和意见",
    Right.NOTICES_WRITE: "写公告",
    Right.NOTICES_REVIEW: "审公告",
    Right.SCREENS: "屏幕和声音",
    Right.PEOPLE: "人员",
    Right.RIGHTS: "改权限",
    Right.ATTENDANCE: "考勤",
    Right.LEAVE: "请假",
    Right.DEVICES: "设备",
    Right.SETTINGS: "大厅设置",
    Right.BACKUPS: "备份和保留",
    Right.EXPORT: "导出",
    Right.JOURNAL: "日志和变更",
}
EXPLAINED: Mapping[Right, str] = {
    Right.TODAY: "看今天要处理的事、开门检查和日报。",
    Right.QUEUE: "改排队规则和等候预测，结束或恢复没办完的号，补打号票，看号和号票的名单。",
    Right.WINDOWS: "增加、停用窗口和业务，改开放时间、节假日和限号。",
    Right.FIGURES: "看一段时间的人数、等候和评价，打月报。",
    Right.ITEMS: "改、公开、导入办事指南，看一次性告知。",
    Right.OPINIONS: "看好差评和意见，答复差评和意见。",
    Right.NOTICES_WRITE: "写公告，送审，定公示的时间；自己写的不能自己审。",
    Right.NOTICES_REVIEW: "审核、退回、撤下公告，同意缩短公示。",
    Right.SCREENS: "登记屏幕，让屏幕变黑或重新加载，改叫号的声音，播一段话。",
    Right.PEOPLE: "增加、停用人员，改他们的密码和会办的业务；有管理权利的人只由主任改。",
    Right.RIGHTS: "改这张表；只有主任有，去不掉。",
    Right.ATTENDANCE: "排班、值班，月表的裁定、签字和导出，指纹和考勤机；不能裁定自己。",
    Right.LEAVE: "录入、撤回别人的假，定假的种类；谁批几天的假仍按批假的规定。",
    Right.DEVICES: "打印机、取号机、纸张版式、身份证阅读器，登记设备。",
    Right.SETTINGS: "看开门以前还差什么，确认服务器的时间；大厅的名称和恢复纸只由主任改。",
    Right.BACKUPS: "现在备份，定几点备份和用哪个U盘；下载备份、改保留期限只由主任做。",
    Right.EXPORT: "把看得到的名单、月表和数据存成表格文件带走。",
    Right.JOURNAL: "看日志和变更记录；改回去只由主任做。",
}
NOBODY_ELSE = "主任"
AS_DELIVERED = "和默认一样"


def about_rights(details: Mapping[str, object]) -> dict[str, str]:
    """Of a refusal: which rights would open it, and whose roles have one of them."""
    rights, roles = details.get("rights"), details.get("roles")
    named = [NAMES[Right(right)] for right in rights] if isinstance(rights, list) else []
    having = [ROLES[role] for role in roles] if isinstance(roles, list) else []
    return {
        "rights_word": "”或“".join(named) or NAMES[Right.RIGHTS],
        "roles_word": "、".join(having) or NOBODY_ELSE,
    }


def differences_in_words(kept: str) -> str:
    """How a role differs from its rights as delivered; of ``+items,-leave``: 加：事项；去：请假."""
    said = kept.split(",")
    more = "、".join(NAMES[right] for right in GRANTABLE if f"+{right}" in said)
    less = "、".join(NAMES[right] for right in GRANTABLE if f"-{right}" in said)
    parts = [f"加：{more}" if more else "", f"去：{less}" if less else ""]
    return "；".join(filter(None, parts)) or AS_DELIVERED


def setting_name(role: Role) -> str:
    """What 变更记录 calls the rights of a role."""
    return f"{ROLES[role]}的权限"
