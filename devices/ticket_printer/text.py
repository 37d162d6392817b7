"""Chinese text for a printer's own font: two-byte codes it surely has, or nothing.

A printer prints some other sign for a code it does not know, without complaint. So only the
characters of GB 2312 are left to its font: the oldest fonts hold them, and the newest still
do. Four-byte GB 18030 codes come out as garbage on most printers and are never sent.
"""

import unicodedata
from functools import lru_cache

#: Signs with a twin that every font has.
TWINS = str.maketrans({"¥": "￥", "–": "—", "−": "-", "•": "·", "‧": "·", "㎡": "平方米"})
SUBSTITUTE = "〓"  # the printer's trade mark for "a sign is missing"; half a surrogate pair only
BLANKED = frozenset({"Cc", "Zs", "Zl", "Zp"})
DROPPED = frozenset({"Cf", "Mn", "Me"})

NOT_AT_LINE_START = frozenset("，。、；：！？）》」』】〉”’·…—,.;:!?)]}%")
NOT_AT_LINE_END = frozenset("（《「『【〈“‘([{￥")
GOOD_ENDS = frozenset("省市州县区旗镇乡街道村、，；）")  # where a name has a joint
#: Pairs that read badly when a line ends between them, from the names of halls and services.
_WORDS = """
政务 服务 便民 党群 中心 大厅 自治 办事 医保 社保
参保 养老 保险 医疗 救助 低保 特困 临时 城乡 居民
职工 企业 个体 工商 基本 登记 申请 申报 办理 查询
审批 审核 备案 注销 变更 转移 接续 关系 认定 证明
补贴 补助 待遇 资格 认证 生育 婚姻 户籍 户口 身份
残疾 退役 军人 优待 老年 高龄 农村 宅基 土地 建房
房屋 林木 采伐 食品 经营 许可 营业 执照 就业 失业
创业 培训 劳动 合同 纠纷 调解 法律 援助 缴费 发票
税务 综合 窗口 人员 工作 建设 规划 公共 社区 治区
治州 治县 治旗
"""
KEPT_TOGETHER = frozenset(_WORDS.split())


@lru_cache(maxsize=512)
def printable(text: str) -> str:
    """The text without what cannot be printed; no control code reaches the printer."""
    text = unicodedata.normalize("NFC", text).translate(TWINS)
    return " ".join("".join(_printable(character) for character in text).split())


def _printable(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in BLANKED:
        return " "
    if kind in DROPPED:  # joiners, variation selectors: they have no width to print
        return ""
    return SUBSTITUTE if kind == "Cs" else character


@lru_cache(maxsize=8192)
def code_of(character: str) -> bytes | None:
    """What to send for one printable character; None when it has to be drawn."""
    if character.isascii():
        return character.encode()
    try:
        pair = character.encode("gbk")
        pair.decode("gb2312")  # python's two tables differ in single signs: both must know it
    except UnicodeError:
        return None
    return pair


def encode(text: str) -> bytes | None:
    """The codes of a printable text; None when a character of it has to be drawn."""
    codes = [code_of(character) for character in text]
    return None if None in codes else b"".join(code for code in codes if code)


def columns(text: str) -> int:
    """Width in columns: a Hanzi, and whatever is drawn in its place, takes two."""
    return sum(1 if character.isascii() else 2 for character in text)


@lru_cache(maxsize=512)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break a printable text into as few lines as possible, about equally long.

    Rather at the joints of a name than inside a word, and no character or two left over.
    """
    pieces = _unbreakable(text, width)
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]  # for the first 0, 1, 2 … pieces
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            line = "".join(pieces[start:end]).strip()
            if columns(line) > width and start < end - 1:
                break
            cost, lines = best[start]
            cost += _cost(line, "".join(pieces[end : end + 1]), width)
            choices.append((cost, (*lines, line)))
        best.append(min(choices, key=lambda choice: choice[0]))
    return best[-1][1]


def fill(text: str, width: int) -> list[str]:
    """Break a printable text into full lines, as running text is set."""
    lines = [""]
    for piece in _unbreakable(text, width):
        if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _cost(line: str, following: str, width: int) -> int:
    """One line more costs most, then uneven lines (squares add up least when even)."""
    cost = 100 * width**2 + columns(line) ** 2
    if line[-1:] + following[:1] in KEPT_TOGETHER:
        cost += width**2
    elif following and line[-1:] not in GOOD_ENDS:
        cost += width**2 // 8
    return cost


def _unbreakable(text: str, width: int) -> list[str]:
    """Words of ASCII, and each Hanzi with the punctuation that clings to it."""
    pieces: list[str] = []
    for character in text:
        if pieces and _clings(pieces[-1], character) and columns(pieces[-1] + character) <= width:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _clings(before: str, character: str) -> bool:
    if character in NOT_AT_LINE_START or before[-1] in NOT_AT_LINE_END:
        return True
    last = before[-1]
    return last.isascii() and character.isascii() and " " not in (last, character)
