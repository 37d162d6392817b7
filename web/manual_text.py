"""The text of a manual: one Markdown file, read as sections for a page and as blocks for paper.

Unlike a notice's, it is our own: links lead to other manuals, pictures are those that
``make pictures`` took (docs/pictures/manual/). No HTML in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

from hall.pdf_papers.pdf_paper import PdfBlock
from web.navigation import anchor

DOCUMENTS = Path(__file__).parents[1] / "docs"
FOLDER = DOCUMENTS / "manual"
ROLES = FOLDER / "roles"
PICTURES = DOCUMENTS / "pictures" / "manual"
ADDRESS = "/help"
PICTURE_WIDTH = 72  # of the line on paper, in hundredths: two pictures and their steps fit a sheet
SIZE_OF_PNG = slice(16, 24)  # of its bytes: width and height, four each


class ManualSection(NamedTuple):
    title: str
    html: Markup
    blocks: tuple[PdfBlock, ...] = ()

    @property
    def anchor(self) -> str:
        return anchor(self.title)

    def filled(self, said: Mapping[str, str]) -> "ManualSection":
        """With what this hall says in place of each blank."""
        html, blocks = str(self.html), self.blocks
        for blank, word in said.items():
            html = html.replace(blank, escape(word))
            blocks = tuple(_filled(block, blank, word) for block in blocks)
        return ManualSection(self.title, Markup(html), blocks)


def _filled(block: PdfBlock, blank: str, word: str) -> PdfBlock:
    steps = tuple((mark, step.replace(blank, word)) for mark, step in block.steps)
    return replace(block, text=block.text.replace(blank, word), steps=steps)


@cache
def manual_sections(name: str) -> tuple[ManualSection, ...]:
    """The title with what stands below it, then one for each heading (``##``)."""
    folder = ROLES if (ROLES / f"{name}.md").exists() else FOLDER
    tokens = _READER.parse((folder / f"{name}.md").read_text(encoding="utf-8"))
    begins = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    parts = [tokens[begin:end] for begin, end in zip(begins, [*begins[1:], None], strict=True)]
    return tuple(map(_section, parts))


def _section(tokens: Sequence[Token]) -> ManualSection:
    body = tokens[3:]  # behind the heading: opened, said, closed
    html = _READER.renderer.render(body, _READER.options, {})
    return ManualSection(tokens[1].content, Markup(html), tuple(_blocks(body)))


def _lead_into_the_program(state: StateCore) -> None:
    """A link of the files becomes one of the pages: ../queue.md#开放时间, /help/queue#开放时间."""
    for token in state.tokens:
        for part in token.children or ():
            if part.type == "link_open":
                file, mark, place = str(part.attrs["href"]).partition("#")
                part.attrs["href"] = f"{ADDRESS}/{PurePosixPath(file).stem}{mark}{place}"
            elif part.type == "image":
                name = PurePosixPath(str(part.attrs["src"])).name
                part.attrs |= {"src": f"{ADDRESS}/pictures/{name}", **_size(PICTURES / name)}


def _size(picture: Path) -> dict[str, str | int | float]:
    """So that nothing moves below the reader's eyes when it comes."""
    if not picture.exists():
        return {}
    size = picture.read_bytes()[SIZE_OF_PNG]
    return {"width": int.from_bytes(size[:4]), "height": int.from_bytes(size[4:])}


_READER = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable(
    ["html_block", "html_inline", "code"]
)
_READER.core.ruler.push("lead_into_the_program", _lead_into_the_program)


def _blocks(tokens: Sequence[Token]) -> Iterator[PdfBlock]:
    """Of paragraphs, lists and pictures; a table would be lost, and no manual has one."""
    steps: list[tuple[str, str]] = []
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup}" if token.info else "·"
        elif token.type == "inline" and mark:
            steps.append((mark, _words(token)))
            mark = ""
        elif token.type == "inline":
            yield _paragraph(token)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            yield PdfBlock(steps=tuple(steps))
            steps = []


def _paragraph(token: Token) -> PdfBlock:
    pictures = [part for part in token.children or () if part.type == "image"]
    name = PurePosixPath(str(pictures[0].attrs["src"])).name if pictures else ""
    return PdfBlock(text=_words(token), picture=name, picture_width=PICTURE_WIDTH)


def _words(token: Token) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(part.type, part.content) for part in token.children or ())
