"""What the tests of every public page have in common."""

import pytest

from hall.notices.queries import showing
from hall.opinions.leaving import OpinionText, leave_opinion
from hall.opinions.model import Channel, OpinionKind


@pytest.fixture
def values(client, application):
    """What stands for each part of an address, so that it leads somewhere."""
    code = client.post("/kiosk/tickets", data={"service": "A"}).location.rpartition("/")[2]
    with application.hall.work("kiosk") as work:
        said = OpinionText(kind=OpinionKind.SUGGESTION, phrases=["seats"])
        link = leave_opinion(work, said, Channel.KIOSK).opinion.link
    with application.hall.read() as snapshot:
        notice = showing(snapshot.session, snapshot.now)[0].id
    return {
        "code": code,
        "link": link,
        "prefix": "A",
        "module": "apply",
        "notice_id": notice,
        "screen": "main",
    }
