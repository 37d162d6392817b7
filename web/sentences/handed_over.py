"""Leaving in words: what somebody holds, what becomes of it, and the list that is kept."""

from collections.abc import Mapping

from hall.departures.model import HoldingKind
from hall.line.window_names import called
from web.sentences.history import SETTINGS

#: What is held, and what becomes of it where nobody takes it over.
KINDS: Mapping[HoldingKind, tuple[str, str]] = {
    HoldingKind.WINDOW: ("坐着的窗口", "马上空出来"),
    HoldingKind.TICKET: ("手上的号", "正在办的回到队里，位置不变；挂起、过号的由能办的窗口接着叫"),
    HoldingKind.SKILL: ("只有他会办的业务", "没有人会办，取号会停"),
    HoldingKind.NOTICE: ("没有发布的公告", "留着，谁都可以接着写"),
    HoldingKind.CASE: ("等着答复的评价和意见", "由别的能答复的人答复"),
    HoldingKind.SLIP: ("等他批的单子", "转给现在能批的人；他是组负责人的，看下一行"),
    HoldingKind.GROUP: ("负责的考勤组", "这个组没有负责人，短假由副主任、主任批"),
    HoldingKind.DUTY: ("排好的值班", "从值班表上去掉，那天没有人"),
    HoldingKind.SIGNER: ("月表上的签字", "不指定人，按角色签"),
    HoldingKind.TOKEN: ("发给程序的令牌", "收回，程序马上用不了"),
    HoldingKind.SIGN_IN: ("登录的地方", "马上退出"),
    HoldingKind.FINGER: ("登记的手指", "指纹机空下来就删除"),
    HoldingKind.TERMINAL: ("考勤机上的编号", "请在考勤机上删掉这个用户；以前的打卡还要按它认人"),
}
NO_LABEL = "没有写是哪一枚"
HANDED, KEPT = "交给{name}", "留着接着用"


def holding_in_words(kind: str, what: str) -> str:
    """Which one of its kind."""
    match HoldingKind(kind):
        case HoldingKind.WINDOW:
            return called(what)
        case HoldingKind.SIGNER:
            return SETTINGS.get(what, what)
        case HoldingKind.CASE:
            return f"{what} 以前答复"
        case HoldingKind.FINGER:
            return what or NO_LABEL
        case _:
            return what


def outcome_in_words(row: Mapping[str, object], name: str) -> str:
    """What became of it; ``name`` is of who took it over, "" for nobody."""
    if row.get("kept"):
        return KEPT
    if window := row.get("window"):
        return HANDED.format(name=called(str(window)))
    return HANDED.format(name=name) if name else KINDS[HoldingKind(str(row["kind"]))][1]
