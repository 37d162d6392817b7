"""备份: what the office sees of backups, and what it may do."""

import pytest

from hall.backups.backup_names import kept_in
from hall.backups.due import backup_hour
from hall.events import BackupDownloaded, BackupFailed, BackupMade
from tests.waiting import wait_until


@pytest.fixture
def worker(application):
    return application.app.extensions["app_context"].backups


def made(worker):
    return kept_in(worker.shelf.plan.main, worker.shelf.identity)


def test_a_backup_is_made_by_one_press_and_listed_with_what_is_known(worker, as_, facts):
    director = as_("jia")
    assert "还没有一份好的备份" in director.get("/office/backups").text

    assert director.post("/office/backups/now").status_code == 303
    wait_until(lambda: worker.pace is None and worker.asked_by is None, "the backup is made")
    worker.run_once()

    (kept,) = made(worker)
    page = director.get("/office/backups").text
    assert kept.file.name in page
    assert "做好时打开过，完整" in page
    assert "最近一份好的备份" in page
    assert [fact.file for fact in facts() if isinstance(fact, BackupMade)] == [kept.file.name]

    with director.post(f"/office/backups/{kept.file.name}/download") as taken:
        assert taken.data == kept.file.read_bytes()
    assert facts()[-1] == BackupDownloaded(file=kept.file.name)
    assert director.post("/office/backups/hall.sqlite3/download").status_code == 404
    deputy = as_("yi")
    assert "/download" not in deputy.get("/office/backups").text
    assert deputy.post(f"/office/backups/{kept.file.name}/download").status_code == 403
    assert as_("bing").get("/office/backups").status_code == 403


def test_what_went_wrong_is_said_in_words_until_one_is_good(worker, as_, hall):
    with hall.work("backup") as work:
        work.record(BackupFailed("/mnt/nas/hall", "missing"))

    assert "网上的文件夹没有挂载" in as_("jia").get("/office/backups/_state").text


def test_the_hour_is_set_and_an_impossible_one_refused(as_, hall):
    director = as_("jia")
    director.post("/office/backups/hour", data={"backup_at": "21:05"})
    with hall.read() as snapshot:
        assert f"{backup_hour(snapshot):%H:%M}" == "21:05"

    assert director.post("/office/backups/hour", data={"backup_at": "25:00"}).status_code == 422
    director.post("/office/backups/hour", data={"backup_at": ""})
    with hall.read() as snapshot:
        assert backup_hour(snapshot) is None
