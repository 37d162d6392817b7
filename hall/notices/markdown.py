"""Markdown to HTML: headings, lists, tables, emphasis. No HTML, no links, no pictures in it:
nobody can follow a link on a wall, and a picture is a notice of its own, checked as one.
"""

from markdown_it import MarkdownIt

_READER = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable(
    ["link", "image", "autolink", "reference", "html_block", "html_inline", "code"]
)


def as_html(text: str) -> str:
    return str(_READER.render(text))
