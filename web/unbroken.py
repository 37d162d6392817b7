"""Numbers with hyphens (0734-0000000) on one line, for browsers break them behind a hyphen."""

import re

from markupsafe import Markup, escape

HYPHENED = re.compile(r"(?<![\w-])\w*\d(?:-\d+)+")
TAG = re.compile(r"(<[^>]*>)")


def unbroken(text: str | Markup) -> Markup:
    """Of HTML only what stands between its tags is touched; any other text is escaped."""
    parts = TAG.split(escape(text))
    return Markup("".join(part if TAG.fullmatch(part) else _held(part) for part in parts))


def _held(text: str) -> str:
    return HYPHENED.sub(r'<span class="number">\g<0></span>', text)
