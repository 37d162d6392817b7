"""A form over what is kept: whoever saves an older page undoes nothing that others did since.

Its view reads the typed values as of any other form; in them stands already what others changed
and this person did not (web/forms/merging.py). What is kept now is asked of the form's own page,
as for a refused form (web/forms/form_page.py), so no form says it a second time. Such forms are
saved one after another, from reading what is kept until it is written: read a form before the
work, never inside of it.
"""

from collections.abc import Mapping
from typing import ClassVar, Self

from flask import g, request
from werkzeug.datastructures import MultiDict

from web.forms.form_page import form_page_html
from web.forms.form_refusals import EditedMeanwhile, FormGone
from web.forms.held_values import (
    SHOWN,
    HeldValue,
    Shown,
    held_values,
    shown_from,
    typed_values,
    with_values,
)
from web.forms.markup import PageTags
from web.forms.merging import merged
from web.forms.same_form import the_form
from web.forms.saving_in_turn import begin_saving
from web.forms.typed_form import TypedForm
from web.forms.who_changed import who_changed
from web.sentences.edits import edited_too, kept_meanwhile, ticked, written


class EditForm(TypedForm):
    #: A new thing is nobody else's yet: its form merges with nothing and waits for nobody, however
    #: long its files and passwords take.
    is_new: ClassVar[bool] = False

    @classmethod
    def unit_of(cls, control: str) -> str:
        """Controls of one unit are taken from one person."""
        return control

    @classmethod
    def read(cls) -> Self:
        """What was posted, with what others changed. Raises FormRefused, and EditedMeanwhile."""
        if cls.is_new:
            return super().read()
        begin_saving()
        if "merged_form" not in g and SHOWN in request.form:
            g.merged_form = cls._merge_with_now(shown_from(request.form[SHOWN]))
        return super().read()

    @classmethod
    def posted(cls) -> MultiDict[str, str]:
        typed: MultiDict[str, str] = g.get("merged_form", request.form)
        return typed

    @classmethod
    def _merge_with_now(cls, shown: Shown) -> MultiDict[str, str]:
        now, typed = _kept_now(), request.form
        if now is None:
            raise FormGone()
        result = merged(
            shown,
            {control: value.values for control, value in now.items()},
            typed_values(typed, {**shown, **now}),
            cls.unit_of,
        )
        told = [_told(control, now) for control in result.kept if control in now]
        g.kept_meanwhile = kept_meanwhile(told) if told else ""
        merged_form = with_values(typed, result.values)
        if result.refused:
            g.merged_form = merged_form
            raise EditedMeanwhile(cls._both(result.refused, now))
        return merged_form

    @classmethod
    def _both(cls, refused: tuple[str, ...], now: Mapping[str, HeldValue]) -> dict[str, str]:
        """By the name of the control, or of the unit, what others made of it, and who."""
        theirs: dict[str, list[str]] = {}
        for control in refused:
            _, words = _told(control, now)
            theirs.setdefault(cls.unit_of(control), []).append(words)
        who = who_changed()
        return {unit: edited_too("；".join(words), who) for unit, words in theirs.items()}


def _kept_now() -> dict[str, HeldValue] | None:
    """What the form's page shows now; None where it has no such form any more."""
    html = form_page_html()
    form = the_form(PageTags(html).forms, request.path, request.form) if html else None
    return held_values(form) if form else None


def _told(control: str, now: Mapping[str, HeldValue]) -> tuple[str, str]:
    value = now.get(control)
    if value is None:
        return "", written("")
    if value.is_box:
        return value.label, ticked(is_ticked=bool(value.values))
    return value.label, written(value.words)
