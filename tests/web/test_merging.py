"""Two people, one form: what one changed is written, what both changed is decided by nobody."""

from hypothesis import given
from hypothesis import strategies as st

from web.forms.held_values import NOTHING, fingerprint
from web.forms.merging import merged

CONTROLS = ("a", "b", "row-1", "row-2")
VALUES = st.sampled_from([(), ("",), ("1",), ("2",), ("1", "2")])
FORMS = st.fixed_dictionaries({}, optional=dict.fromkeys(CONTROLS, VALUES))


def prints(values):
    return {name: fingerprint(texts) for name, texts in values.items()}


def same(one, other, name):
    return fingerprint(one.get(name, ())) == fingerprint(other.get(name, ()))


def of_itself(name):
    return name


def as_rows(name):
    return name.partition("-")[0]


@given(FORMS, FORMS, FORMS)
def test_each_control_is_taken_from_whoever_changed_it(shown, now, typed):
    result = merged(prints(shown), now, typed, of_itself)

    for name in {*now, *shown}:
        mine, theirs = not same(shown, typed, name), not same(shown, now, name)
        told = (name in result.kept, name in result.refused)
        if theirs and not same(now, typed, name):
            assert told == ((False, True) if mine else (True, False))
            assert same(result.values, typed if mine else now, name)
        else:
            assert told == (False, False)
            assert same(result.values, typed, name)


@given(FORMS, FORMS)
def test_who_changed_nothing_undoes_nothing(shown, now):
    result = merged(prints(shown), now, shown, of_itself)

    assert not result.refused
    assert all(same(result.values, now, name) for name in {*now, *shown})


@given(FORMS, FORMS)
def test_where_nobody_else_changed_anything_all_that_was_typed_is_written(shown, typed):
    result = merged(prints(shown), shown, typed, of_itself)

    assert not result.kept
    assert not result.refused
    assert all(same(result.values, typed, name) for name in shown)


@given(FORMS, FORMS, FORMS)
def test_what_was_refused_is_written_when_it_is_sent_again(shown, now, typed):
    first = merged(prints(shown), now, typed, of_itself)

    again = merged(prints(now), now, first.values, of_itself)

    assert not again.refused
    assert all(same(again.values, first.values, name) for name in now)


@given(FORMS, FORMS, FORMS)
def test_rows_are_taken_from_one_person(shown, now, typed):
    result = merged(prints(shown), now, typed, as_rows)

    rows = [name for name in ("row-1", "row-2") if name in {*now, *shown}]
    assert all(same(result.values, now, name) for name in rows) or all(
        same(result.values, typed, name) for name in rows
    )
    assert not (set(result.kept) & set(rows) and set(result.refused) & set(rows))


def test_lines_that_end_otherwise_are_no_change():
    assert fingerprint(("a\r\nb",)) == fingerprint(("a\nb",))
    assert fingerprint(("",)) == NOTHING
