"""Whatever the hall writes, another account of the computer cannot read."""

import os
import stat

import pytest

from server.file_rights import OTHERS, keep_to_ourselves
from tests.served import ServedHall, run_hall, write_config

MACHINES = '[printer]\nurl = "virtual:"\n'


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def careless():
    """A shell that lets everybody read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("careless")
@pytest.mark.slow_because("a real server opens, and four commands run beside it")
def test_after_a_day_of_work_nobody_else_reads_or_writes_any_file(tmp_path):
    config, port = write_config(tmp_path, MACHINES)
    run_hall("demo", "--config", config)
    token = run_hall("token", "create", "--scope", "line", "--name", "x", "--config", config)
    with ServedHall(config, port) as served:
        bearer = {"Authorization": f"Bearer {token.stdout.strip()}"}
        asked = {**bearer, "Content-Type": "application/json"}
        assert served.ask("POST", "/api/v1/tickets", '{"service": "A"}', asked)[0] == 201
        run_hall("backup", tmp_path / "copy.zip", "--config", config)
    ours = (config, config.with_name("serve.log"))  # the test wrote these
    written = {path for path in tmp_path.rglob("*") if path not in ours}

    assert {path.name for path in written} >= {"hall.sqlite3", "secret.key", "copy.zip"}
    assert {str(path): oct(mode(path)) for path in written if mode(path) & OTHERS} == {}


@pytest.mark.usefixtures("careless")
def test_what_lay_open_is_closed_and_told_and_nothing_else_is_touched(tmp_path):
    storage = tmp_path / "var"
    (storage / "notices" / "draft-1").mkdir(parents=True)
    strangers = tmp_path / "elsewhere"
    strangers.touch()
    (storage / "notices" / "link").symlink_to(strangers)
    ours = [storage / "secret.key", storage / "notices" / "draft-1" / "a", tmp_path / "h.sqlite3"]
    for file in (*ours, storage / "notes.txt"):
        file.touch()

    wide = keep_to_ourselves(storage, tmp_path / "h.sqlite3")

    assert set(ours) < set(wide)
    assert [oct(mode(file)) for file in ours] == [oct(0o640)] * 3
    assert mode(storage / "notices" / "draft-1") == 0o750
    assert [mode(strangers), mode(storage / "notes.txt")] == [0o666, 0o666]
    assert keep_to_ourselves(storage, tmp_path / "h.sqlite3") == []
