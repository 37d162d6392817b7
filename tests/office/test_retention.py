"""保留期限: the table, and who may change it."""

from hall.events import RetentionChanged
from hall.retention.retention_table import RETENTION
from web.sentences.retention import RETENTION_ROWS


def form(**changed):
    return {"opinions": "90", "ticket_notes": "90", "search_words": "90", **changed}


def test_the_director_sets_the_days_and_a_deputy_sees_them(as_, facts):
    director, deputy = as_("jia"), as_("yi")
    assert director.post("/office/retention", data=form(opinions="30")).status_code == 303

    assert facts()[-1] == RetentionChanged(what="opinions", before=90, days=30)
    assert "30 天" in deputy.get("/office/retention").text
    assert deputy.post("/office/retention", data=form(opinions="60")).status_code == 403
    assert director.post("/office/retention", data=form(opinions="0")).status_code == 422
    assert as_("bing").get("/office/retention").status_code == 403


def test_every_row_is_said_in_words():
    assert [rule.name for rule in RETENTION] == list(RETENTION_ROWS)
