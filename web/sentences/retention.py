"""What is kept how long, and why: the rows of the retention table in words."""

#: By the rule's name: what it is, what is forgotten of it, and on what that stands.
RETENTION_ROWS = {
    "cards": (
        "取号时刷的身份证号码",
        "整个删除；留几天按业务在“身份证”页设",
        "个人信息保护法第十九条：办完就不再需要",
    ),
    "opinions": (
        "意见箱里群众写的话、电话、编号和回执",
        "答复以后满期清空，类别和窗口留下统计；没有答复的不清",
        "个人信息保护法第十九条、第四十七条：答复以后留作复核",
    ),
    "rating_words": (
        "评价时写的话",
        "满期清空，评价的等级留下统计；没有答复的不清",
        "同上一行",
    ),
    "ticket_notes": (
        "号票上工作人员写的备注",
        "满期清空，号和各种时长留下统计",
        "个人信息保护法第十九条：可能写有群众的情况",
    ),
    "search_words": (
        "取号机上没有查到的词",
        "满期清空，每天没查到几次留下统计；写下时已去掉号码",
        "个人信息保护法第十九条：用来改事项的说法",
    ),
    "exposures": (
        "屏幕放过什么的记录",
        "满期删除；公示证明和它的校验值一直留着",
        "最长的公示期（400 天），加一年多的复议和诉讼",
    ),
    "presses": ("防止重复提交的记号", "满期删除", "只为认出连点两下，里面没有内容"),
    "remains": (
        "清除以前加密留下的一份",
        "满期删除；主任可以用 hall forgotten 打开",
        "防止时间错了误清",
    ),
    "tickets": ("取号、叫号、办理的时间", "不清除：没有姓名和号码", "统计和核对用"),
    "punches": ("打卡、请假和月表", "不清除", "考勤和工资的依据，备查"),
    "journal": ("工作日志", "不清除：一条扣一条，里面没有群众的号码和写的话", "核对和追责用"),
}

#: By the table of the fact (hall/retention/retention_table.py): what was forgotten from there.
TABLE_NAMES = {
    "ticket_card": "身份证号码",
    "opinion": "意见箱",
    "rating": "评价时写的话",
    "ticket": "号票上的备注",
    "search_miss": "没有查到的词",
    "exposure": "屏幕放过什么",
    "pressed_form": "防重复的记号",
    "forgotten": "清除以前加密的一份",
    "punch": "打卡",
    "journal": "日志",
}


def kept_days(days: int | None, name: str) -> str:
    """90 天, 按业务, 一直."""
    if days is not None:
        return f"{days} 天"
    return "按业务" if name == "cards" else "一直"
