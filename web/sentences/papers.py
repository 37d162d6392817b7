"""What the kiosk's papers are called, and what somebody has who has none."""

from collections.abc import Sequence

NUMBER_SLIP, RETURN_SLIP, OPINION_RECEIPT, FACT_CARD = "号票", "回头号", "意见回执", "明白卡"
REMEMBER_NUMBER = "请记住您的号码"
NOTE_CODE = "请记下编号"
CARRY_BY_PHONE = "可以用手机扫码带走"

PAPERS = (
    NUMBER_SLIP, RETURN_SLIP, OPINION_RECEIPT, FACT_CARD, REMEMBER_NUMBER, NOTE_CODE,
    CARRY_BY_PHONE,
)  # fmt: skip


def party_to_come(size: int) -> str:
    """On a return slip; "" for whoever comes alone."""
    return f"{size} 人一起，到了一次取 {size} 个号" if size > 1 else ""


def further_to_come(services: Sequence[str]) -> str:
    """On a return slip; "" for a visit for one thing."""
    return f"办完接着办{'、'.join(services)}，不用再取号" if services else ""
