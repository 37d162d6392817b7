"""Chinese, or English for whoever cannot read it (ADR 0016).

The Chinese sentence in the source is the key; ``english.po`` holds what stands for it. A sentence
that it does not hold is said in Chinese. Staff, papers and the hall's screens stay Chinese.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from flask import Flask, g, has_app_context
from markupsafe import Markup

from hall.line.window_names import all_called

CHINESE, ENGLISH = "zh", "en"
#: As browsers and screen readers want to hear it.
TAGS = {CHINESE: "zh-CN", ENGLISH: "en"}
HAN = re.compile("[\u3400-\u9fff]")
CATALOGUE = Path(__file__).with_name("english.po")


class Named(Protocol):
    """A service or an item: the office may have given it an English name."""

    @property
    def name(self) -> str: ...
    @property
    def english_name(self) -> str: ...


@cache
def english() -> GNUTranslations:
    """Read with the first English page; gettext wants the compiled form, which stays in memory."""
    from babel.messages.mofile import write_mo  # here: a hall of Chinese pages need not wait for it
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        known = read_po(file, locale=ENGLISH)
    compiled = BytesIO()
    write_mo(compiled, known)
    compiled.seek(0)
    return GNUTranslations(compiled)


def language() -> str:
    """Of whoever asked for this page; threads of the hall speak Chinese."""
    chosen: str = g.get("language", CHINESE) if has_app_context() else CHINESE
    return chosen


def speak(chosen: str) -> None:
    """From here on, this request is answered in this language."""
    if has_app_context():
        g.language = chosen if chosen in TAGS else CHINESE


@contextmanager
def on_paper() -> Iterator[None]:
    """Papers stay Chinese, whoever asked for them: they are read to clerks and at home."""
    before = language()
    speak(CHINESE)
    try:
        yield
    finally:
        speak(before)


def spoken(text: str) -> str:
    """A sentence of ours in the visitor's language."""
    return in_english(text) if language() == ENGLISH else text


def in_english(text: str) -> str:
    """Whoever asks; what the catalogue does not know stays as it is."""
    return english().gettext(text) if text else text


def _spoken_of_many(one: str, many: str, count: int) -> str:
    """Chinese has one form; an English sentence that needs two is written around it."""
    return spoken(one if count == 1 else many)


def spoken_as(words: Mapping[Any, str]) -> Callable[[Any], str | None]:
    """A filter: what a code of the hall is called, in the visitor's language."""
    return lambda code: spoken(words[code]) if code in words else None


def named(thing: Named) -> str:
    return thing.name if language() == CHINESE else thing.english_name or chinese(thing.name)


def windows_spoken(names: Sequence[str]) -> str:
    """1、2 号窗口、综合窗口; "" for none."""
    if language() == CHINESE or not names:
        return all_called(names)
    return spoken("窗口 {windows}").format(windows=spoken("、").join(names))


def told(text: str) -> str:
    """What the office wrote: in English where the catalogue happens to know it."""
    known = spoken(text)
    is_foreign = language() == ENGLISH and known == text and HAN.search(text)
    return chinese(text) if is_foreign else known


def chinese(text: str) -> Markup:
    """Marked, so that a screen reader changes its voice."""
    return Markup('<span lang="zh-CN">{}</span>').format(text)


def register(app: Flask) -> None:
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(spoken, _spoken_of_many, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(language=language)
    app.context_processor(lambda: {"lang": TAGS[language()]})
