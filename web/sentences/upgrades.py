"""What is said of an upgrade that failed."""

from hall.failed_upgrade import FailedUpgrade

WHY = {
    "copy": "升级以前没能另存数据库",
    "timeout": "两分钟内没有正常启动",
    "watchdog": "启动以后没有反应",
    "oom-kill": "内存不够",
    "signal": "启动时崩溃",
    "core-dump": "启动时崩溃",
}


def upgrade_sentence(failed: FailedUpgrade) -> str:
    """What happened, what runs now, whom to show what."""
    why = WHY.get(failed.why, "启动时出错")
    said = failed.said.strip().splitlines()
    last = f"（{said[-1][:120]}）" if said else ""
    return (
        f"新版本 {failed.wanted} {why}{last}。旧版本 {failed.in_use} 和升级以前的数据已经自己回来，"
        "大厅照常使用。请把这句话告诉维护人员；换上修好的版本以后，这一条自己消失。"
    )
