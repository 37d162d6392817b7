"""Scripts that every page asks for."""

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path


def test_every_small_script_is_in_the_one_file_and_no_name_is_there_twice(client):
    page = client.get("/display")
    words = page.text.partition('<script type="importmap">')[2].partition("</script>")[0]
    leads = json.loads(words)["imports"]
    (joined,) = set(leads.values())

    text = client.get(joined).text

    sources = sorted(Path("static/js/lib").glob("*.js"))
    sources.remove(Path("static/js/lib/wire.js"))  # brings Socket.IO along
    assert "/vendor/" not in text
    assert [each.rpartition("/")[2] for each in leads] == [each.name for each in sources]
    assert all(each.read_text("utf-8") in text for each in sources)
    names = re.findall(r"^(?:export )?(?:async )?(?:const|let|function|class) +(\w+)", text, re.M)
    assert [name for name, times in Counter(names).items() if times > 1] == []
    digest = b64encode(sha256(words.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'" in page.headers["Content-Security-Policy"]
