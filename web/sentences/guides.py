"""What stands around the text of a guide, on lists, on paper and in codes for telephones."""

from collections.abc import Sequence

#: Of items that are in no field of service, or in one of too many.
OTHER_FIELD = "其他"
ASK_AT_THE_DUTY_DESK = "请问综合值班窗口"
#: At the end of a guide that does not fit into its codes.
AND_SO_ON = "……后面的内容放不下，请看取号机上的指南，或打印明白卡。"
TO_BRING, WHERE = "【要带的材料】", "【到哪里办】"


def guide_title(hall_name: str, number: int) -> str:
    return f"{hall_name}　指南号 {number}"


def open_hours(hours: str) -> str:
    return f"服务时间：{hours}"


def complaints_to(telephone: str) -> str:
    return f"投诉举报电话：{telephone}"


def heading(name: str) -> str:
    return f"【{name}】"


def piece_title(title: str, turn: int, count: int) -> str:
    """Of one of several codes that hold a guide together."""
    return f"《{title}》" + (f"（第{turn}张，共{count}张）" if count > 1 else "")


def at_windows(names: Sequence[str]) -> str:
    """On the paper of a return slip."""
    return f"{'、'.join(names)} 号窗口。" if names else ""
