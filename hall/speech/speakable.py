"""From what is written to what is said: hanzi, single letters and pauses, nothing else.

A row of rules, each of which writes out one thing; what none of them knows is left out. An
engine, or a person, can read the result as it stands.
"""

import re
from collections.abc import Callable

from hall.speech.numbers import COUNTED, decimal, each_digit, money, whole

PAUSES = "、，。；：？！"
#: Full-width digits, letters and signs as the plain ones, which are the same to whoever listens.
PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B),
                                                *range(0xFF41, 0xFF5B))}
    | {"％": "%", "．": ".", "－": "-", "／": "/", "～": "~", "—": "-", "–": "-", "〜": "~",
       "＋": "+", "＝": "=", "￥": "¥", "〇": "零", "\u3000": " ", "\t": " ", "\r": " ", "\n": " "}
)  # fmt: skip
#: Signs that stand for words, and those that stand for a pause.
WORDS = {
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "km": "公里", "kg": "公斤", "cm": "厘米",
    "mm": "毫米", "ml": "毫升", "℃": "摄氏度", "m": "米", "g": "克", "t": "吨", "h": "小时",
}  # fmt: skip
SIGNS = {"≥": "不少于", "≤": "不超过", "＞": "超过", ">": "超过", "＜": "少于", "<": "少于",
         "×": "乘", "±": "正负", "&": "和", "+": "加", "=": "等于", "%": "百分号"}  # fmt: skip
AS_PAUSES = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "，", ")": "，",
             "（": "，", "）": "，", "〔": "，", "〕": "，", "[": "，", "]": "，", "…": "，",
             "|": "，", "•": "，", "·": "，", "~": "，"}  # fmt: skip
CIRCLED = {chr(0x2460 + number): str(number + 1) for number in range(20)}
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
HANZI = "\u3400-\u4dbf\u4e00-\u9fff"

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def rule(pattern: str, say: Callable[[re.Match[str]], str]) -> Rule:
    """``say`` makes the words for what the pattern finds; its digits are ASCII only."""
    return re.compile(pattern, re.ASCII), say


def _date(found: re.Match[str]) -> str:
    return f"{each_digit(found[1])}年{whole(found[2])}月{whole(found[3])}日"


def _clock(found: re.Match[str]) -> str:
    hour, minute = whole(found[1], counted=True), found[2]
    if minute == "00":
        return f"{hour}点"
    return f"{hour}点{'零' if minute[0] == '0' else ''}{whole(minute)}分"


def _span(found: re.Match[str]) -> str:
    return f"{found[1]}到{found[2]}"


def _counted(found: re.Match[str]) -> str:
    return decimal(found[1], counted=True) + found[2]


def _plain_number(found: re.Match[str]) -> str:
    """A long one, or one that begins with 0, is no amount: it is a code."""
    text = found[0]
    digits = text.partition(".")[0]
    if "," not in text and (len(digits) >= 7 or (len(digits) > 1 and digits[0] == "0")):
        return "点".join(each_digit(part) for part in text.split("."))
    return decimal(text)


TELEPHONE = (
    r"(?<!\d)(0\d{2,3}-\d{7,8}(?:-\d{1,5})?|0\d{9,11}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4})(?!\d)"
)
HOTLINE = r"(热线|电话|拨打|致电|传真|打)([：: ]*)(\d{3,8})(?!\d)"

RULES: tuple[Rule, ...] = (
    rule(r"https?://[!-~]+|www\.[!-~]+", lambda _: "，网址请看屏幕，"),
    rule(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", lambda _: "，邮箱请看屏幕，"),
    rule(r"^ *\(?(?:([\u2460-\u2473])|（?(\d{1,2})(?:[、）)]|\.(?!\d))) *",
         lambda m: f"第{whole(CIRCLED.get(m[1] or '', '') or m[2])}，"),
    rule(r"([\u2460-\u2473])", lambda m: f"第{whole(CIRCLED[m[1]])}，"),
    rule(TELEPHONE, lambda m: f"，{_by_digits(m[1])}，"),
    rule(HOTLINE, lambda m: f"{m[1]}{m[2]}{each_digit(m[3], yao=True)}"),
    rule(r"(\d{3,8})(?=(?:服务)?(?:热线|电话))", lambda m: each_digit(m[1], yao=True)),
    rule(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", _date),
    rule(r"(?<!\d)([12]\d{3}) *[-~]+ *(?=[12]\d{3}年)", lambda m: f"{each_digit(m[1])}到"),
    rule(r"(?<!\d)([12]\d{3})(?=年|〕|\])", lambda m: each_digit(m[1])),
    rule(r"(?<![\d:：])([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:：])", _clock),
    rule(r"(?<=[点分]) *[-~]+ *(?=[零一二两三四五六七八九十])", lambda _: "到"),
    rule(rf"¥ *({NUMBER})(?: *元)?", lambda m: money(m[1])),
    rule(rf"({NUMBER}) *[-~]+ *(?={NUMBER})", lambda m: f"{decimal(m[1])}到"),
    rule(rf"({NUMBER}) *元 */ *每?([{HANZI}]{{1,2}})", lambda m: f"每{m[2]}{money(m[1])}"),
    rule(rf"({NUMBER}) *元", lambda m: money(m[1])),
    rule(rf"({NUMBER}) *%", lambda m: f"百分之{decimal(m[1])}"),
    rule(rf"({NUMBER}) *‰", lambda m: f"千分之{decimal(m[1])}"),
    rule(r"(?<![\d/])(\d{1,2})/(\d{1,3})(?![\d/])", lambda m: f"{whole(m[2])}分之{whole(m[1])}"),
    rule(rf"({NUMBER}) *({'|'.join(WORDS)})(?![A-Za-z])",
         lambda m: decimal(m[1], counted=True) + WORDS[m[2]]),
    rule(r"第 *(\d{1,6})", lambda m: f"第{whole(m[1])}"),
    rule(r"([A-Za-z])-?(\d+)", lambda m: f"{m[1]}{each_digit(m[2])}"),
    rule(rf"({NUMBER}) *((?:多|余)?(?:{'|'.join(COUNTED)}))", _counted),
    rule(rf"({NUMBER}) *(?=[万亿])", lambda m: decimal(m[1], counted=True)),
    rule(NUMBER, _plain_number),
    rule(rf"(?<=[{HANZI}]) */ *(?=[{HANZI}])", lambda _: "或"),
    rule(rf"(?<=[{HANZI}])-+(?=[{HANZI}])", lambda _: "，"),
    rule("|".join(map(re.escape, SIGNS)), lambda m: SIGNS[m[0]]),
    rule(r"\.(?= |$)", lambda _: "。"),
    rule("|".join(map(re.escape, AS_PAUSES)), lambda m: AS_PAUSES[m[0]]),
    rule(rf"[^A-Za-z{HANZI}{PAUSES}]+", lambda _: ""),
    rule(rf"[{PAUSES}]*([。？！])[{PAUSES}]*", lambda m: m[1]),
    rule(rf"[{PAUSES}]*([；：，、])[，、；：]*", lambda m: m[1]),
    rule(rf"^[{PAUSES}]+|[，、；：]+$", lambda _: ""),
)  # fmt: skip


def speakable(text: str) -> str:
    """ "" where there is nothing to say."""
    text = text.translate(PLAIN)
    for pattern, say in RULES:
        text = pattern.sub(say, text)
    return text.upper()


def _by_digits(telephone: str) -> str:
    return "，".join(each_digit(part, yao=True) for part in telephone.split("-") if part)
