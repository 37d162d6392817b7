"""What the office reads of backups: where they are, how old, and what went wrong."""

from datetime import timedelta

from hall.backups.due import LastBackup
from web.sentences.moments import clock_time, day

#: On a stick, the folder that makes it a place for backups.
STICK_FOLDER = "大厅备份"
PLACE_STATES = {
    "ready": "可以用",
    "missing": "文件夹不在：盘没有插上，或网上的文件夹没有挂载",
    "read_only": "不能写入：请检查权限，或U盘的写保护",
    "no_room": "放不下了：请清理，或换大一点的盘",
    "broken": "读写出错：可能拔掉了，或盘坏了",
}
#: Why a backup was not made, besides what is wrong with a place.
BACKUP_FAILURES = {
    "not_backed_up": "写到一半出错",
    "damaged": "做好的一份打不开，没有留下；请运行 hall doctor",
    "nothing_there": "没有找到数据库",
    "only_sqlite": "数据库是 PostgreSQL，请用 pg_dump",
    "backup_key_asked": "夜里没有人输口令：config.toml 里 [storage] backup_key 请换成钥匙文件",
    "backup_key_closed": "config.toml 里 [storage] backup_key 写的钥匙文件打不开",
    "backup_key_short": "钥匙文件太短，至少 10 个字节",
    "exists": "同一秒已经有一份",
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def place_state(state: str) -> str:
    """可以用 …"""
    return PLACE_STATES.get(state, state)


def backup_failure(reason: str, detail: str = "") -> str:
    """What went wrong, and what the system says of it."""
    said = PLACE_STATES.get(reason) or BACKUP_FAILURES.get(reason, reason)
    return f"{said}（{detail}）" if detail else said


def backup_age(age: timedelta) -> str:
    """刚才, 5 小时前, 3 天前."""
    if age < HOUR:
        return "刚才"
    return f"{age // HOUR} 小时前" if age < 2 * DAY else f"{age // DAY} 天前"


def backup_sentence(last: LastBackup | None) -> str:
    """The last good one, in one line."""
    if last is None:
        return "还没有一份好的备份。"
    return f"最近一份好的备份：{day(last.at)} {clock_time(last.at)}（{backup_age(last.age)}）。"


def file_size(size_bytes: int) -> str:
    """1.2 MB, 3.4 GB."""
    if size_bytes < 1_000_000:
        return f"{max(1, size_bytes // 1000)} KB"
    if size_bytes < 1_000_000_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{size_bytes / 1e9:.1f} GB"
