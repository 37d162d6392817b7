"""Rights by role: what is kept of them can never shut the director out, or give anybody more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.errors import NotAllowed
from hall.people.model import Role
from hall.people.queries import staff_by_account
from hall.people.rights import (
    DEFAULTS,
    EDITABLE,
    EVERY,
    GRANTABLE,
    Right,
    change_rights,
    differences,
    has_right,
    rights_from,
    rights_of,
    rights_of_role,
    roles_with,
)
from hall.people.staff_register import must_rank_above

WORDS = st.lists(st.sampled_from([f"{sign}{right}" for sign in "+-" for right in Right] + ["+x"]))


@given(st.sampled_from(Role), WORDS.map(",".join) | st.text())
def test_whatever_is_kept_the_director_has_all_and_nobody_else_changes_rights(role, kept):
    rights = rights_from(role, kept)

    assert rights <= EVERY
    assert (Right.RIGHTS in rights) == (role is Role.DIRECTOR)
    assert role is not Role.DIRECTOR or rights == EVERY


@given(st.sampled_from(EDITABLE), st.frozensets(st.sampled_from(GRANTABLE)))
def test_what_is_wanted_is_had_and_only_the_difference_is_kept(role, wanted):
    kept = differences(role, wanted)

    assert rights_from(role, kept) == wanted
    assert (kept == "") == (wanted == DEFAULTS[role])
    assert len([word for word in kept.split(",") if word]) == len(wanted ^ DEFAULTS[role])


def test_as_delivered_a_deputy_has_all_but_the_directors_and_clerks_have_none(hall):
    with hall.read() as snapshot:
        now = {role: rights_of_role(snapshot.session, role) for role in Role}

    assert now[Role.DEPUTY] == EVERY - {Right.RIGHTS, Right.JOURNAL}
    assert now[Role.CLERK] == now[Role.DUTY] == frozenset()


def test_a_deputy_changes_no_rights_and_the_directors_cannot_be_named(hall):
    with hall.work("test") as work:
        deputy, director = (staff_by_account(work.session, name) for name in ("yi", "jia"))
        with pytest.raises(NotAllowed):
            change_rights(work, deputy, {Role.DEPUTY: EVERY})
        change_rights(work, director, {Role.DIRECTOR: (), Role.CLERK: {Right.ITEMS, Right.RIGHTS}})

        assert rights_of(work.session, director) == EVERY
        assert rights_of_role(work.session, Role.CLERK) == {Right.ITEMS}
        assert roles_with(work.session, {Right.RIGHTS}) == [Role.DIRECTOR]


def test_a_reader_changes_nothing_even_with_the_right(hall):
    with hall.work("test") as work:
        clerk = staff_by_account(work.session, "bing")
        clerk.role = Role.COUNTY_READER

        assert Right.ITEMS in rights_of(work.session, clerk)
        assert not has_right(work.session, clerk, Right.ITEMS)


def test_nobody_comes_to_more_through_the_account_of_another(hall):
    """A deputy resets the password of a clerk; not of one whose role may do what they may not."""
    with hall.work("test") as work:
        director, deputy, clerk = (
            staff_by_account(work.session, name) for name in ("jia", "yi", "bing")
        )
        must_rank_above(work, deputy, clerk)
        change_rights(work, director, {Role.CLERK: {Right.JOURNAL}})
        with pytest.raises(NotAllowed):
            must_rank_above(work, deputy, clerk)
        must_rank_above(work, director, clerk)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CLERK, Role.DUTY)])
def test_only_the_director_makes_somebody_with_rights_of_the_office(hall, role):
    with hall.work("test") as work:
        deputy, clerk = (staff_by_account(work.session, name) for name in ("yi", "bing"))
        with pytest.raises(NotAllowed):
            must_rank_above(work, deputy, clerk, role)
