"""The forms of a page and their controls, as they stand in its HTML, and that HTML changed. Pure.

Tags are changed in memory, and written back into the text all at once; the rest of the text stays
as it was, letter by letter.
"""

from html.parser import HTMLParser

from web.forms.tags import CONTROLS, PRESSED, FormTags, Tag


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
        self._label: list[str] = []
        self._groups: list[list[str]] = []  # the fieldsets around
        self._words: list[str] | None = None  # what is said here belongs there
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
            self._take(found, self._form)
        else:
            self._begin_words(found)

    def _take(self, control: Tag, form: FormTags) -> None:
        form.controls.append(control)
        self._open = control if control.name in ("select", "textarea") else self._open
        # Behind what is typed into stand units; a box is called by what stands behind it.
        control.words = self._label if control.kind in PRESSED else list(self._label)
        control.group = self._groups[-1] if self._groups else []

    def _begin_words(self, found: Tag) -> None:
        if found.name == "label":
            self._words = self._label = []
        elif found.name == "fieldset":
            self._groups.append([found.get("aria-label")])
        elif found.name == "legend" and self._groups:
            self._words = self._groups[-1]

    def handle_data(self, data: str) -> None:
        if self._open:
            (self._open.options or [self._open])[-1].text += data
        elif self._words is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("label", "legend"):
            self._words, self._label = None, []
        elif tag == "fieldset" and self._groups:
            self._groups.pop()
        elif tag == "details" and self._folds:
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
