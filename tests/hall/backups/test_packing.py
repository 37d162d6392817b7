"""A backup is one file with all that cannot be made again; what is broken is named."""

import zipfile
from hashlib import sha256

import pytest
from click.testing import CliRunner
from sqlalchemy import delete

from commands import main
from hall.backups.packing import back_up, referred_to
from hall.backups.unpacking import restore
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.events import ProofMade
from hall.notices.media_store import MediaState, MediaStore
from hall.notices.model import NoticeFile
from hall.proof_of_play.model import PublicationProof
from hall.unit_of_work import Hall
from tests.conftest import MORNING
from tests.served import write_config


@pytest.fixture
def media_store(config):
    return MediaStore(config.storage_folder)


def keep(media_store, content, suffix):
    with media_store.workbench() as bench:
        (bench / f"x{suffix}").write_bytes(content)
        return media_store.keep(bench / f"x{suffix}")


@pytest.fixture
def names(hall, media_store):
    """A notice's picture and a proof, as the hall keeps them."""
    picture, paper = keep(media_store, b"a picture", ".webp"), keep(media_store, b"a paper", ".pdf")
    with hall.work() as work:
        work.session.add(NoticeFile(notice_id=1, position=0, name=picture, width=3, height=2))
        work.session.add(
            PublicationProof(notice_id=1, made_at=MORNING, is_final=True, name=paper, journal_seq=1,
                  journal_hash="0" * 64)
        )  # fmt: skip
        work.record(ProofMade(1, paper.removesuffix(".pdf"), is_final=True, upto=1))
    hall.close()
    return picture, paper


def lost(media_store, names):
    return [name for name in names if media_store.judge(name) is not MediaState.SOUND]


def test_the_files_are_in_it_and_are_put_back(config, media_store, names, tmp_path):
    keep(media_store, b"of nobody", ".webp")
    assert back_up(config.database_url, media_store, tmp_path / "kept.zip") == []
    for name in names:
        (media_store.folder / name).unlink()

    done = restore(config.database_url, media_store, tmp_path / "kept.zip")

    assert done.without == []
    assert lost(media_store, names) == []
    assert {each.filename for each in zipfile.ZipFile(tmp_path / "kept.zip").filelist} == {
        "hall.sqlite3", *(f"notices/{name}" for name in names)
    }  # fmt: skip
    assert sorted(names) == referred_to(tmp_path / "hall.sqlite3")
    assert not [each.name for each in tmp_path.iterdir() if "kept.zip." in each.name]
    assert not list(media_store.folder.glob("draft-*"))


def test_a_broken_file_is_named_and_the_rest_is_kept(config, media_store, names, tmp_path):
    picture, paper = names
    (media_store.folder / picture).write_bytes(b"another picture")

    assert back_up(config.database_url, media_store, tmp_path / "kept.zip") == [picture]
    done = restore(config.database_url, media_store, tmp_path / "kept.zip")

    assert done.without == [picture]
    assert media_store.judge(paper) is MediaState.SOUND


def test_a_file_that_broke_within_the_backup_is_not_put_back(config, media_store, names, tmp_path):
    back_up(config.database_url, media_store, tmp_path / "kept.zip")
    kept = (tmp_path / "kept.zip").read_bytes()
    (tmp_path / "kept.zip").write_bytes(kept.replace(b"a picture", b"A PICTURE"))
    for name in names:
        (media_store.folder / name).unlink()

    done = restore(config.database_url, media_store, tmp_path / "kept.zip")

    assert done.without == [names[0]]
    assert lost(media_store, names) == [names[0]]


@pytest.mark.parametrize("cut", [100, 5000])
def test_half_a_backup_is_refused_and_changes_nothing(config, media_store, names, tmp_path, cut):
    back_up(config.database_url, media_store, tmp_path / "kept.zip")
    whole = (tmp_path / "kept.zip").read_bytes()
    (tmp_path / "kept.zip").write_bytes(whole[:cut])
    before = sha256((tmp_path / "hall.sqlite3").read_bytes()).digest()

    with pytest.raises(DatabaseUnusable):
        restore(config.database_url, media_store, tmp_path / "kept.zip")

    assert sha256((tmp_path / "hall.sqlite3").read_bytes()).digest() == before
    assert not list(tmp_path.glob("*.before-restore-*"))


def test_any_other_zip_is_refused(config, media_store, names, tmp_path):
    with zipfile.ZipFile(tmp_path / "kept.zip", "w") as other:
        other.writestr("../../escape", "x")

    with pytest.raises(DatabaseUnusable, match="no_zip"):
        restore(config.database_url, media_store, tmp_path / "kept.zip")


def test_the_doctor_names_what_is_missing_broken_or_not_in_the_journal(
    config, media_store, names, tmp_path
):
    picture, paper = names
    write_config(tmp_path)

    def said():
        asked = ["doctor", "--config", str(tmp_path / "config.toml")]
        lines = CliRunner().invoke(main, asked).stdout.splitlines()
        return next(line for line in lines if "公告的文件" in line)

    assert said() == "正常　公告的文件：2 个文件都在，内容没有变。"
    (media_store.folder / picture).unlink()
    (media_store.folder / paper).write_bytes(b"forged")
    assert "有问题" in said()
    assert f"{picture} 不见了" in said()
    assert f"{paper} 已损坏" in said()

    forged = keep(media_store, b"forged", ".pdf")
    hall = Hall(open_database(config.database_url))
    with hall.work() as work:
        work.session.execute(delete(NoticeFile))
        work.session.query(PublicationProof).one().name = forged
    hall.close()
    assert f"公示证明 {forged} 没有记在日志里" in said()
