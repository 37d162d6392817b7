"""A full disk: nothing is told that is not kept, screens live, and there is a way back."""

import json
from pathlib import Path

import pytest

from hall.disk_room import RESERVE, DiskRoom, DiskState
from tests.faults.small_disk import fill, small_disk
from tests.served import ServedHall, run_hall, write_config
from tests.waiting import wait_until

TAKE = ("POST", "/api/v1/tickets", '{"service": "A"}')
GB = 10**9


@pytest.mark.parametrize(
    ("free", "total", "state"),
    [
        (2 * GB, 10 * GB, DiskState.ROOMY),
        (GB - 1, 10 * GB, DiskState.LOW),
        (GB // 2 - 1, 2 * GB, DiskState.LOW),
        (4_000_000, 10 * GB, DiskState.LOW),
        (3_999_999, 10 * GB, DiskState.FULL),
    ],
)
def test_a_disk_is_low_at_a_tenth_and_at_500_megabytes(free, total, state):
    assert DiskRoom(free, total).state is state


@pytest.mark.slow_because("a real server opens on a real disk, twice, and ends")
def test_a_disk_that_fills_while_open_and_before_the_next_start_keeps_the_screens(tmp_path: Path):
    with small_disk(tmp_path / "disk", 24) as disk:
        config, port = write_config(disk)
        run_hall("demo", "--config", config)
        made = run_hall("token", "create", "--scope", "line", "--name", "x", "--config", config)
        asked = {
            "Authorization": f"Bearer {made.stdout.strip()}",
            "Content-Type": "application/json",
        }
        with ServedHall(config, port) as served:
            assert served.ask(*TAKE, asked)[0] == 201
            assert (disk / RESERVE).exists()
            filler = fill(disk)
            assert json.loads(served.ask(*TAKE, asked)[1])["code"] == "DiskFull"
            assert "请到窗口取号" in served.ask("GET", "/kiosk", "", {})[1]
            status, told = served.ask("GET", "/api/v1/health", "", {})
            assert (status, json.loads(told)["code"]) == (503, "DiskFull")

        fill(disk)
        with ServedHall(config, port) as served:
            assert served.ask("GET", "/display", "", {})[0] == 200
            assert served.ask(*TAKE, asked)[0] == 503
            filler.unlink()
            status, told = served.ask(*TAKE, asked)
            assert (status, json.loads(told)["number"]) == (201, "A002")


@pytest.mark.slow_because("a real server opens on a real disk, and ends")
def test_a_disk_without_a_byte_and_without_a_reserve_is_said_until_there_is_room(tmp_path: Path):
    with small_disk(tmp_path / "disk", 24) as disk:
        config, port = write_config(disk)
        run_hall("demo", "--config", config)
        assert not (disk / RESERVE).exists()  # as an older version leaves it
        filler = fill(disk)
        served = ServedHall(config, port)
        served.log = tmp_path / "serve.log"  # elsewhere: the disk takes nothing
        with served:
            status, told = served.ask("GET", "/api/v1/health", "", {})
            assert (status, json.loads(told)["code"]) == (503, "DiskFull")
            status, told = served.ask("GET", "/kiosk", "", {})
            assert (status, "请到窗口取号" in told) == (503, True)
            filler.unlink()
            wait_until(lambda: served.ask("GET", "/api/v1/health", "", {})[0] == 200)
            assert served.ask("GET", "/kiosk", "", {})[0] == 200
        assert "清出来就自己启动" in served.log.read_text("utf-8")
