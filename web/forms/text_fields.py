"""Fields for words: of one line, of several, and secrets."""

from hall.parsing import listed
from hall.plain_text import one_line
from web.forms.typed_field import TypedField


class TextField(TypedField[str]):
    """As it was typed, but for blanks around it. What an action finds wrong, it says itself."""

    def parse(self, text: str) -> str:
        return text.strip()


class LineField(TypedField[str]):
    """One line: blanks and line ends inside become single blanks."""

    def parse(self, text: str) -> str:
        return one_line(text)


class WholeField(TypedField[str]):
    """Every character counts, the blank at its end too."""

    def parse(self, text: str) -> str:
        return text


class SecretField(WholeField):
    """A password: it never comes back."""


class ListField(TypedField[list[str]]):
    """Typed into one control, with anything between that people put there."""

    def parse(self, text: str) -> list[str]:
        return listed(text)
