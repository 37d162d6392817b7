"""The journal for people: every fact has a sentence, and anybody sees that it was not touched."""

import json
import re
from datetime import datetime

from sqlalchemy import text

from hall.base import Base
from hall.change_records.watched_tables import WATCHED
from hall.events import KINDS
from hall.journal import fingerprint
from hall.journal_check import JournalCheck
from hall.settings import DEFAULTS, change_setting
from web.sentences.facts import FACTS, fact_sentence, kind_name
from web.sentences.history import COLUMNS, SETTINGS, THINGS


def test_every_fact_has_a_sentence_and_a_name():
    assert set(FACTS) == set(KINDS)
    assert len({kind_name(kind) for kind in KINDS}) == len(KINDS)


def test_a_row_without_a_field_or_of_another_version_still_reads():
    for kind in KINDS:
        assert "{" not in fact_sentence(kind, {}, {})
    assert "Overthrown" in fact_sentence("Overthrown", {"by": 1}, {})


def test_a_sentence_never_shows_a_word_of_the_program_for_people_and_windows():
    told = fact_sentence("WindowTaken", {"window": "3", "staff_id": 2}, {2: "演示员乙"})

    assert told == "3 号窗口有人坐下或离开：演示员乙"
    assert "7 号人员" in fact_sentence("SignedIn", {"staff_id": 7}, {})


def test_every_setting_and_watched_column_has_a_name():
    assert set(SETTINGS) == set(DEFAULTS)
    assert set(THINGS) == set(WATCHED)
    for name, watched in WATCHED.items():
        columns = {column.name for column in Base.metadata.tables[name].columns}
        named = columns - watched.unkept - set(watched.key)
        assert {one for one in named if not {one, f"{name}.{one}"} & set(COLUMNS)} == set()


def sentences_on(page):
    return re.findall(r'<td class="listing__long">([^<]*)</td>', page)


def test_the_journal_is_filtered_by_kind_person_thing_and_day(application, manager, clock):
    with application.hall.work("staff:2") as work:
        change_setting(work, "most_calls", "5")
    clock.advance(days=1)
    with application.hall.work("staff:1") as work:
        change_setting(work, "most_calls", "6")

    def shown(query):
        return sentences_on(manager.get(f"/office/journal?{query}").text)

    assert shown("kind=SettingChanged") == [
        "设置“一个号最多叫几次”改为 6", "设置“一个号最多叫几次”改为 5",
    ]  # fmt: skip
    assert shown("kind=SettingChanged&person=2") == ["设置“一个号最多叫几次”改为 5"]
    assert shown("kind=SettingChanged&until=2025-03-03") == ["设置“一个号最多叫几次”改为 5"]
    assert shown("thing=most_calls") == shown("kind=SettingChanged")
    assert shown("thing=%22%25") == []
    assert shown("person=%D9%A3&thing=most_calls") == shown("thing=most_calls")


def test_a_file_with_hashes_is_enough_to_check_every_row(manager):
    answer = manager.get("/office/journal/file.jsonl?sort=seq")

    rows = [json.loads(line) for line in answer.text.splitlines()]
    before = "0" * 64
    for row in rows:
        moment = datetime.fromisoformat(row["at"])
        assert row["previous"] == before
        before = fingerprint(before, row["seq"], moment, row["actor"], row["kind"], row["details"])
        assert row["hash"] == before
    assert len(rows) > 3


def test_the_journal_is_checked_by_one_press_and_a_changed_row_is_told(application, manager):
    assert "还没有核对过" in manager.get("/office/journal").text

    manager.post("/office/journal/check")
    assert "都和写下的时候一样" in manager.get("/office/journal").text
    with application.hall.work() as work:
        seq = change_setting(work, "most_calls", "7") or work.seq
    with application.hall.work() as work:
        touched = text("UPDATE journal SET actor = 'staff:4' WHERE seq = :seq")
        work.session.execute(touched, {"seq": seq})
    manager.post("/office/journal/check")

    assert f"第 {seq} 条和写下的时候不一样" in manager.get("/office/journal").text


def test_a_check_goes_on_where_the_one_before_ended(hall, monkeypatch):
    monkeypatch.setattr("hall.journal_check.A_STRETCH", 2)
    check = JournalCheck()

    with hall.read() as snapshot:
        reached = [check.go_on(snapshot.session).tail.seq for _ in range(3)]

    assert reached == [2, 4, 6]
