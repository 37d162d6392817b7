"""One bad value in a form costs nobody anything else that they typed.

The forms are found in the pages, so a new one is walked as well. Not walked, for what they are:

* forms that take nothing but buttons, ticks and choices: a browser sends no bad value of theirs;
* passwords, PINs and the digits off a paper, which are never given back;
* files (tests/office/test_notices.py, tests/office/test_importing.py);
* forms that open only in another state: to withdraw, to agree, to answer an opinion, to hand over
  a window, to rule on a punch (each has a refusal in the tests of its page).
"""

from urllib.parse import urlsplit

import pytest

from tests.form_walk import ROW, as_it_stands, what_is_lost, wrong_values
from tests.office.test_forms import forms_of
from web.forms.tags import FormTags

#: Fewer would mean that the walk passes by forms that it used to find.
MOST_OF_THEM = 150
#: Any text is right there.
TAKES_ANYTHING = {("/office/notices/new", "body"), ("/office/papers/diary", "layout")}


def one_of_each_shape(client) -> list[tuple[str, FormTags]]:
    """Of forms that differ only in whose they are, one."""
    shapes = {}
    for path, form in forms_of(client):
        action = urlsplit(form.tag.get("action") or path).path
        shape = (ROW.sub("", action), frozenset(map(ROW.sub, "", as_it_stands(form))))
        shapes[shape] = (action, form)
    return list(shapes.values())


@pytest.mark.slow_because(
    "every form of every page of the office is sent once for each of its fields"
)
def test_one_bad_value_costs_nothing_else_that_was_typed_and_is_told_at_its_place(director):
    walked, lost = [], {}
    for action, form in one_of_each_shape(director):
        for name, typed in wrong_values(form):
            if (action, name) in TAKES_ANYTHING:
                continue
            answer = director.post(action, data=typed)
            walked.append((action, name))
            if answer.status_code not in (409, 422):
                lost[action, name] = {str(answer.status_code)}
                continue
            if wrong := what_is_lost(answer.text, action, name, typed):
                lost[action, name] = wrong

    assert lost == {}
    assert len(walked) >= MOST_OF_THEM
