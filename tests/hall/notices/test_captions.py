"""Captions out of the files that offices have: what was meant is shown, and nothing but text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.errors import UnusableFile
from hall.notices.captions import LONGEST_CUE, MOST_BYTES, MOST_CUES, Cue, as_vtt, read, words

MEANT = b"""WEBVTT

00:00:01.000 --> 00:00:02.500
\xe6\x82\xa8\xe5\xa5\xbd

01:00:03.000 --> 01:00:04.000
&lt;1 &amp; 2&gt;
3
"""
SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\n<font color=red>您好</font>\n\n"
    "2\n01:00:03,000 --> 01:00:04,000\n{\\an8}<1 & 2>\n3\n"
)
VTT = (
    "WEBVTT - 说明\nKind: captions\n\nSTYLE\n::cue(b) { color: red }\n\nNOTE 无\n\n"
    "00:01.000 --> 00:02.500 position:10%\n<v 演示员甲><i.x>您好</i></v>\n\n"
    "结尾\n01:00:03.000 --> 01:00:04.000\n&lt;1 &amp; 2&gt;\n3"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [SRT, VTT, SRT.replace("\n\n2", "\n2"), SRT[2:]])
def test_what_was_meant_is_written_in_one_way(text, ends, encoding):
    assert as_vtt(read(text.replace("\n", ends).encode(encoding))) == MEANT


def test_a_blank_line_within_a_cue_loses_no_words():
    assert words(read((cue(text="上\n\n下") + cue(text="另")).encode())) == "上\n下\n另"


def test_cues_out_of_order_are_put_in_order():
    found = read("00:00:05,000 --> 00:00:06,000\n后\n\n00:00:01,5 --> 00:00:02,000\n先\n".encode())

    assert [(each.start_ms, each.text) for each in found] == [(1500, "先"), (5000, "后")]


def cue(start="00:00:01,000", end="00:00:02,000", text="您好"):
    return f"1\n{start} --> {end}\n{text}\n\n"


@pytest.mark.bad_day("上传坏的字幕", "不收，写明原因，什么也不留")
@pytest.mark.parametrize(
    ("content", "reason", "row"),
    [
        (b"", "captions_unread", None),
        ("今天天气好。\n没有时间。".encode(), "captions_unread", None),
        (b"\x1aE\xdf\xa3" + bytes(2000), "captions_unread", None),
        (b"\xff" * 40, "captions_encoding", None),
        (cue(text="<i></i>").encode(), "captions_unread", None),
        (cue(end="00:00:01,000").encode(), "captions_time", 2),
        ((cue() + cue(start="1 秒")).encode(), "captions_time", 6),
        (cue(start="00:99:01,000").encode(), "captions_time", 2),
        (cue(text="长" * (LONGEST_CUE + 1)).encode(), "captions_cue", 2),
        ((cue() * (MOST_CUES + 1)).encode(), "captions_too_many", None),
        (b"1" * (MOST_BYTES + 1), "captions_too_large", None),
        (cue(start="00:10:00,000", end="00:10:01,000").encode(), "captions_other", None),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(content, reason, row):
    with pytest.raises(UnusableFile) as caught:
        read(content, film_seconds=600)

    assert (caught.value.details["reason"], caught.value.details.get("row")) == (reason, row)


lines = st.text(st.characters(codec="utf-8"), max_size=20)
cues = st.builds(
    lambda start, length, text: Cue(start, start + length, 0, text),
    st.integers(0, 10**7),
    st.integers(1, 10**5),
    st.lists(lines, max_size=3),
)


@given(st.lists(cues, max_size=6))
def test_what_was_written_reads_the_same_and_holds_no_tag(meant):
    shown = sorted((each for each in meant if each.text), key=lambda e: (e.start_ms, e.end_ms))
    written = as_vtt(shown)

    body = written.decode().replace(" --> ", "")
    assert "<" not in body
    assert ">" not in body
    if shown:
        again = read(written)
        assert [(e.start_ms, e.end_ms) for e in again] == [(e.start_ms, e.end_ms) for e in shown]


bits = st.sampled_from(
    [b"\n", b"1", b"-->", b"00:01.0", b"00:02.0", b"\r", b"NOTE", b"<", b"\xd6\xd0"]
)


@given(st.binary(max_size=300) | st.lists(bits, max_size=40).map(b"".join))
def test_any_bytes_are_captions_or_a_refusal(content):
    try:
        found = read(content)
    except UnusableFile:
        return
    assert as_vtt(read(as_vtt(found))) == as_vtt(found)
