"""What a form carries with it: each control as a browser would send it untouched."""

import json

import pytest
from werkzeug.datastructures import MultiDict

from web.forms.held_values import fingerprint, held_values, with_values, with_what_it_shows
from web.forms.markup import PageTags


def held(inner):
    (form,) = PageTags(f'<form method="post">{inner}</form>').forms
    return held_values(form)


@pytest.mark.parametrize(
    ("inner", "name", "values", "words"),
    [
        ('<input name="a" value="1&amp;2">', "a", ("1&2",), "1&2"),
        ('<textarea name="a">\n 1\n</textarea>', "a", (" 1\n",), " 1\n"),
        (
            '<select name="a"><option value="x">甲<option value="y" selected> 乙 </select>',
            "a", ("y",), "乙",
        ),
        ('<select name="a"><option value="x">甲<option value="y">乙</select>', "a", ("x",), "甲"),
        ('<select name="a" multiple><option value="x">甲</select>', "a", (), ""),
        ('<input type="checkbox" name="a" value="x" checked>', "a=x", ("x",), ""),
        ('<input type="checkbox" name="a">', "a=on", (), ""),
        (
            '<label><input type="radio" name="a" value="1">一</label>'
            '<label><input type="radio" name="a" value="2" checked>二</label>',
            "a", ("2",), "二",
        ),
        ('<input name="a" value="1"><input name="a" value="2">', "a", ("1", "2"), "1、2"),
    ],
)  # fmt: skip
def test_each_kind_of_control_is_read(inner, name, values, words):
    found = held(inner)[name]

    assert (found.values, found.words) == (values, words)


@pytest.mark.parametrize(
    "control",
    [
        '<input type="hidden" name="a" value="1">', '<input type="password" name="a">',
        '<input type="file" name="a">', '<button name="a" value="1">', '<input name="a" disabled>',
        "<input>",
    ],
)  # fmt: skip
def test_what_nobody_can_have_changed_is_left_out(control):
    assert held(control) == {}


def test_a_control_is_called_by_what_stands_beside_it():
    found = held(
        '<fieldset><legend>窗口 1</legend><label>部门 <input name="a"> 个字</label>'
        '<label><input type="checkbox" name="b"> 综合 值班</label>'
        '<input name="c" aria-label="序号"></fieldset><fieldset aria-label="别处"><input name="d">'
    )

    assert [value.label for value in found.values()] == [
        "窗口 1　部门", "窗口 1　综合 值班", "窗口 1　序号", "别处",
    ]  # fmt: skip


def test_a_page_carries_what_its_posted_forms_show():
    form = '<form method="post"><input name="a" value="1"></form>'
    others = '<form><input name="a"></form><form method="post"><button>x</button></form>'

    page = with_what_it_shows(form + others)

    (shown,) = [
        control.get("value")
        for form in PageTags(page).forms
        for control in form.controls
        if control.get("name") == "shown"
    ]
    assert json.loads(shown) == {"a": fingerprint(("1",))}


def test_values_are_put_in_place_of_what_came():
    typed = MultiDict([("a", "1"), ("b", "x"), ("b", "y"), ("id", "7")])

    found = with_values(typed, {"a": ("2",), "b=x": (), "b=y": ("y",), "c": ("3",)})

    assert sorted(found.items(multi=True)) == [("a", "2"), ("b", "y"), ("c", "3"), ("id", "7")]
