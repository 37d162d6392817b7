"""What the commands of ``hall`` answer; their help stands with their declarations (commands/)."""

from collections.abc import Mapping

COMMANDS = {
    "usage": "{what}。请加 --help 查看用法。",
    "no_such_option": "没有 {name} 这个选项",
    "no_such_command": "没有这个命令，或命令的写法不对",
    "missing": "缺少 {name}",
    "wrong_value": "{name} 的值不对",
    "one_of_them": "有一项",
    "cancelled": "已取消。",
    "backed_up": "已备份到 {file}。",
    "backed_up_sealed": "已备份到 {file}，已加密；没有钥匙谁也打不开，请把钥匙另外保管。",
    "ask_backup_key": "备份的口令",
    "ask_again": "再输一遍",
    "backed_up_without": "其中少了 {count} 个公告文件，已丢失或损坏：{names}。请运行 hall doctor。",
    "restored": "已恢复。",
    "config_restored": "配置也从备份里恢复到 {file}；换了电脑，请看一遍设备的地址，"
    "再运行 hall doctor。",
    "no_config_in_it": "没有 {file}，备份里也没有配置。请先写好配置（见 docs/config.md）再恢复。",
    "restored_kept": "已恢复。原来的数据库另存为 {kept}。",
    "restored_without": "备份里缺少或损坏了 {count} 个公告文件：{names}。请运行 hall doctor。",
    "no_devices": "配置中没有打印机、指纹机、呼叫器或身份证阅读器，没有可以运行的设备。",
    "devices_run": "{greeting}　按 Ctrl+C 停止",
    "server_reached": "已连上 {url}。",
    "server_away": "还没有连上 {url}，请检查地址和大厅服务；程序会一直重试。",
    "token_refused": "大厅服务不认这个令牌："
    "请在服务器上用 hall token create --scope device 重发一个。",
    "import_refused": "请按上面写着“有问题”的各行修改表格后再导入，现在没有写入任何内容。",
    "import_sure": "确认写入吗",
    "file_closed": "文件 {file} 打不开：{error}。",
    "file_unwritten": "文件 {file} 写不了：{error}。",
    "no_such_month": "没有“{month}”这个月，请写成 2026-10 这样。",
    "month_exported": "{month} 的考勤已写到 {file}。",
    "rows": "{stage} {done} 行　",
    "rows_of": "{stage} {done} / {of}　",
    "account_made": "已新建账号 {account}。",
    "password_set": "账号 {account} 的密码改好了，用旧密码登录着的都已退出。",
    "no_such_account": "没有 {account} 这个账号，现有的是：{names}。",
    "no_account_yet": "没有 {account} 这个账号，现有的是：还没有。",
    "rights_mended": "{count} 个文件别的账号也能看，已改为只有本账号和同组能看，如 {first}。",
    "reserve_given_up": "{folder} 所在的磁盘满了：屏幕照常，取号、叫号要等清理以后。",
    "no_room_to_open": "{folder} 所在的磁盘一点不剩，数据库打不开：各页都写着请到窗口取号。"
    "请清理磁盘，清出来就自己启动。",
    "demo_passwords": "演示账号的密码还没有改：{names}（密码是 yanshi- 加账号）。"
    "大厅网络里谁都能用它们登录：请在“我的账号”里改掉，不用的在管理室“人员和账号”里停用。",
    "served": "大厅服务已启动：{url}　按 Ctrl+C 停止",
    "served_at": "正在运行：{url}",
    "setup_code": "大厅里还没有主任。请打开 {url}/setup，输入一次性号码 {code}"
    "（建好主任就作废；重新启动会换一个）。",
    "setup_here": "就在这台电脑上打开 {url}/setup，不用号码。",
    "demo_in_use": "数据库里已有内容，没有改动。",
    "demo_loaded": "演示大厅已装入。",
    "printer": "{name}　{maker}：{model}",
    "doctor_troubled": "请按上面不是“正常”的各项处理后再检查一次。",
    "ask_director": "主任的账号",
    "ask_password": "密码",
    "put_back": "放回了。它的期限已经过了：没有先在管理室“保留期限”里改长的，一小时内又会清除。",
    "no_director": "账号或密码不对，或不是主任。",
    "clips_complete": "没有缺少的语音。",
    "clips_begin": "要做 {count} 段，每段约一秒。",
    "clips_done": "做好了 {count} 段，在 {folder}。",
    "clips_progress": "{done} / {wanted}　{text}",
    "recording_refused": "没有收下 {file}：名称不对，或听不到声音。",
    "recordings_taken": "收下了 {count} 段，在管理室的“语音”里可以选用 {name}。",
    "recordings_again": "请改好上面的录音再运行一次。名称的写法见 docs/voice.md。",
}


def command_sentence(key: str, said: Mapping[str, object]) -> str:
    """``count`` is that of ``names``, where these are many."""
    names = said.get("names")
    listed = {"names": "、".join(names), "count": len(names)} if isinstance(names, list) else {}
    return COMMANDS[key].format_map({**said, **listed})
