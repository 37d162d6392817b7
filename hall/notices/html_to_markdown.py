"""From plain HTML (a Word file's) to the Markdown that notices are kept in. Pure.

What is no sign of ours is escaped, so that ``as_html`` shows the words as they stood. The editor
in the browser writes the same way (static/js/editor/notice-markdown.js).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~", "del": "~~"}
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
LISTS = {"ul", "ol"}
#: What would make a line of a paragraph something else.
LINE_START = re.compile(r"(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=:|\s]+$)")
NUMBERED = re.compile(r"(\d{1,9})([.)](?:\s|$))")
SIGNS = re.compile(r"[\\`*_]|~(?=~)|(?<=~)~|&(?=#?\w+;)")


def as_markdown(parent: Element) -> str:
    """The blocks of an element, an empty line between them."""
    parts: list[str] = []
    alike, last = False, ""
    for block in parent:
        # Two lists of one kind, one below the other, would be read as one.
        alike = block.tag in LISTS and block.tag == last and not alike
        last = block.tag
        parts.append(_block(block, otherwise=alike))
    return "\n\n".join(part for part in parts if part.strip())


def _block(block: Element, *, otherwise: bool) -> str:
    if block.tag in HEADINGS:
        line = re.sub(r"(#+)$", r"\\\1", _one_line(block))
        return f"{HEADINGS[block.tag]} {line}" if line else ""
    if block.tag in LISTS:
        return _list(block, otherwise=otherwise)
    if block.tag == "table":
        return _table(block)
    return "\n".join(_line(line) for line in _inline(block).split("\n")).strip()


def _list(block: Element, *, otherwise: bool) -> str:
    bullet, stop = ("*", ")") if otherwise else ("-", ".")
    lines = []
    for number, item in enumerate(block.findall("li"), 1):
        sign = f"{number}{stop} " if block.tag == "ol" else f"{bullet} "
        words = _line(_one_line(item))
        inner = [_block(child, otherwise=False) for child in item if child.tag in LISTS]
        indent = " " * len(sign)
        lines.append(sign + "\n".join([words, *inner]).replace("\n", f"\n{indent}"))
    return "\n".join(lines)


def _table(block: Element) -> str:
    """The first row is its head; cells that were joined leave their columns in place."""
    rows: list[dict[int, str]] = []
    for number, row in enumerate(block.iter("tr")):
        if number == len(rows):
            rows.append({})
        for cell in row:
            column = next(at for at in range(len(rows[number]) + 1) if at not in rows[number])
            for down in range(int(cell.get("rowspan", "1"))):
                if number + down == len(rows):
                    rows.append({})
                for right in range(int(cell.get("colspan", "1"))):
                    rows[number + down][column + right] = ""
            rows[number][column] = _one_line(cell).replace("|", r"\|")
    width = max((max(row, default=-1) for row in rows), default=-1) + 1
    lines = [" | ".join(row.get(column, "") for column in range(width)) for row in rows]
    lines.insert(1, " | ".join(["---"] * width))
    return "\n".join(f"| {line} |" for line in lines) if width else ""


def _one_line(block: Element) -> str:
    return " ".join(_inline(block).split())


def _inline(parent: Element) -> str:
    return "".join(_pieces(parent)).strip()


def _pieces(parent: Element) -> Iterator[str]:
    yield _escaped(parent.text)
    for child in parent:
        if child.tag == "br":
            yield "\n"
        elif child.tag not in LISTS:
            words, sign = "".join(_pieces(child)), MARKS.get(child.tag, "")
            inner = words.strip()
            # A sign beside a space would open or close nothing: the space goes outside.
            yield words.replace(inner, f"{sign}{inner}{sign}", 1) if inner and sign else words
            if child.tag in {"p", "table", "tr", "td"}:  # within a cell
                yield " "
        yield _escaped(child.tail)


def _escaped(text: str | None) -> str:
    return SIGNS.sub(r"\\\g<0>", text or "").replace("\n", " ")


def _line(line: str) -> str:
    begins = line.strip()
    if begins and LINE_START.match(begins):
        return f"\\{begins}"
    return NUMBERED.sub(r"\1\\\2", begins, count=1) if NUMBERED.match(begins) else begins
