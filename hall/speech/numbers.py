"""Numbers as they are said: 1050 is 一千零五十, 2个 is 两个, a telephone goes digit by digit."""

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")
MYRIADS = ("", "万", "亿", "万亿")
#: What is counted with 两; everything else (号, 月, 日, 楼, 级 …) is numbered with 二.
COUNTED = (
    "个", "份", "件", "名", "人", "位", "张", "天", "年", "次", "本", "套", "小时", "分钟", "周",
    "组", "户", "台", "页", "家", "种", "类", "项", "条", "块", "处", "间", "辆", "公里", "元",
    "米", "公斤", "吨", "亩", "袋", "支", "方", "寸",
)  # fmt: skip
#: Longer ones are said digit by digit: nobody counts that far while listening.
MOST_DIGITS = 16


def each_digit(digits: str, *, yao: bool = False) -> str:
    """012 is 零一二; a telephone's 1 is 幺."""
    said = "".join(DIGITS[int(digit)] for digit in digits)
    return said.replace("一", "幺") if yao else said


def whole(digits: str, *, counted: bool = False) -> str:
    """A whole number of any length, read out digit by digit beyond 16 of them.

    ``counted``: something is counted with it, so that 2 is 两.
    """
    digits = digits.lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        return each_digit(digits)
    if digits == "2" and counted:
        return "两"
    groups = [digits[max(0, end - 4) : end] for end in range(len(digits), 0, -4)]
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        said = _joined(said, _below_a_myriad(groups[place]), groups[place], MYRIADS[place])
    said = said.removeprefix("一") if said.startswith("一十") else said
    return f"两{said[1:]}" if said.startswith(("二千", "二万", "二亿")) else said or "零"


def _joined(before: str, group: str, digits: str, myriad: str) -> str:
    if not group:
        return before
    gap = "零" if before and (digits.startswith("0") and not group.startswith("零")) else ""
    return f"{before}{gap}{group}{myriad}"


def _below_a_myriad(digits: str) -> str:
    said, gap = "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit == "0":
            gap = bool(said)
        else:
            said += ("零" if gap else "") + DIGITS[int(digit)] + PLACES[place]
            gap = False
    return said


def decimal(text: str, *, counted: bool = False) -> str:
    """12.50 is 十二点五零."""
    before, _, behind = text.replace(",", "").partition(".")
    if not behind:
        return whole(before, counted=counted)
    return f"{whole(before)}点{each_digit(behind)}"


def money(text: str) -> str:
    """20.5 is 二十元五角, as it is said over a counter."""
    before, _, behind = text.replace(",", "").partition(".")
    if not 0 < len(behind) <= 2:
        return f"{decimal(text, counted=True)}元"
    yuan = f"{whole(before, counted=True)}元" if before.strip("0") else ""
    jiao, fen = (int(digit) for digit in f"{behind}0"[:2])
    tens = f"{whole(str(jiao), counted=True)}角" if jiao else "零" if yuan and fen else ""
    ones = f"{whole(str(fen), counted=True)}分" if fen else ""
    return f"{yuan}{tens}{ones}" or "零元"
