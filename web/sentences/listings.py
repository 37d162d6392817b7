"""What listings and their columns are called, and what their values are in words."""

from collections.abc import Mapping
from typing import Any

from hall.notices.model import NOTICE_KINDS
from web.sentences.absences import SLIP_STATES
from web.sentences.catalogue import KINDS as ITEM_KINDS
from web.sentences.catalogue import STATES as ITEM_STATES
from web.sentences.device_jobs import PUNCH_WAYS
from web.sentences.history import THINGS
from web.sentences.names import LEVELS, MODULES, NOTICE_STATES, ROLES, SCREEN_ROLES, STATES

LISTINGS: Mapping[str, str] = {
    "tickets": "某天的号",
    "items": "事项",
    "notices": "公告",
    "cases": "差评和意见",
    "people": "人员",
    "leave": "请假与公出",
    "punches": "打卡",
    "screens": "屏幕",
    "slips": "打印的纸",
    "journal": "日志",
    "changes": "变更记录",
}
#: By the column's name; of one listing where it means something else there.
TITLES: Mapping[str, str] = {
    "number": "号码",
    "day": "日期",
    "service": "业务",
    "state": "状态",
    "window": "窗口",
    "priority": "优先",
    "issued_at": "取号",
    "first_called_at": "第一次叫",
    "serving_at": "开始办",
    "closed_at": "办结",
    "calls": "叫了几次",
    "first_asked": "首问责任人",
    "stage": "打印",
    "reprint": "补打",
    "wanted_at": "要打的时间",
    "changed_at": "最后变动",
    "fault": "故障",
    "staff": "姓名",
    "at": "时间",
    "way": "方式",
    "source": "来源",
    "repeated": "重复",
    "set_aside": "为什么搁着",
    "seq": "日志第几条",
    "actor": "谁",
    "kind": "类别",
    "sentence": "发生了什么",
    "details": "原始内容",
    "previous": "前一条的校验值",
    "hash": "校验值",
    "id": "编号",
    "thing": "改的是什么",
    "entry": "哪一个",
    "before": "从",
    "after": "改成",
    "name": "名称",
    "people.name": "姓名",
    "account": "账号",
    "role": "角色",
    "screens.role": "用途",
    "title": "职务",
    "notices.title": "标题",
    "department": "部门",
    "may_choose": "可以选人叫号",
    "in_use": "在用",
    "code": "编码",
    "module": "模块",
    "authority": "实施主体",
    "field": "服务领域",
    "level": "级别",
    "category": "栏目",
    "starts_at": "开始",
    "ends_at": "结束",
    "published_at": "发布",
    "over_at": "撤下或到期",
    "place": "位置",
    "width_mm": "宽（毫米）",
    "height_mm": "高（毫米）",
    "distance_mm": "最远看的人（毫米）",
    "sound": "视频有声音",
    "words": "原话",
    "opened_at": "收到",
    "opened_on": "收到的日期",
    "due_on": "期限",
    "complex": "复杂",
    "closed_on": "答复的日期",
    "begins": "从",
    "ends": "到",
    "work_days": "工作日",
    "reason": "事由",
    "entered_by": "谁填的",
    "applied_at": "提交",
}
#: By listing and column.
WORDS: Mapping[str, Mapping[Any, str]] = {
    "tickets.state": STATES,
    "slips.stage": {
        "wanted": "等着打印",
        "printing": "正在打印",
        "printed": "已打印",
        "in_doubt": "可能没有印好",
    },
    "punches.way": PUNCH_WAYS,
    "people.role": ROLES,
    "items.module": MODULES,
    "items.state": ITEM_STATES,
    "items.kind": ITEM_KINDS,
    "notices.kind": NOTICE_KINDS,
    "notices.state": NOTICE_STATES,
    "notices.level": LEVELS,
    "screens.role": SCREEN_ROLES,
    "cases.source": {"rating": "差评", "opinion": "意见箱"},
    "leave.state": SLIP_STATES,
    "changes.thing": THINGS,
}
#: What may be done with the rows that are ticked, by listing.
ACTS: Mapping[str, Mapping[str, str]] = {
    "items": {"publish": "公开", "withdraw": "撤下"},
    "notices": {"withdraw": "撤下"},
    "people": {"retire": "停用", "restore": "恢复使用"},
    "screens": {"reload": "重新加载", "retire": "停用", "restore": "恢复使用"},
    "tickets": {"again": "补打号条"},
    "slips": {"again": "补打"},
    "leave": {"approve": "批准"},
}
YES, NO = "是", "否"
MOST_REFUSALS = 8
#: What may be looked for in the journal besides its kinds.
PROGRAM, HALL_ITSELF = "程序", "大厅自己"
ACTORS: Mapping[str, str] = {
    "hall": HALL_ITSELF,
    "kiosk": "取号机",
    "printer": "打印机",
    "stranger": "没有登录的人",
    "installer": "安装",
    "timeclock": "打卡屏",
    "device": "设备",
    "fingerprint_reader": "指纹机",
    "forecaster": "等候预测",
    "pads": "呼叫器和评价器",
    "phone": "手机",
    "terminal": "考勤机",
    "voice": "语音播报",
}


def title_of(listing: str, column: str) -> str:
    return TITLES.get(f"{listing}.{column}") or TITLES[column]


def done_sentence(act: str, done: int, refused: list[tuple[str, str]]) -> str:
    """What came of an act with several rows: how many, and why the others were not."""
    said = f"{act}：办了 {done} 项。"
    if not refused:
        return said
    told = "；".join(f"{name}：{why.rstrip('。')}" for name, why in refused[:MOST_REFUSALS])
    more = f"；还有 {len(refused) - MOST_REFUSALS} 项" if len(refused) > MOST_REFUSALS else ""
    return f"{said}没有办的 {len(refused)} 项：{told}{more}。"


NUMBERED = "编号 {number}"
#: Asked beside an act that needs a reason.
REASONS: Mapping[str, str] = {"notices": "撤下的原因"}
NOTHING_TICKED = "没有勾选，什么也没有办。"


def most_exported(most: int, total: int) -> str:
    """Before, and at the end of the file."""
    return (
        f"一共 {total} 行，一个文件最多 {most} 行，后面的不在里面：请按日期或别的条件分几次导出。"
    )


def file_name(listing: str, day: str, kind: str, *, only: int = 0) -> str:
    """``only``: so many rows and no more; 0: all of them."""
    cut = f"-前{only}行" if only else ""
    return f"{LISTINGS[listing]}-{day}{cut}.{kind}"


def checked_sentence(seq: int, total: int) -> str:
    if not seq:
        return f"服务器启动以来还没有核对过，共 {total} 条。"
    if seq >= total:
        return f"全部 {total} 条都和写下的时候一样。"
    return f"核对到第 {seq} 条，共 {total} 条，都和写下的时候一样。"


def broken_sentence(seq: int) -> str:
    return (
        f"第 {seq} 条和写下的时候不一样，或者前后接不上：日志被人动过，或者硬盘坏了。"
        "请保留备份，联系上级。"
    )
