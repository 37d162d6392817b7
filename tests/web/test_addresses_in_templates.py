"""Every address that a template asks for is there: a wrong one is met by whoever opens the page."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"""url_for\(\s*["'](\w*(?:\.\w+)*)["']""")


def test_every_address_named_in_a_template_is_there(application):
    known = set(application.app.view_functions)
    missing = {
        (str(file.relative_to(ROOT)), name)
        for file in ROOT.glob("*/templates/**/*.html")
        for name in NAMED.findall(file.read_text("utf-8"))
        # one that begins with a dot is of whichever blueprint shows the template
        if not (name in known or name[0] == "." and any(each.endswith(name) for each in known))
    }

    assert missing == set()
