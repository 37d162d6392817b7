"""What is said to whoever installs the program: databases, backups, devices, voices."""

from collections.abc import Mapping

from hall.database import DatabaseUnusable
from hall.machines import BadAddress

RECORDS = {
    "broken": "数据库出错：{error}。请检查磁盘和数据库文件。",
    "closed": "数据库打不开：{error}。请检查 [database] url 和磁盘。",
    "url": "[database] url 无法使用：{error}。",
    "no_folder": "数据库所在的文件夹建不了：{error}。",
    "newer": "数据库的版本（{found}）比本程序（{known}）新，请安装新版程序后再启动。",
    "dangling": "数据库里有找不到来处的记录，没有升级。请用备份恢复（hall restore）。",
    "nothing_there": "还没有数据库 {file}，没有内容可以备份。",
    "exists": "{file} 已经存在，请换一个文件名。",
    "not_backed_up": "备份没有成功：{error}。请检查目标文件夹和磁盘。",
    "no_backup": "找不到备份文件 {file}。",
    "not_restored": "恢复没有成功：{error}。请检查磁盘。",
    "no_zip": "{file} 已损坏，或不是本系统的备份，没有改动。",
    "not_ours": "{file} 不是本系统的备份，没有改动。",
    "damaged": "备份文件 {file} 已损坏，没有改动。",
    "only_sqlite": "只有 SQLite 数据库能用本命令备份，PostgreSQL 请用 pg_dump。",
}
ADDRESSES = {
    "call_pads": "呼叫器地址只能是 none:、simulated: 或 serial:///dev/ttyUSB2 的样子。",
    "pad_key": "呼叫器的按键 {text!r} 应当写成 0C=next 的样子，可用的是：{known}。",
    "pad_window": "呼叫器地址 {text!r} 应当写成 1=1 的样子：地址（0 到 255）=窗口。",
    "fingerprint_reader": "指纹机地址只能是 none:、simulated: 或 serial:///dev/ttyUSB0 的样子。",
    "hexadecimal": "指纹机地址中的 {name} 应当是一至八位十六进制数字，如 0000abcd。",
    "capacity": "指纹机地址中的 capacity 应当是 1 到 {most} 的整数，现在是 {text!r}。",
    "id_card_reader": "身份证阅读器地址只能是 none:、simulated: 或 serial:///dev/ttyUSB3 的样子。",
    "server": "服务器地址 {url!r} 应当像 https://192.0.2.10:8443 这样。",
    "certificate_without_https": "写了证书文件，服务器地址就应当以 https:// 开头。",
    "certificate": "证书文件 {file} 读不出来，应当是 PEM 格式的一张证书。",
    "serial": "串口地址应当写成 serial:///dev/ttyUSB0 的样子，serial: 后面是三条斜线和设备路径。",
    "serial_twice": "串口地址中的 {name} 写了两次，请只留一个。",
    "serial_option": "串口地址中有不认识的选项 {name}，可用的是：{known}。",
    "serial_baudrate": "串口地址中的 baudrate 应当是波特率数字，如 115200，现在是 {text!r}。",
    "serial_choice": "串口地址中的 {name} 只能是 {known}，现在是 {text!r}。",
    "serial_flag": "串口地址中的 {name} 只能是 1 或 0，现在是 {text!r}。",
}

VOICE_ENGINE = {
    "engine": "没有安装语音引擎，请先在程序的文件夹里运行 make voice。",
    "voice": "没有 {voice} 这个声音，可以用的是 {known}。",
    "style": "没有找到 {file}，请先在程序的文件夹里运行 make voice。",
    "damaged_model": "语音模型的内容不对（校验和不符），请重新运行 make voice。",
    "damaged_style": "{voice}.bin 的内容不对（校验和不符），请重新运行 make voice。",
}


def records_refusal(error: DatabaseUnusable) -> str:
    """What is wrong with the database or its copy, and what to do."""
    return _filled(RECORDS[error.reason], error.said)


def address_refusal(error: BadAddress) -> str:
    """What is wrong with a device's address, and how it is written."""
    return _filled(ADDRESSES[error.reason], error.said)


def engine_refusal(reason: str, **said: object) -> str:
    """Why the voice engine cannot speak; of an error that only exists where it is installed."""
    return _filled(VOICE_ENGINE[reason], said)


def _filled(sentence: str, said: Mapping[str, object]) -> str:
    listed = {
        name: "、".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in said.items()
    }
    return sentence.format(**listed)
