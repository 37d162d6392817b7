"""Markdown shows, and nothing in it runs, loads or leads anywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from hall.notices.markdown import as_html

TAGS = {
    "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "ul", "ol", "li", "hr",
    "blockquote", "table", "thead", "tbody", "tr", "th", "td", "code", "pre",
}  # fmt: skip


def test_headings_lists_and_tables():
    html = as_html("## 材料\n\n1. 身份证\n2. 户口簿\n\n| 事项 | 天数 |\n| - | - |\n| 补卡 | 1 |")

    assert "<h2>材料</h2>" in html
    assert "<li>户口簿</li>" in html
    assert "<td>补卡</td>" in html


def test_columns_are_aligned_without_a_style_that_the_pages_would_refuse():
    html = as_html("|事项|天数|费用|\n|:-:|--:|:--|\n|补卡|1|0|")

    assert '<td class="cell--center">补卡</td>' in html
    assert '<td class="cell--right">1</td>' in html
    assert '<th class="cell--left">费用</th>' in html
    assert "style" not in html


def test_bold_words_end_at_a_chinese_mark_without_a_space_behind_it():
    assert as_html("**通知：**请看") == "<p><strong>通知：</strong>请看</p>\n"
    assert as_html("请看**《办法》**第三条") == "<p>请看<strong>《办法》</strong>第三条</p>\n"
    assert as_html("3 * 4 * 5，**") == "<p>3 * 4 * 5，**</p>\n"


@given(
    st.lists(
        st.sampled_from(
            ["<script>", "</script>", "<img src=x onerror=y>", "[a](", "javascript:", ")", "![",
             "]", "<http://a.b>", "http://a.b", "`", "```", "|", "\n", "\n\n", "*", "# ", "    ",
             "&lt;", "\"", "'", "[a]: http://x", "<!--"]
        )
        | st.text(max_size=5),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_whatever_is_written_only_plain_tags_come_out(text):
    html = as_html(text)

    for tag, rest in re.findall(r"<\s*/?\s*([^\s>/]*)([^>]*)>", html):
        assert tag in TAGS, html
        assert re.fullmatch(r'(?: start="\d+"| class="[^"]*"| /)*', rest), html
