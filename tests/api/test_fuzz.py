"""Whatever a program sends, it gets an answer it can read: never a mistake of ours."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.openapi import PATHS

PROBLEM = "application/problem+json"
pieces = st.one_of(
    st.sampled_from(["tickets", "windows", "items", "journal", "board", "1", "A", "call-next"]),
    st.integers().map(str),
    st.text(st.characters(codec="utf-8", exclude_characters="/?#"), min_size=1, max_size=12),
)
known = st.sampled_from(sorted(PATHS)).flatmap(
    lambda path: st.fixed_dictionaries({"ticket_id": pieces, "name": pieces, "code": pieces}).map(
        lambda parts: path.format(**parts)
    )
)
paths = st.one_of(known, st.lists(pieces, max_size=4).map(lambda parts: "/" + "/".join(parts)))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
bodies = st.one_of(
    st.binary(max_size=200),
    values.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(st.sampled_from(["service", "item", "x"]), values).map(
        lambda value: json.dumps(value).encode()
    ),
)
printable = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)
headers = st.fixed_dictionaries(
    {},
    optional={
        "Idempotency-Key": printable,
        "Content-Type": st.sampled_from(["application/json", "text/plain", "", "x/+json"]),
        "Accept": printable,
        "Origin": printable,
    },
)
queries = st.dictionaries(
    st.sampled_from(["after", "q", "screen", "x"]), st.text(max_size=20) | st.integers().map(str)
)


@pytest.fixture
def program(client, bearer):
    return client, bearer("manage")


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    method=st.sampled_from(["GET", "POST"]), path=paths, body=bodies, more=headers, query=queries
)
def test_anything_is_answered_in_json_and_never_with_a_mistake_of_ours(
    program, method, path, body, more, query
):
    client, authorization = program

    answer = client.open(
        f"/api/v1{path}", method=method, data=body, query_string=query,
        headers={**more, **authorization},
    )  # fmt: skip

    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.mimetype == PROBLEM
        assert answer.json["code"]
        assert answer.json["detail"].endswith("。")
    elif answer.status_code < 300:
        assert answer.mimetype == "application/json"
