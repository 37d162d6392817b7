"""A refused form comes back filled in, whatever its page looks like."""

import pytest
from werkzeug.datastructures import MultiDict

from web.forms.markup import PageTags
from web.forms.refill import refilled

WHY = "不行。"


def back(form: str, typed: dict[str, object], problems: dict[str, str] | None = None) -> str:
    page = f"<main>{form}</main>"
    return refilled(page, "/x", MultiDict(typed), problems or {}, WHY)


def in_form(inner: str) -> str:
    return f'<form method="post" action="/x">{inner}</form>'


@pytest.mark.parametrize(
    ("control", "typed", "wanted"),
    [
        ('<input name="a" value="old">', 'a"b<', 'value="a&quot;b&lt;"'),
        ('<textarea name="a">old</textarea>', "1\n<2>", ">\n1\n&lt;2&gt;</textarea>"),
        (
            '<select name="a"><option selected>1<option>2</select>', "2",
            "<option>1<option selected>2",
        ),
        ('<input type="checkbox" name="a">', "on", 'name="a" checked>'),
        ('<input type="radio" name="a" value="1" checked>', "2", 'value="1">'),
        ('<input type="hidden" name="key" value="new">', "old", 'value="old"'),
        ('<input type="hidden" name="state" value="now">', "before", 'value="now"'),
        ('<input name="a" data-retyped>', "12", '<input name="a" data-retyped>'),
        ('<input type="password" name="a">', "secret", '<input type="password" name="a">'),
    ],
)  # fmt: skip
def test_each_kind_of_control_is_given_back(control, typed, wanted):
    page = back(in_form(control), {"key" if "key" in control else "a": typed})

    assert wanted in page
    assert "secret" not in page


def test_a_box_that_was_not_ticked_is_not_ticked():
    assert "checked" not in back(in_form('<input type="checkbox" name="a" checked>'), {"b": "1"})


def test_a_problem_stands_behind_its_field_and_the_cursor_in_it():
    form = in_form('<input name="a"><input name="b" autofocus>')

    page = back(form, {"a": "1", "b": "2"}, {"a": "坏的。"})

    assert page.index("坏的。") < page.index('name="b"')
    assert 'aria-invalid="true"' in page
    assert page.count("autofocus") == 1
    assert WHY not in page


def test_a_problem_without_a_field_stands_at_the_top_of_the_form():
    page = back(
        in_form('<input type="hidden" name="a"><input name="b">'), {"b": "1"}, {"a": "坏。"}
    )

    assert '<form method="post" action="/x"><p class="refusal" data-refusal' in page
    assert "坏。" in page


def test_a_page_that_says_the_reason_itself_is_not_told_twice():
    page = back(in_form('<p data-refusal>不行。</p><input name="b">'), {"b": "1"}, {"b": WHY})

    assert page.count(WHY) == 1
    assert 'aria-invalid="true"' in page


def test_of_forms_with_one_address_the_one_that_was_sent_is_filled_in():
    forms = "".join(
        in_form(f'<input type="hidden" name="id" value="{n}"><input name="a" value="kept {n}">')
        for n in (1, 2, 3)
    )

    page = back(forms, {"id": "2", "a": "typed"})

    assert ["kept 1" in page, "kept 2" in page, "kept 3" in page] == [True, False, True]
    assert page.index("kept 1") < page.index("typed") < page.index("kept 3")


def test_what_was_folded_away_is_opened():
    assert "<details open>" in back(f"<details>{in_form('')}</details><details></details>", {})


def test_what_was_written_into_a_form_that_is_gone_can_still_be_copied():
    page = back(
        "<p>别的</p>", {"words": "写了很久的一段答复，不能丢。", "password": "a long secret word"}
    )

    assert "写了很久的一段答复" in page
    assert WHY in page
    assert "secret" not in page


def test_a_page_without_changes_is_written_as_it_was_read():
    text = "<!doctype html>\n<p a=1 B='2'>&amp;\n<form>\r\n<input disabled>x</form>"

    assert PageTags(text).written() == text
