"""What is said of a disk that is nearly or altogether full."""

from collections.abc import Mapping

from hall.disk_room import DiskRoom, DiskState

MB = 1_000_000
#: Over the kiosk and behind every press that would write.
DISK_FULL = "服务器的磁盘满了，现在不能取号、叫号，已经取的号都有效。请到窗口取号。"


#: For the staff, by what is left.
DISK_STATES: Mapping[str, str] = {
    DiskState.LOW: "服务器的磁盘快满了（{left}）。"
    "请清理磁盘，比如移走旧的备份；满了就不能取号、叫号。",
    DiskState.FULL: "服务器的磁盘满了（{left}）：取号、叫号、打卡都停了，屏幕照常。"
    "请清理磁盘，清出来就自己恢复。",
}


def disk_sentence(room: DiskRoom | None) -> str:
    """For the staff; "" while there is room."""
    if room is None:
        return ""
    return DISK_STATES.get(room.state, "").format(left=f"只剩 {room.free_bytes // MB} MB")
