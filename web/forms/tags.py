"""The tags of a page that matter to its forms. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape


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
    words: list[str] = field(default_factory=list)  # of its label, where that stands around it
    group: list[str] = field(default_factory=list)  # of the fieldset around it

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

    @property
    def label(self) -> str:
        """What people read beside a control, and before that, what its group is called."""
        own = self.get("aria-label") or " ".join("".join(self.words).split())
        return "　".join(filter(None, ("".join(self.group).strip(), own)))

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
#: What is chosen by a press.
PRESSED = frozenset({"checkbox", "radio"})
CONTROLS = frozenset({"input", "select", "textarea", "button"})
