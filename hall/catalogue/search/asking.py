"""How people ask, whatever they ask for: what is left without it is what they want."""

import re
from collections.abc import Sequence

from hall.catalogue.search.folding import folded

WAYS = (
    "怎么办理", "怎么办", "怎么弄", "怎么申请", "怎么领", "怎么开", "怎么查", "怎么交", "怎么报",
    "怎么", "如何办理", "如何申请", "如何", "需要什么材料", "需要哪些材料", "要什么材料",
    "什么材料", "要带什么", "带什么", "要什么手续", "什么手续", "需要什么", "要准备什么",
    "准备什么", "在哪里办", "在哪里", "在哪儿", "在哪办", "去哪里", "去哪儿", "去哪办", "哪里办",
    "哪里", "哪儿", "去哪", "在哪", "找谁", "找哪个", "哪个窗口", "几号窗口", "哪个部门",
    "什么时候", "多少钱", "要钱吗", "收费吗", "多久", "几天", "能不能", "可不可以", "可以吗",
    "行不行", "有没有", "可以", "能办吗", "请问", "我想要", "我想", "我要", "想要", "我们",
    "我家", "我的", "我", "你们", "一下", "办理", "申请", "想", "要", "了", "吗", "呢", "啊",
    "的", "什么", "帮我", "帮", "给", "需要", "办", "咋办", "咋弄", "咋个", "咋", "哪些", "手续",
)  # fmt: skip
#: Longest first, so that 怎么办理 goes as a whole.
WAYS_OF_ASKING = re.compile("|".join(sorted(map(re.escape, WAYS), key=len, reverse=True)))
#: What stands between two characters that belong together: 找个工作, 砍几棵树.
BETWEEN = re.compile(
    r"[一两三几这那][个棵只头台张本块条间栋位](?!子)|[个点些了把被谁]|自己|自家|门(?=手艺|技术)"
)


def told(question: str) -> Sequence[str]:
    """The parts of a question that say something, folded."""
    parts = (BETWEEN.sub("", part) for part in WAYS_OF_ASKING.split(folded(question)))
    return [part for part in parts if len(part) > 1]


def wholly_told(question: str) -> Sequence[str]:
    """The whole question, folded, as it is and without fillers: each may be part of a word."""
    whole = folded(question)
    return list(dict.fromkeys((whole, BETWEEN.sub("", whole))))
