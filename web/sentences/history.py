"""What was changed, from what to what: the words of 变更记录."""

from collections.abc import Mapping

from hall.people.rights import EDITABLE, setting_of
from web.sentences.names import ROLES
from web.sentences.right_names import setting_name

#: By the table.
THINGS: Mapping[str, str] = {
    "setting": "设置",
    "opening_hours": "开放时间",
    "calendar_day": "日历",
    "quota": "限号",
    "service": "业务",
    "window": "窗口",
    "window_service": "窗口办哪些业务",
    "priority": "优先的理由",
    "pause_reason": "暂停的理由",
    "screen": "屏幕",
    "paper_layout": "纸张版式",
    "staff": "人员",
    "staff_service": "人员会办哪些业务",
}
#: By the column; ``name`` and so on mean the same in every table.
COLUMNS: Mapping[str, str] = {
    "value": "值",
    "weekday": "星期",
    "half": "半天",
    "opens": "开",
    "closes": "关",
    "kind": "上班还是休息",
    "note": "说明",
    "most": "最多几个号",
    "prefix": "字母",
    "name": "名称",
    "english_name": "英文名称",
    "about": "说明",
    "helps": "不清楚办什么的人取它",
    "promised_minutes": "约几分钟",
    "in_use": "在用",
    "department": "部门",
    "duty": "综合值班",
    "service_id": "业务",
    "window_id": "窗口",
    "staff.role": "角色",
    "screen.role": "用途",
    "staff.name": "姓名",
    "place": "位置",
    "width_mm": "宽（毫米）",
    "height_mm": "高（毫米）",
    "distance_mm": "最远看的人（毫米）",
    "sound": "视频有声音",
    "layout": "版式",
    "account": "账号",
    "title": "职务",
    "may_choose": "可以选人叫号",
    "phone": "电话",
    "duties": "职责",
}
SETTINGS: Mapping[str, str] = {
    "recall_gap_seconds": "重呼至少隔几秒",
    "most_calls": "一个号最多叫几次",
    "keep_hours": "按开放时间取号",
    "last_ticket_minutes": "下班前几分钟停止取号",
    "first_ticket_minutes": "上班前几分钟开始取号",
    "priority_every": "叫几个人里有一个优先的",
    "priority_longest_wait_minutes": "等了几分钟以后不再让优先的先叫",
    "hall_name": "大厅的名称",
    "hall_complaint_phone": "投诉举报电话",
    "hall_hours": "印出来的服务时间",
    "long_wait_minutes": "等了几分钟就提醒主任",
    "managers_need_code": "主任、副主任登录都要动态码",
    "backup_at": "每晚几点备份",
    "ticket_note_days": "号票上的备注保留几天",
    "daily_slip": "关门时打一张日报",
    "opening_check_minutes": "开门前几分钟检查",
    "opening_check_slip": "开门检查打一张纸条",
    "case_days": "差评和意见几天内答复",
    "complex_case_days": "复杂的几天内答复",
    "four_eyes": "公告要第二个人审核",
    "proof_waits_days": "最后的公示证明等几天",
    "case_days_count": "答复的天数怎么数",
    "opinion_days": "意见的原话保留几天",
    "lateness_shown": "打卡屏显示迟到多久",
    "punch_window": "打卡开窗",
    "silent_window_minutes": "没有动静的窗口几分钟以后关",
    "mask_names": "打卡屏遮住姓名",
    "voice": "叫号的声音",
    "voice_second": "第二种声音",
    "voice_repeats": "叫号播几遍",
    "voice_one": "1 读成什么",
    "voice_player": "哪里出声",
    "voice_volume_morning": "上午的音量",
    "voice_volume_noon": "中午的音量",
    "voice_volume_afternoon": "下午的音量",
    "voice_quiet_from": "从几点起不出声",
    "voice_quiet_until": "到几点不出声",
    "reading_volume": "朗读指南的音量",
    "timeclock_voice": "打卡屏出声",
    "reading_warning": "走开前出声提醒",
    "say_opening_at": "几点播开门",
    "say_lunch_at": "几点播午休",
    "say_closing_at": "几点播关门",
    "clerk_idle_minutes": "窗口人员几分钟不用就退出",
    "clerk_sign_in_hours": "窗口人员一次登录最长几小时",
    "manager_idle_minutes": "管理人员几分钟不用就退出",
    "manager_sign_in_hours": "管理人员一次登录最长几小时",
    "kiosk_pin": "取号机的密码",
    "month_posted": "月表公示哪几栏",
    "late_or_early_monthly": "一个月迟到早退容许几次",
    "missing_punch_costs_from": "缺卡从哪一天起按旷工半天",
    "month_keeper": "月表谁先签",
    "month_deputy": "月表谁第二个签",
    "month_director": "月表谁最后签",
    "leave_head_days": "班组负责人批几天以内的假",
    "leave_deputy_days": "副主任批几天以内的假",
    "leave_in_turn": "请假逐级批",
    "make_up_monthly": "一个月可以补几次卡",
    "make_up_days": "几天以内可以补卡",
    "search_words_days": "没有找到的查找词保留几天",
    **{setting_of(role): setting_name(role) for role in EDITABLE},
}
#: What values are called that are words of the program; ``half`` and ``kind`` have their own.
VALUES: Mapping[str, str] = {
    "True": "是",
    "False": "否",
    "None": "空",
    "": "空",
    "yes": "是",
    "no": "否",
    "off": "关",
    "morning": "上午",
    "afternoon": "下午",
    "working": "上班",
    "rest": "休息",
    "holiday": "放假",
    "calendar": "自然日",
}
#: Of tables whose words mean something else there.
VALUES_OF: Mapping[str, Mapping[str, str]] = {
    "setting": {"working": "工作日"},
    "screen": {
        "board": "叫号屏",
        "notices": "公示屏",
        "sign": "窗口吊牌",
        "door": "门口屏",
        "wall": "综合屏",
    },
    "staff": ROLES,
}
WEEKDAYS = "一二三四五六日"
NOT_KEPT = "以前没有记"
NOT_THERE = "没有"
BY_DEFAULT = "{value}（没有改过）"
WHOLE_HALL = "整个大厅"
ITS_OWN_ID = "编号 {entry}"
WENT_BACK = "已改回去。"
#: Why something cannot be changed back.
WHY_NOT_BACK: Mapping[str, str] = {
    "unknown": "以前是什么没有记下来",
    "added": "这是新增或者删除，请到它自己的页面停用、删除或者重新添加",
    "retired": "这是停用或者恢复使用，请到它自己的页面办，那里会先问在等的人怎么办",
    "gone": "它或者它用到的窗口、业务、人员已经停用或者删除了，先恢复使用再改回去",
    "no_fit": "以前的值现在已经不合规定，请到它自己的页面改",
}


def column_name(thing: str, column: str) -> str:
    """As the pages of that thing call it."""
    return COLUMNS.get(f"{thing}.{column}") or COLUMNS.get(column, column)


def hours_in_words(row: Mapping[str, object]) -> str:
    """周一上午 09:00—12:00."""
    half = VALUES.get(str(row.get("half")), "")
    opens, closes = (str(row.get(name))[:5] for name in ("opens", "closes"))
    return f"周{WEEKDAYS[int(str(row.get('weekday', 0)))]}{half} {opens}—{closes}"
