"""How a paper looks, as the office writes it: lines with a mark in front, words in braces.

    # 标题　　　　　the title               = 文字　　　in the middle
    ## 文字　　　　large, in the middle     * 文字　　　tall
    ### 文字　　　 as large as possible     □ 文字　　　a box to tick (√: ticked)
    *□ 文字　　　  the box and a tall text  > 文字　　　the footer
    #= 文字　　　  large in the middle, smaller where it needs more than a line
    ---　　　　　  a line across           [空]         two millimetres of white
    [标志]　　　　 the hall's picture       [二维码] {链接}｜下面的字

Every line is printed where it stands: above the code, or below it. But a title that is no first
line is a large one, and the footer is the end of the paper. ``>`` before another mark (``>= 文字``,
``>#= 文字``): below the code, wherever it stands.
A line whose word is empty is left out; a word that is a list gives a line for each entry.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hall.errors import Malformed
from hall.machines import Paragraph, Sheet, TextSize

Words = Mapping[str, str | Sequence[str]]

WORD = re.compile(r"\{([^{}]*)\}")
LOGO, CODE, SPACE = "[标志]", "[二维码]", "[空]"
MOST_LINES, LONGEST = 60, 4_000
PLAIN = Paragraph(text="")
#: What a mark in front of a line makes of it; the longer mark is looked for first.
MARKS: Mapping[str, Paragraph] = {
    "### ": replace(PLAIN, size=TextSize.HUGE, centred=True, bold=True),
    "# ": replace(PLAIN, size=TextSize.LARGE, centred=True, bold=True),
    "## ": replace(PLAIN, size=TextSize.LARGE, centred=True, bold=True),
    "#= ": replace(PLAIN, size=TextSize.FITTED, centred=True),
    "= ": replace(PLAIN, centred=True),
    "* ": replace(PLAIN, size=TextSize.TALL, bold=True),
    "*□ ": replace(PLAIN, size=TextSize.TALL, bold=True, ticked=False),
    "□ ": replace(PLAIN, ticked=False),
    "√ ": replace(PLAIN, ticked=True),
}
#: What stands below the code.
BELOW = tuple(f">{mark}" for mark in MARKS)


def sheet_from(layout: str, words: Words) -> Sheet:
    """Set the words into the layout. Raises Malformed for a word that this paper has not."""
    sheet = Sheet(title="")
    body: list[Paragraph] = []
    below: list[Paragraph] = []
    for line in _filled(layout, words):
        if line == LOGO:
            sheet = replace(sheet, logo=True)
        elif line.startswith("# ") and not (sheet.title or body or sheet.link):
            sheet = replace(sheet, title=line[2:])
        elif line.startswith("> "):
            footer = "　".join(filter(None, (sheet.footer, line[2:])))
            sheet = replace(sheet, footer=footer)
        elif line.startswith(CODE):
            link, _, label = line.removeprefix(CODE).strip().partition("｜")
            sheet = replace(sheet, link=link.strip(), link_label=label.strip())
        elif line.startswith(BELOW):
            below.append(_paragraph(line[1:]))
        else:
            (below if sheet.link else body).append(_paragraph(line))
    return replace(sheet, body=tuple(body), below=tuple(below))


def check_layout(layout: str, words: Words) -> None:
    """Refuse what could not be printed, naming what is wrong.

    Raises Malformed over 60 lines or 4000 characters, for a word that this paper has not, or
    without a line to print.
    """
    if len(layout) > LONGEST or len(layout.splitlines()) > MOST_LINES:
        raise Malformed(field="layout_length", most=MOST_LINES)
    sheet = sheet_from(layout, words)
    if not (sheet.body or sheet.below):
        raise Malformed(field="layout_empty")


def _paragraph(line: str) -> Paragraph:
    if line == SPACE:
        return replace(PLAIN, size=TextSize.SPACE)
    for mark, paragraph in MARKS.items():
        if line.startswith(mark):
            return replace(paragraph, text=line[len(mark) :])
    return replace(PLAIN, text=line)


def _filled(layout: str, words: Words) -> Iterator[str]:
    for line in layout.splitlines():
        names = WORD.findall(line)
        for name in names:
            if name not in words:
                raise Malformed(field="layout_word", word=name, known="、".join(words))
        lists = [name for name in names if not isinstance(words[name], str)]
        if lists:
            for entry in words[lists[0]]:
                yield _set(line, {**words, lists[0]: entry})
        elif not names or any(words[name] for name in names):
            yield _set(line.rstrip(), words)


def _set(line: str, words: Words) -> str:
    return WORD.sub(lambda found: _said(words[found[1]]), line)


def _said(word: str | Sequence[str]) -> str:
    return word if isinstance(word, str) else "、".join(word)
