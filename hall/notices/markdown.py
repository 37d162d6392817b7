"""Markdown to HTML: headings, lists, tables, emphasis. No HTML, no links, no pictures in it:
nobody can follow a link on a wall, and a picture is a notice of its own, checked as one.
"""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from hall.notices.not_as_typed import NotAsTyped, NotDrawnKind

_READER = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable(
    ["link", "image", "autolink", "reference", "html_block", "html_inline", "code"]
)


def _align(state: StateCore) -> None:
    """By a class: no page of ours admits a style that stands in it (the content policy)."""
    for token in state.tokens:
        if style := token.attrs.pop("style", None):
            token.attrs["class"] = f"cell--{str(style).rpartition(':')[2]}"


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the library's shape)
    """Stars open before anything that is no space, and close behind it.

    CommonMark asks for a space or a punctuation mark beside 通知： too, and Chinese has none:
    in **通知：**请 its second pair would stand as two stars on the wall.
    """
    marker, begin = state.src[state.pos], state.pos
    if silent or marker != "*":
        return False
    end = begin
    while end < state.posMax and state.src[end] == marker:
        end += 1
    for _ in range(end - begin):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - begin,
                token=len(state.tokens) - 1,
                end=-1,
                open=not state.src[end : end + 1].isspace() and end < state.posMax,
                close=begin > 0 and not state.src[begin - 1].isspace(),
            )
        )
    state.pos = end
    return True


_READER.core.ruler.push("align", _align)
_READER.inline.ruler.before("emphasis", "stars", _emphasis)


def as_html(text: str) -> str:
    """Safe to be put into a page as it is: markup in the text is shown, not obeyed."""
    return str(_READER.render(text))


#: Stand around what is marked until it is HTML; a text's own are told by their names instead.
OPENS, CLOSES = "\x02", "\x03"


def marked_html(text: str, found: Sequence[NotAsTyped]) -> str:
    """The same as ``as_html``, with each finding in a <mark>; what cannot be seen, by its code."""
    for finding in reversed(found):
        unseen = finding.kind in (NotDrawnKind.DIRECTION, NotDrawnKind.CONTROL)
        words = finding.code if unseen else finding.found
        text = f"{text[: finding.start]}{OPENS}{words}{CLOSES}{text[finding.end :]}"
    return as_html(text).replace(OPENS, "<mark>").replace(CLOSES, "</mark>")


def as_paragraphs(text: str) -> Iterator[str | list[list[str]]]:
    """For paper: each paragraph without its marks, and each table as its rows, headings first."""
    table: list[list[str]] = []
    before = ""
    for token in _READER.parse(text):
        match token.type:
            case "list_item_open":
                before = f"{token.info}{token.markup} " if token.info else "· "
            case "tr_open":
                table.append([])
            case "inline" if table:
                table[-1].append(_words(token))
            case "inline":
                yield before + _words(token)
                before = ""
            case "fence":
                yield token.content.rstrip("\n")
            case "table_close":
                yield table
                table = []


def _words(token: Token) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(part.type, part.content) for part in token.children or ())
