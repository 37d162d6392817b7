"""Scripts that every page asks for."""

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

NAMED = re.compile(r"^(?:export )?(?:async )?(?:const|let|function|class) +(\w+)", re.M)
ASKED_AT_ONCE = re.compile(r'<(?:script type="module" src|link rel="modulepreload" href)="([^"]+)')


def test_every_small_script_is_in_one_of_two_files_and_no_name_is_there_twice(client):
    page = client.get("/display")
    words = page.text.partition('<script type="importmap">')[2].partition("</script>")[0]
    leads = json.loads(words)["imports"]

    sources = {each.name: each.read_text("utf-8") for each in Path("static/js/lib").glob("*.js")}
    assert {each.rpartition("/")[2] for each in leads} == sources.keys()
    for joined in set(leads.values()):
        within = [each.rpartition("/")[2] for each, place in leads.items() if place == joined]
        text = client.get(joined).text
        assert all(sources[each].splitlines()[-1] in text for each in within)
        assert 'from "./' not in text, "it would ask for itself, and declare its names twice"
        times = Counter(NAMED.findall(text))
        assert [name for name in times if times[name] > 1] == []


def test_the_kiosk_waits_for_nothing_that_a_vendor_made(client):
    asked_for = ASKED_AT_ONCE.findall(client.get("/kiosk").text)

    assert len(asked_for) == 5
    for each in asked_for:
        with client.get(each) as answer:
            assert "/vendor/" not in answer.text, each


def test_only_the_import_map_may_stand_in_a_page(client):
    page = client.get("/display")
    words = page.text.partition('<script type="importmap">')[2].partition("</script>")[0]

    digest = b64encode(sha256(words.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'" in page.headers["Content-Security-Policy"]
