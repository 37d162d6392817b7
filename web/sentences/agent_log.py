"""What ``hall devices`` says while it runs: its log lines, by the words they have in the code."""

from collections.abc import Mapping, Sequence

from web.sentences.machines import FAULTS, MACHINES

REFUSED = {
    "401": "大厅服务不认这个令牌：请在服务器上用 hall token create --scope device 重发一个，"
    "再重新运行 hall devices。",
    "403": "这个令牌的权限不够：请在服务器上用 hall token create --scope device 重发一个，"
    "再重新运行 hall devices。",
    "404": "大厅服务的配置里没有这台设备：请在服务器的 config.toml 里把它的 url 写成 remote:，"
    "再重新启动服务。",
}
SENTENCES: Mapping[str, str] = {
    "%s: well again": "{machine}：恢复正常。",
    "%s: the server is away: %s": "{machine}：连不上大厅服务，会一直重试。",
    "%s: the server refused with %s: %s": "{machine}：{refused}",
    "%s: out of service, %s: %s": "{machine}：{fault}",
    "a touch was refused with %s: %s": "大厅服务没有收下一次打卡，不再重送。",
    "touch %s is through after tries in vain: %s": "先前没有送到的一次打卡，这次送到了。",
    "touch %s stays on disk here and is sent again: %s": "有一次打卡大厅服务没能记下："
    "存在这台电脑上，会再送。",
    "how job %s ended could not be kept": "一张纸的打印结果没能存下来：请检查这台电脑的硬盘。",
    "%s was written by no version of ours and is thrown away": "存着的一次打卡读不懂，丢掉了。",
    "%s goes on after %s bad rounds": "又正常了。",
}
UNFORESEEN = "出了没有料到的差错，程序会再试。经过写在 {file}，请交给维护人员。"


def agent_sentence(message: str, values: Sequence[object]) -> str | None:
    """The Chinese of a log line, from its words in the code and its values; None for one that
    only a programmer reads."""
    if message not in SENTENCES:
        return None
    said = [*map(str, values), "", ""]
    fault = FAULTS.get(said[1], FAULTS["broken"]).replace("{at}", "配置里的地址")
    refused = REFUSED.get(said[1], "大厅服务没有收下，会再试。")
    return SENTENCES[message].format(
        machine=MACHINES.get(said[0], "打卡"), fault=fault, refused=refused
    )
