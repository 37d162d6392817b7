"""Numbers with hyphens stay on one line."""

import pytest
from markupsafe import Markup

from web.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话：0734-0000000。", '电话：<span class="number">0734-0000000</span>。'),
        ("2024-05-01 起", '<span class="number">2024-05-01</span> 起'),
        ("YS-B-03、8:30、a-b", "YS-B-03、8:30、a-b"),
        ("<b>1-2</b>", '&lt;b&gt;<span class="number">1-2</span>&lt;/b&gt;'),
        (
            Markup('<img src="/2024-05.png">2024-05'),
            '<img src="/2024-05.png"><span class="number">2024-05</span>',
        ),
    ],
)
def test_only_numbers_with_hyphens_are_held_together(text, shown):
    assert unbroken(text) == shown
