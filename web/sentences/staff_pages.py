"""Names on the pages of the office and the desk."""

#: What the office's pages are grouped by, and what each is called, by its endpoint.
OFFICE_GROUPS = {
    "today": "今日",
    "line": "排队",
    "items": "办事",
    "public": "公开",
    "devices": "设备",
    "people": "人员",
}
OFFICE_PAGES = {
    "office.overview": "今日",
    "office_opening_check.page": "开门检查",
    "office_daily_pages.page": "日报",
    "office_windows.page": "窗口和业务",
    "office_line.page": "排队规则",
    "office_hours.overview": "开放时间",
    "office_outlook.page": "等候预测",
    "office_voice.page": "语音",
    "office.items.every": "事项",
    "office_one_time.given": "一次性告知",
    "office_opinions.opinions": "评价和意见",
    "office_notices.notices": "公告",
    "office_preview.page": "预览",
    "office_screens.page": "屏幕",
    "office_devices.devices": "设备",
    "office_kiosk.page": "取号机",
    "office_papers.papers": "纸张版式",
    "office_id_cards.page": "身份证",
    "office_enrolment.page": "设备登记",
    "office_people.page": "人员和账号",
    "office_work_times.page": "作息",
    "office_roster.page": "值班表",
    "office_months.page": "考勤月表",
    "office_leave.page": "请假与公出",
    "office_fingerprints.page": "指纹",
    "office_terminals.terminals": "考勤机",
    "office_punches.page": "打卡核对",
}
#: Where in a notice something was found.
NOTICE_PARTS = {
    "title": "标题",
    "category": "类别",
    "letterhead": "红头",
    "paper_number": "文号",
    "body": "正文",
    "captions": "字幕",
    "page": "第 {number} 页",
}
#: What a screen does with something that was typed, and what to do.
NOT_AS_TYPED = {
    "letter": "“{found}”（{code}）屏幕的字库里没有，那里是空白或者方框，请换成文字",
    "direction": "有一个看不见的文字方向符号（{code}），后面的字可能倒过来，请删去重写这几个字",
    "control": "有一个看不见的控制符（{code}），请删去重写这几个字",
    "link": "“{found}”是网页链接的写法，屏上点不了，方括号和网址照样显示出来，请只留文字",
    "picture": "“{found}”是插入图片的写法，屏上不显示图片，只显示这些符号；图片请写成另一条公告",
    "tag": "“{found}”是网页的标记，屏上照样显示出来，请删去",
}
#: By what ratings are added up.
RATED_BY = {"window": "窗口", "person": "人员", "item": "事项"}
#: Over which days forecasts are compared with what came.
FORECAST_SPANS = {"today": "今天", "lately": "近 {days} 天"}
#: Why no numbers are given for a service, and what helps.
UNSERVED = {
    "no_window": "没有窗口办，不能取号：请在下面给一个窗口勾上",
    "no_clerk": "没有一位人员会办，不能取号：请在“人员和账号”里给一位勾上",
}


def proof_file_name(proof_id: int) -> str:
    return f"公示证明-{proof_id}.pdf"
