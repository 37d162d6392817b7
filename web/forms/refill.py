"""A page with its form filled in again: what was typed, and at each field what is wrong with it.

This works on the page's own HTML, so every form of every room is given back alike, and no template
can forget a value. Passwords and files are not given back: a browser shows neither, and the first
must not travel once more.
"""

from collections.abc import Mapping, Sequence
from html import escape

from werkzeug.datastructures import MultiDict

from web.forms.markup import PageTags
from web.forms.same_form import KEY, the_form
from web.forms.tags import PRESSED, UNSEEN, FormTags, Tag

Typed = MultiDict[str, str]

SECRET = frozenset({"password", "file"})
#: What secrets are called in our forms, where the page does not say any more.
SECRET_NAMES = frozenset({"password", "again", "present", "pin"})
#: So much is a pity to lose, where its form is not offered any more.
WORTH_KEEPING = 12
#: Marks a code off a paper: nobody finds the wrong digit, and a shared screen keeps none.
RETYPED = "data-retyped"
#: The text of a page that shows the reason at a place of its own.
SHOWN_ALREADY = "data-refusal"


def refilled(
    text: str, action: str, typed: Typed, problems: Mapping[str, str], sentence: str
) -> str:
    """``problems`` are sentences by the names of controls. What has no place at a control stands
    at the top of the form; of a problem at a control the top says nothing.
    """
    page = PageTags(text)
    form = the_form(page.forms, action, typed)
    if form is None:
        _without_the_form(page, typed, [sentence, *problems.values()])
        return page.written()
    _fill(form, typed)
    for fold in form.folds:
        fold.set("open")
    placed = {name: said for name, said in problems.items() if form.first(name)}
    says_it = SHOWN_ALREADY in text
    if placed or not says_it:  # the cursor goes to what is wrong
        for control in (control for shown in page.forms for control in shown.controls):
            control.drop("autofocus")
    _mark(form, placed, says_it=says_it)
    top = [said for name, said in problems.items() if name not in placed]
    top = top or ([] if placed else [sentence])
    if top and not says_it:
        form.tag.inside = _at_the_top(top, focus="" if placed else " autofocus")
    return page.written()


def _fill(form: FormTags, typed: Typed) -> None:
    left = {name: list(values) for name, values in typed.lists()}
    for control in form.controls:
        name, kind = control.get("name"), control.kind
        if not name or kind in SECRET or (kind in UNSEEN and name != KEY):
            continue
        if RETYPED in control.attributes:
            continue
        if kind in PRESSED:
            value = control.attributes.get("value", "on")
            _choose(control, "checked", is_chosen=value in typed.getlist(name))
        elif kind == "select" and name in typed:
            for option in control.options:
                _choose(option, "selected", is_chosen=option.option_value in typed.getlist(name))
        elif kind != "select" and left.get(name):
            _write(control, left[name].pop(0))


def _choose(choice: Tag, word: str, *, is_chosen: bool) -> None:
    if is_chosen:
        choice.set(word)
    else:
        choice.drop(word)


def _write(control: Tag, value: str) -> None:
    if control.name == "textarea":
        control.content = f"\n{value}"  # a browser swallows its first line end
    else:
        control.set("value", value)


def _mark(form: FormTags, problems: Mapping[str, str], *, says_it: bool) -> None:
    """The first of them gets the cursor; a screen reader says each with its field."""
    for number, (name, sentence) in enumerate(problems.items()):
        if not (control := form.first(name)):
            continue
        control.set("aria-invalid", "true")
        if not number:
            control.set("autofocus")
        if not says_it:
            mark = f"problem-{name}"
            control.set("aria-describedby", mark)
            said = f'<strong class="field-problem" id="{escape(mark)}">{escape(sentence)}</strong>'
            control.behind = said


def _at_the_top(sentences: Sequence[str], *, focus: str) -> str:
    said = "<br>".join(escape(sentence) for sentence in dict.fromkeys(sentences))
    return f'<p class="refusal" data-refusal role="alert" tabindex="-1"{focus}>{said}</p>'


def _without_the_form(page: PageTags, typed: Typed, sentences: Sequence[str]) -> None:
    """The form is not offered any more; what was written into it can still be copied."""
    if page.main is None:
        return
    written = [
        text
        for name, text in typed.items(multi=True)
        if name not in SECRET_NAMES and len(text.strip()) > WORTH_KEEPING
    ]
    kept = "".join(f'<pre class="typed-before">{escape(text)}</pre>' for text in written)
    page.main.inside = _at_the_top(sentences, focus=" autofocus") + kept
