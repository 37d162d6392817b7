"""The office's pages: the one table behind its bar, its six areas, the paths above its pages, its
search and its manual.

A new page adds its line to ``PAGES``, under its area, and a heading of the same name to
``docs/manual/<area>.md``, which its ``?`` opens. What stands below a page's address
(``/office/leave/settings`` below ``/office/leave``) belongs to it and needs no line.
"""

from typing import NamedTuple


class OfficePage(NamedTuple):
    area: str  # of AREAS
    endpoint: str
    title: str
    does: str  # what one does there, in a sentence
    words: str = ""  # what else people call it, or would look for


#: By the names of their manuals and addresses, in the order of the bar.
AREAS = {
    "today": "今日",
    "queue": "排队与窗口",
    "items": "事项与公开",
    "screens": "屏幕与声音",
    "people": "人员与考勤",
    "system": "设备与系统",
}
PAGES = tuple(OfficePage(*line) for line in (
    ("today", "office.overview", "今日",
     "看今天的排队、窗口、设备和打卡，有没有要马上处理的事。", "概况 首页 总览 补打"),
    ("today", "office_opening_check.page", "开门检查",
     "开门以前查一遍打印机、声音、屏幕、时钟、备份和值班，现在再查一遍。", "开机 自检 巡检 检查单"),
    ("today", "office_daily_pages.page", "日报",
     "每天关门时的一页：来了多少人、最长等多久、评价、故障、考勤。", "每日 汇总 当天 小结"),

    ("queue", "office_windows.page", "窗口和业务",
     "每个窗口办哪些业务；增加、停用窗口和业务；优先和暂停的原因。",
     "柜台 前缀 号段 部门 优先的理由 暂停的理由 军人优先"),
    ("queue", "office_line.page", "排队规则",
     "重呼的间隔和次数，优先的人怎样插进来，看今天谁插了队。", "叫号 插队 过号 优先"),
    ("queue", "office_hours.overview", "开放时间",
     "每周几点开门，节假日和调休，什么时候可以取号，每半天限多少号。",
     "上班时间 节假日 放假 闭馆 限号 日历"),
    ("queue", "office_outlook.page", "等候预测",
     "号票上说的等候时间准不准，每项业务大约办几分钟，谁哪天在。", "等多久 预计 误差"),
    ("queue", "office_figures.page", "数据",
     "一段时间来了多少人、等多久、办多久，和以前比，下载表格和月报。",
     "统计 报表 月报 图表 人次 时间不准 导出"),

    ("items", "office.items.every", "事项",
     "群众能办、能查的事项和办事指南：修改、公开、导入、导出。", "办事指南 清单 目录 材料 指南"),
    ("items", "office_one_time.given", "一次性告知",
     "看窗口开给群众的一次性告知书，需要时再打印一份。", "补正 缺材料 告知书"),
    ("items", "office_opinions.opinions", "评价和意见",
     "好差评的结果，答复差评和意见箱里的意见。", "好差评 投诉 差评 意见箱 整改 满意"),
    ("items", "office_notices.notices", "公告",
     "写公告，审核、发布、撤下公告，出公示证明。", "公示 通知 宣传 图片 视频 公开栏"),

    ("screens", "office_screens.page", "屏幕",
     "登记每块屏幕，看它们现在是否正常，让它们重新加载或变黑。", "显示屏 大屏 电视 窗口屏 黑屏"),
    ("screens", "office_preview.page", "预览",
     "看每块屏幕在某个时刻显示什么。", "轮播 效果"),
    ("screens", "office_voice.page", "语音",
     "叫号用什么声音、多大声、播几遍；现在播一段话。",
     "喇叭 音量 广播 声音 紧急疏散 方言 朗读"),

    ("people", "office_people.page", "人员和账号",
     "增加人员，改角色、密码和会办的业务，停用离开的人。", "员工 用户 密码 令牌 登录 离开"),
    ("people", "office_rights.page", "权限",
     "每个角色在管理室里可以看什么、做什么。", "角色 权利 授权 谁可以"),
    ("people", "office_work_times.page", "作息",
     "考勤组、上下班的班次、哪一天用哪个作息。", "班次 上班 下班 考勤组 弹性 放假"),
    ("people", "office_roster.page", "值班表",
     "谁哪天在综合窗口、前台值班。", "排班 轮值 值守"),
    ("people", "office_months.page", "考勤月表",
     "一个月每个人的出勤，裁定、签字、锁定、导出。", "迟到 早退 旷工 缺卡 全年 出勤 签字"),
    ("people", "office_leave.page", "请假与公出",
     "批请假、公出和补卡，录入纸质的单子，定假的种类和谁批。", "年假 病假 补卡 下村 外出 审批"),
    ("people", "office_fingerprints.page", "指纹",
     "登记和删除手指，指纹机的密码和备份。", "手指 指纹机 录入"),
    ("people", "office_terminals.terminals", "考勤机",
     "联网的考勤机，用 U 盘导入打卡记录，编号对上人。", "中控 U盘 优盘 导入打卡"),
    ("people", "office_punches.page", "打卡核对",
     "先搁着的打卡算不算，停电时纸上签到的补进来。", "签到表 时间错 搁置"),

    ("system", "office_setup.page", "开门以前",
     "开门以前还差什么；大厅的名称、电话、服务时间；主任的恢复纸；一张表格填完业务、窗口和人员。",
     "第一次启动 初始 大厅名称 投诉电话 恢复纸 忘记密码 模板 准备"),
    ("system", "office_devices.devices", "设备",
     "打印机、指纹机这些设备现在好不好，坏过几次，打一张测试页。", "号票打印机 故障 缺纸 测试页"),
    ("system", "office_kiosk.page", "取号机",
     "取号机上工作人员的密码，怎样锁定和解锁。", "触摸屏 自助 锁定 退出"),
    ("system", "office_papers.papers", "纸张版式",
     "号票、明白卡这些纸上印什么，大厅的标志。", "号票 小票 模板 徽标 会标"),
    ("system", "office_id_cards.page", "身份证",
     "哪些业务取号时请人刷身份证，阅读器是否正常。", "读卡器 阅读器 实名"),
    ("system", "office_enrolment.page", "设备登记",
     "让取号机、屏幕、考勤屏、评价屏接进大厅，收回丢了的。", "平板 评价屏 登记码 链接"),
    ("system", "office_backups.page", "备份",
     "每晚的备份存在哪里、多大、多久了，现在备份一份，用U盘存。", "U盘 恢复 拷贝 硬盘"),
    ("system", "office_retention.page", "保留期限",
     "什么内容留多久，到期清除了什么，各有什么依据。", "清除 删除 个人信息 隐私"),
    ("system", "office_lists.every", "名单",
     "事项、人员、公告、号、打卡这些的全部：排序、筛选、一次办多项、导出。",
     "列表 导出 表格 某天的号 全部"),
    ("system", "office_changes.page", "变更记录",
     "谁改了设置、开放时间、业务、屏幕、版式和人员，从什么改成什么，一按改回去。",
     "历史 改回去 恢复 以前"),
    ("system", "office_journal.page", "日志",
     "大厅里发生过的每件事，有没有被改过，导出给别人核对。", "记录 审计 流水 校验"),
))  # fmt: skip

#: What stands beside a page's name where its area begins, by how many there are; nothing for none.
LIVE_COUNTS = {
    "office_windows.page": "现在 {count} 位在等",
    "office.items.every": "{count} 件没有公开的草稿",
    "office_opinions.opinions": "{count} 件等待答复",
    "office_notices.notices": "{count} 条等待审核",
    "office_screens.page": "{count} 块屏幕不正常",
    "office_leave.page": "{count} 张单子等您批",
    "office_punches.page": "{count} 条打卡先搁着",
    "office_devices.devices": "{count} 台设备不能用",
    "office_enrolment.page": "{count} 台设备等着登记",
}
