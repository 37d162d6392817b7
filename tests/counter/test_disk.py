"""A window says that the server's disk runs full before it is, for whoever calls will stop then."""

import pytest

from hall.disk_room import MB, DiskRoom


@pytest.mark.parametrize(
    ("free", "said"),
    [
        (5_000 * MB, ""),
        (499 * MB, "服务器的磁盘快满了（只剩 499 MB）"),
        (3 * MB, "取号、叫号、打卡都停了"),
    ],
)
def test_a_window_says_how_little_room_is_left(application, clerk, free, said):
    application.app.context_processor(lambda: {"disk_room": lambda: DiskRoom(free, 9_000 * MB)})

    page = clerk("bing", "1").get("/counter/1").text

    assert said in page
    assert ("磁盘" in page) == bool(said)
