"""What states, kinds and grades are called, where pages show them."""

from hall.notices.levels import Level
from hall.opinions.model import Grade
from hall.screens.model import ScreenRole

STATES = {
    "waiting": "等候中",
    "called": "请到窗口",
    "serving": "办理中",
    "parked": "已挂起",
    "missed": "已过号",
    "transferred": "已转移，等候中",
    "finished": "已办结",
    "cancelled": "已取消",
    "left": "已离开",
}

STEPS = {
    "call": "叫号",
    "recall": "重呼",
    "serve": "开始办理",
    "finish": "办结",
    "miss": "过号",
    "return": "排回队里",
    "park": "挂起",
    "resume": "回来了",
    "transfer": "转移",
    "cancel": "交还号码",
    "leave": "离开",
    "walk_up": "没有号，直接办理",
    "go_on": "去办下一件",
    "continue": "接着办下一件",
    "close": "没有人按结束，由管理室或者夜里关掉",
    "add": "加办一件",
}

SLIP_STAGES = {
    "wanted": "没有打印出来，修好后会自动补上（10 分钟内）",
    "printing": "正在打印",
    "in_doubt": "可能没有印好，请问一问本人，需要时补打",
}

MODULES = {"apply": "办理事项", "enquire": "查询事项", "disclose": "公开事项"}

MODULE_HINTS = {
    "apply": "带什么材料、怎么办",
    "enquire": "补贴、政策、诉求",
    "disclose": "公示、公告",
}

DISCLOSURES = {
    "legal_basis": "法律依据",
    "conditions": "申请条件",
    "materials": "申报材料",
    "procedure": "办理程序",
    "time_limit": "办理时限",
    "fees": "收费依据及标准",
    "complaints": "投诉渠道及电话",
}

#: The voices that come with the program; others are called as their folders are.
VOICES = {"zm_yunjian": "普通话男声", "zf_xiaobei": "普通话女声"}

GRADES = {
    Grade.VERY_GOOD: "非常满意",
    Grade.GOOD: "满意",
    Grade.FAIR: "基本满意",
    Grade.BAD: "不满意",
    Grade.VERY_BAD: "非常不满意",
}

CHANNELS = {"tablet": "窗口平板", "kiosk": "自助终端", "phone": "手机", "pad": "评价器"}

SCOPES = {
    "device": "只接设备（hall devices）",
    "read": "只读",
    "line": "读取和叫号",
    "manage": "读取、叫号、管理和接设备",
}
ROLES = {
    "director": "主任",
    "deputy": "副主任",
    "clerk": "窗口人员",
    "duty": "综合值班",
    "attendance": "考勤员",
    "editor": "编辑",
    "reviewer": "审核",
    "county_reader": "县里查看",
}

DAY_KINDS = {"working": "上班", "rest": "休息", "holiday": "放假"}

DAY_SOURCES = {
    "hall": "本大厅",
    "notice": "放假通知",
    "published": "国务院放假安排",
    "computed": "推算",
}

NOTICE_STATES = {
    "draft": "草稿",
    "review": "待审核",
    "published": "已发布",
    "withdrawn": "已撤下",
    "expired": "已到期",
}

LEVELS = {Level.ROTATION: "轮播", Level.NOTICE: "通知", Level.EMERGENCY: "紧急"}

PERSONAL = {
    "id_number": "身份证号",
    "bank_card": "银行卡号",
    "mobile": "手机号",
    "phone": "电话号码",
    "address": "详细地址",
}

SCREEN_ROLES = {
    ScreenRole.BOARD: "叫号屏",
    ScreenRole.NOTICES: "公示屏",
    ScreenRole.SIGN: "窗口吊牌",
    ScreenRole.DOOR: "门口屏",
    ScreenRole.WALL: "综合屏",
}


def voice(name: str) -> str:
    return VOICES.get(name, name)
