"""What the kiosk's papers are called, and what somebody has who has none."""

NUMBER_SLIP, RETURN_SLIP, OPINION_RECEIPT, FACT_CARD = "号票", "回头号", "意见回执", "明白卡"
REMEMBER_NUMBER = "请记住您的号码"
NOTE_CODE = "请记下编号"
CARRY_BY_PHONE = "可以用手机扫码带走"

PAPERS = (
    NUMBER_SLIP, RETURN_SLIP, OPINION_RECEIPT, FACT_CARD, REMEMBER_NUMBER, NOTE_CODE,
    CARRY_BY_PHONE,
)  # fmt: skip
