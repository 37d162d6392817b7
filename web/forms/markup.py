"""The forms of a page and their controls, as they stand in its HTML, and that HTML changed. Pure.

Tags are changed in memory, and written back into the text all at once; the rest of the text stays
as it was, letter by letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser


@dataclass(slots=True)
class Tag:
    """One start tag. ``stop`` is behind it, ``end`` behind its whole element."""

    name: str
    attributes: dict[str, str | None]
    start: int
    stop: int
    end: int
    options: list["Tag"] = field(default_factory=list)  # of a select
    text: str = ""  # of an option or a textarea
    is_changed: bool = False
    content: str | None = None  # what its element shall contain instead
    inside: str = ""  # HTML to stand right behind the start tag
    behind: str = ""  # HTML to stand behind the element

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    @property
    def kind(self) -> str:
        """The type of an input; else the tag's name."""
        return (self.get("type").lower() or "text") if self.name == "input" else self.name

    @property
    def option_value(self) -> str:
        value = self.attributes.get("value")
        return self.text.strip() if value is None else value

    def set(self, name: str, value: str | None = None) -> None:
        self.attributes[name], self.is_changed = value, True

    def drop(self, name: str) -> None:
        self.is_changed |= name in self.attributes
        self.attributes.pop(name, None)

    def edits(self) -> Iterator[tuple[int, int, str]]:
        """From where to where in the text, and what stands there instead."""
        if self.is_changed:
            yield self.start, self.stop, self._written()
        if self.content is not None:
            yield self.stop, self.end, f"{escape(self.content)}</{self.name}>"
        if self.inside:
            yield self.stop, self.stop, self.inside
        if self.behind:
            yield self.end, self.end, self.behind

    def _written(self) -> str:
        parts = (
            name if value is None else f'{name}="{escape(value)}"'
            for name, value in self.attributes.items()
        )
        return f"<{' '.join((self.name, *parts))}>"


@dataclass(slots=True)
class FormTags:
    tag: Tag
    folds: list[Tag]  # the <details> around it
    controls: list[Tag] = field(default_factory=list)

    def first(self, name: str) -> Tag | None:
        """The control of that name that people see."""
        named = (control for control in self.controls if control.get("name") == name)
        return next((control for control in named if control.kind not in UNSEEN), None)


#: What nobody types into.
UNSEEN = frozenset({"hidden", "button", "submit", "image", "reset"})
CONTROLS = frozenset({"input", "select", "textarea", "button"})


class PageTags(HTMLParser):
    """Reads a page once; ``written`` gives it back with what was changed since."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[FormTags] = []
        self.main: Tag | None = None
        self._tags: list[Tag] = []
        self._form: FormTags | None = None
        self._folds: list[Tag] = []
        self._open: Tag | None = None  # the select or textarea under way
        self._text, self._lines = text, [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(text)

    def _here(self) -> int:
        row, column = self.getpos()
        return self._lines[row - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        stop = start + len(self.get_starttag_text() or "")
        self._tags.append(found := Tag(tag, dict(attrs), start, stop, stop))
        if tag == "details":
            self._folds.append(found)
        elif tag == "main":
            self.main = self.main or found
        elif tag == "form":
            self._form = FormTags(found, list(self._folds))
            self.forms.append(self._form)
        elif tag == "option" and self._open:
            self._open.options.append(found)
        elif self._form and tag in CONTROLS:
            self._form.controls.append(found)
            self._open = found if tag in ("select", "textarea") else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            (self._open.options or [self._open])[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._folds:
            self._folds.pop()
        elif tag == "form":
            self._form = None
        elif self._open and tag == self._open.name:
            self._open.end = self._here() + len(f"</{tag}>")
            self._open = None

    def written(self) -> str:
        text = self._text
        edits = [edit for tag in self._tags for edit in tag.edits()]
        for start, stop, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
            text = text[:start] + new + text[stop:]
        return text
