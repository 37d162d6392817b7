"""A backup under a key, what else is in it, and what an interrupted one leaves."""

import fcntl
import zipfile

import pytest
from click.testing import CliRunner

from commands import main
from hall.backups.sealing import CHUNK_BYTES, MAGIC, is_sealed, seal, unseal
from hall.backups.underway import NOTE, clear_unfinished, underway
from hall.database_unusable import DatabaseUnusable
from tests.served import write_config

SECRET = b"correct horse"


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 5])
def test_what_is_sealed_comes_out_the_same(tmp_path, size):
    (tmp_path / "plain").write_bytes(b"x" * size)
    seal(tmp_path / "plain", tmp_path / "sealed", SECRET)

    unseal(tmp_path / "sealed", tmp_path / "again", SECRET)

    assert is_sealed(tmp_path / "sealed")
    assert (tmp_path / "again").read_bytes() == b"x" * size
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again", "plain", "sealed"]


def changed(at, sealed):
    return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


DAMAGES = {
    "a byte": lambda sealed: changed(len(sealed) - 1, sealed),
    "cut between two chunks": lambda sealed: sealed[: len(MAGIC) + 32 + CHUNK_BYTES + 16],
    "cut in the middle": lambda sealed: sealed[:-3],
    "chunks exchanged": lambda sealed: (
        sealed[: len(MAGIC) + 32]
        + sealed[len(MAGIC) + 32 + CHUNK_BYTES + 16 :][: CHUNK_BYTES + 16]
        + sealed[len(MAGIC) + 32 :][: CHUNK_BYTES + 16]
        + sealed[len(MAGIC) + 32 + 2 * (CHUNK_BYTES + 16) :]
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_one_and_another_key_are_told_apart(tmp_path, damage):
    (tmp_path / "plain").write_bytes(bytes(range(256)) * 4096 * 2 + b"end")
    seal(tmp_path / "plain", tmp_path / "sealed", SECRET)
    with pytest.raises(DatabaseUnusable, match="backup_key_wrong"):
        unseal(tmp_path / "sealed", tmp_path / "again", b"another horse")
    (tmp_path / "sealed").write_bytes(DAMAGES[damage]((tmp_path / "sealed").read_bytes()))

    with pytest.raises(DatabaseUnusable, match="damaged"):
        unseal(tmp_path / "sealed", tmp_path / "again", SECRET)


@pytest.fixture
def hall_command(tmp_path, hall):
    """A hall with its own picture and one own clip; ``hall`` with words and what is typed."""
    hall.close()
    config, _ = write_config(tmp_path, '[storage]\nbackup_key = "ask"\n')
    (tmp_path / "var" / "voice" / "ours").mkdir(parents=True)
    (tmp_path / "var" / "voice" / "ours" / "n1.opus").write_bytes(b"OggS")
    (tmp_path / "var" / "logo.png").write_bytes(b"a picture")

    def run(*words, typed=""):
        arguments = [*map(str, words), "--config", str(config)]
        return CliRunner().invoke(main, arguments, input=typed)

    return run


def test_a_backup_is_sealed_and_restored_by_the_one_who_knows_the_passphrase(
    hall_command, tmp_path
):
    kept = tmp_path / "kept.zip"
    done = hall_command("backup", kept, typed="a long passphrase\na long passphrase\n")
    assert (done.exit_code, is_sealed(kept), zipfile.is_zipfile(kept)) == (0, True, False)
    own = [tmp_path / "var" / "logo.png", tmp_path / "var" / "voice" / "ours" / "n1.opus"]
    for file in own:
        file.unlink()
    before = (tmp_path / "hall.sqlite3").read_bytes()

    wrong = hall_command("restore", kept, typed="another passphrase\n")
    assert "口令或钥匙文件不是备份时用的那一个" in wrong.output
    assert (tmp_path / "hall.sqlite3").read_bytes() == before
    right = hall_command("restore", kept, typed="a long passphrase\n")

    assert right.exit_code == 0, right.output
    assert [file.read_bytes() for file in own] == [b"a picture", b"OggS"]
    assert list((tmp_path / "var" / "notices").iterdir()) == []


def test_a_short_passphrase_is_refused_and_nothing_is_left(hall_command, tmp_path):
    told = hall_command("backup", tmp_path / "kept.zip", typed="short\nshort\n")

    assert "至少 10 个字节" in told.output
    assert list(tmp_path.glob("kept*")) == []


def test_what_an_interrupted_backup_left_is_cleared_and_a_running_one_left_alone(tmp_path):
    file = tmp_path / "stick" / "hall-2026-11-23.zip"
    file.parent.mkdir()
    with underway(tmp_path, file):
        noted = (tmp_path / NOTE).read_bytes()
        left = [file.with_name(f"{file.name}{end}") for end in (".unfinished", ".database")]
        for path in left:
            path.touch()
        assert clear_unfinished(tmp_path) == []
    assert clear_unfinished(tmp_path) == []  # it ended by itself
    (tmp_path / NOTE).write_bytes(noted)  # as a power cut leaves it

    assert clear_unfinished(tmp_path) == left
    assert list(file.parent.iterdir()) == []
    with (tmp_path / NOTE).open() as note:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert note.read() == ""
