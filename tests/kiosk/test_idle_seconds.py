"""How long a kiosk waits for somebody: said once, for the script and in the warning's sentence."""

import re

import pytest


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_warning_counts_down_from_the_seconds_that_the_script_is_given(client, language):
    client.post("/kiosk/comfort", data={"language": language})
    page = client.get("/kiosk").text
    (given,) = re.findall(r'data-warn-seconds="(\d+)"', page)

    assert re.findall(r"<b data-seconds>(\d+)</b>", page) == [given]
