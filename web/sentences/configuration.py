"""What is wrong with config.toml, or with what it names, and what to write instead."""

from collections.abc import Mapping
from typing import Any

TYPES = {"str": "文字（加引号）", "int": "整数", "float": "数字", "bool": "true 或 false"}
CONFIGURATION = {
    "file_missing": "找不到配置文件 {path}，请用 --config 指明它的位置。",
    "file_unreadable": "配置文件 {path} 无法读取：{error}。",
    "file_no_utf8": "配置文件 {path} 不是 UTF-8 编码，请另存为 UTF-8。",
    "file_malformed": "配置文件 {path} 的写法有误：{error}。",
    "section_unknown": "配置中有不认识的小节 [{section}]，请删去或改正名称。",
    "section_flat": "[{section}] 应当是一个小节，请写成 [{section}] 再另起一行写各项。",
    "key_unknown": "[{section}] 中有不认识的项 {key}，请删去或改正名称。",
    "key_missing": "[{section}] 缺少 {key}，这一项必须填写。",
    "model_unknown": "[printer] profile 是 {name!r}，列表中没有这个型号；{near_words}"
    "全部型号用 hall doctor --printers 列出。",
    "type": "{where} 应当是{type_word}，现在写的是 {value!r}。",
    "nul": "{where} 中有看不见的空字符，请删去。",
    "empty": "{where} 不能为空，请填写。",
    "hours": "{where} 应在 {least} 到 {most} 小时之间，现在是 {value}。",
    "minutes": "{where} 应在 {least} 到 {most} 分钟之间，现在是 {value}。",
    "port": "{where} 应在 1 到 65535 之间，现在是 {value}。",
    "ip_address": '{where} 应当是 前面那个程序的 IP 地址，例如 "127.0.0.1"，现在是 {value!r}。',
    "paper_width": "{where} 只能是 58 或 80（毫米），现在是 {value}。",
    "millimetres": "{where} 应在 {least} 到 {most} 毫米之间，现在是 {value}。",
    "pace": "{where} 应在 {least} 到 {most} 之间，或写 0（不限），现在是 {value}。",
    "choice": "{where} 只能是 {choice_words}，现在是 {value!r}。",
    "scheme": "{where} 是 {value!r}，开头应当是 {scheme_words} 之一。",
    "database_url": "{where} 应当形如 sqlite:///var/hall.sqlite3（三条斜线）"
    "或 postgresql://用户@主机/库名，请改正。",
    "folder_unusable": "{where} 无法使用：{folder} 不是可以写入的文件夹。",
    "folder_unwritable": "{where} 无法写入：{error}。",
    "port_taken": "[server] 无法使用 {host}:{port}（{error_words}）。"
    "可能已有一个大厅服务在运行，或 host、port 写错了。",
    "door_elsewhere": "系统替大厅听着 {there}，config.toml 里写的是 {host}:{port}。"
    "请重新启动电脑，或运行 {command}。",
}


def config_refusal(why: str, said: Mapping[str, Any]) -> str:
    """Of a ConfigError, which belongs to the program's root."""
    near = "、".join(said.get("near", ()))
    words = {
        **said,
        "near_words": f"相近的有 {near}；" if near else "",
        "type_word": TYPES.get(str(said.get("type")), ""),
        "choice_words": " 或 ".join(f'"{choice}"' for choice in said.get("choices", ())),
        "scheme_words": "、".join(f"{scheme}:" for scheme in said.get("schemes", ())),
        "error_words": said.get("error") or "地址无法使用",
    }
    return CONFIGURATION[why].format_map(words)
