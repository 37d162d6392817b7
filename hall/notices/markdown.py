"""Markdown to HTML: headings, lists, tables, emphasis. No HTML, no links, no pictures in it:
nobody can follow a link on a wall, and a picture is a notice of its own, checked as one.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_READER = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable(
    ["link", "image", "autolink", "reference", "html_block", "html_inline", "code"]
)


def _align(state: StateCore) -> None:
    """By a class: no page of ours admits a style that stands in it (the content policy)."""
    for token in state.tokens:
        if style := token.attrs.pop("style", None):
            token.attrs["class"] = f"cell--{str(style).rpartition(':')[2]}"


_READER.core.ruler.push("align", _align)


def as_html(text: str) -> str:
    """Safe to be put into a page as it is: markup in the text is shown, not obeyed."""
    return str(_READER.render(text))
