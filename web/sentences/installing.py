"""What is said to whoever installs the program: databases, backups, voices."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hall.database_presence import NotedBackup
from hall.database_unusable import DatabaseUnusable
from web.sentences.moments import clock_time, day

RECORDS = {
    "disk_full": "{folder} 所在的磁盘满了，什么也没有写。请清理磁盘。",
    "broken": "数据库出错：{error}。请检查磁盘和数据库文件。",
    "closed": "数据库打不开：{error}。请检查 [database] url 和磁盘。",
    "url": "[database] url 无法使用：{error}。",
    "gone": "数据库文件 {file} 不见了，取号和叫号已停。把它放回原处就继续；"
    "找不到，请停止服务，用备份恢复（hall restore）{backup}。",
    "replaced": "数据库文件 {file} 被换成了另一个，取号和叫号已停。请停止服务，"
    "放回原来的文件，或用备份恢复（hall restore）{backup}。",
    "missing": "这个大厅的数据库 {file} 不见了，没有启动，以免号码从头开始。请把它放回原处，"
    "或用备份恢复（hall restore）{backup}。真要从空的开始，请先删除 {identity}。",
    "empty": "数据库 {file} 是空的，不是这个大厅原来的那个，没有启动，以免号码从头开始。"
    "请放回原来的文件，或用备份恢复（hall restore）{backup}。"
    "真要从空的开始，请先删除 {identity}。",
    "another_hall": "数据库 {file} 是另一个大厅的，没有启动。请放回原来的文件，"
    "或用备份恢复（hall restore）{backup}。真要换成这一个，请先删除 {identity}。",
    "served_already": "已经有一个大厅服务在用（进程号 {pid}，{file}）。"
    "同一个数据库、同一个文件夹只能开一个，请先停止那一个。",
    "no_lock": "锁文件 {file} 建不了：{error}。请检查文件夹的权限和磁盘。",
    "no_folder": "数据库所在的文件夹建不了：{error}。",
    "newer": "数据库的版本（{found}）比本程序（{known}）新，请安装新版程序后再启动。",
    "dangling": "数据库里有找不到来处的记录，没有升级。请用备份恢复（hall restore）。",
    "no_upgrade": "升级以前要先把数据库复制到 {folder}，没有成功：{error}。"
    "数据库没有改动，请清理磁盘后再启动。",
    "nothing_there": "还没有数据库 {file}，没有内容可以备份。",
    "exists": "{file} 已经存在，请换一个文件名。",
    "not_backed_up": "备份没有成功：{error}。请检查目标文件夹和磁盘。",
    "no_backup": "找不到备份文件 {file}。",
    "not_restored": "恢复没有成功：{error}。请检查磁盘。",
    "backup_key_wrong": "打不开 {file}：口令或钥匙文件不是备份时用的那一个，没有改动。",
    "backup_key_asked": "夜里没有人输口令：[storage] backup_key 请换成钥匙文件。",
    "backup_key_closed": "钥匙文件 {file} 打不开：{error}。",
    "backup_key_short": "备份的口令或钥匙至少 {least} 个字节。",
    "no_zip": "{file} 已损坏，或不是本系统的备份，没有改动。",
    "not_ours": "{file} 不是本系统的备份，没有改动。",
    "damaged": "备份文件 {file} 已损坏，没有改动。",
    "chain": "备份文件 {file} 的工作日志从第 {seq} 条起对不上，可能被人改过，没有改动。"
    "请换一份备份；只有这一份时，加上 --despite-chain。",
    "only_sqlite": "只有 SQLite 数据库能用本命令备份，PostgreSQL 请用 pg_dump。",
}
TELL_THE_INSTALLER = "请马上告诉管服务器的人。"
VOICE_ENGINE = {
    "engine": "没有安装语音引擎，请先在程序的文件夹里运行 make voice。",
    "voice": "没有 {voice} 这个声音，可以用的是 {known}。",
    "style": "没有找到 {file}，请先在程序的文件夹里运行 make voice。",
    "damaged_model": "语音模型的内容不对（校验和不符），请重新运行 make voice。",
    "damaged_style": "{voice}.bin 的内容不对（校验和不符），请重新运行 make voice。",
}


def records_refusal(error: DatabaseUnusable) -> str:
    """What is wrong with the database or its copy, and what to do."""
    return _filled(RECORDS[error.reason], {**error.said, "backup": _way_back(error.said)})


def gone_for_staff(error: DatabaseUnusable) -> str:
    """The same for who works here, without the server's folders: anybody may open that page."""
    file, backup = Path(str(error.said["file"])).name, error.said.get("backup")
    if isinstance(backup, NotedBackup):
        backup = replace(backup, file=Path(backup.file.name))
    told = RECORDS[error.reason].format(file=file, backup=_way_back({"backup": backup}))
    return f"{told}{TELL_THE_INSTALLER}"


def _way_back(said: Mapping[str, object]) -> str:
    """：最近的备份是 2026年11月30日 18:00 的 backup.zip."""
    backup = said.get("backup")
    if not isinstance(backup, NotedBackup):
        return ""
    return f"：最近的备份是 {day(backup.at)} {clock_time(backup.at)} 的 {backup.file}"


def engine_refusal(reason: str, **said: object) -> str:
    """Why the voice engine cannot speak; of an error that only exists where it is installed."""
    return _filled(VOICE_ENGINE[reason], said)


def _filled(sentence: str, said: Mapping[str, object]) -> str:
    listed = {
        name: "、".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in said.items()
    }
    return sentence.format(**listed)
