"""What somebody sees when something is wrong, what it means, and what to do: as lines of a table.

What is seen and what to do are cut out of the very sentences that the page of devices, ``hall
doctor`` and the page of today say; only what a line means stands here besides.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from web.sentences.machines import fault

#: Where a sentence holds what is known only when it is said.
LEFT_OPEN = "…"
GAP = re.compile(r"\{\w+\}")
ENDS = "，。；："
#: Where an address of Latin letters stood between Chinese ones.
WIDE_GAP = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


class FaultLine(NamedTuple):
    key: str  # unlike any other's: its place on the page of faults
    seen: str
    means: str
    do: str


class FaultGroup(NamedTuple):
    title: str
    about: str  # what goes on in the hall meanwhile
    lines: tuple[FaultLine, ...]


def machine_lines(means: Mapping[str, str]) -> Iterator[FaultLine]:
    """Of faults by their names; ``means``: "" where the sentence itself says the cause."""
    for name, meaning in means.items():
        seen, _, rest = WIDE_GAP.sub("", fault(name)).partition("：")
        cause, do = cut(rest)
        yield FaultLine(name, seen, meaning or cause, do or rest)


def sentence_lines(
    kind: str, sentences: Mapping[str, str], means: Mapping[str, str]
) -> Iterator[FaultLine]:
    """Of whole sentences by their names: what is seen ends before what is asked for."""
    for name, meaning in means.items():
        seen, do = cut(GAP.sub(LEFT_OPEN, sentences[name]))
        yield FaultLine(f"{kind}-{name}", seen.strip(ENDS), meaning, do)


def cut(sentence: str) -> tuple[str, str]:
    """What is so, and what to do: 磁盘满了。| 请清理。Without a request all of it is so."""
    begin = sentence.find("请")
    if begin < 0:
        return sentence, ""
    stop = sentence.find("。")
    if 0 <= stop < begin:
        begin = stop + 1
    so = sentence[:begin].strip()
    return (f"{so.rstrip(ENDS)}。" if so else ""), sentence[begin:]
