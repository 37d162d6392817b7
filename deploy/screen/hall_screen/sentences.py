"""What the program says in the computer's log: what changed, once, for whoever installs it."""

import logging

WRONG_VALUE = "配置 {key}={value} 写得不对，没有采用。"
NO_BROWSER = "没有找到 Chromium，请先安装：sudo apt-get install chromium"
WAITING = "服务器 {server} 没有应答，屏上写着正在等它，应答了就打开页面。"
OPENING = "打开 {address}"
RESTING = "服务器 {server} 没有应答，先放浏览器里留着的那一页。"
EXITED = "浏览器自己退出了（{status}），{seconds} 秒后再打开。"
SILENT = "页面没有动静了，浏览器重新打开。"
NEVER_SPOKE = "页面一直没有出来，{seconds} 秒后再打开。"
NIGHT = "夜里没有人用，浏览器重新打开一次。"
REBUILT = "浏览器的文件夹坏了，换成新的；登记的凭证{kept}。"
KEPT = "留着"
LOST = "没有了，要重新登记"
OLDER_CREDENTIAL = "登记的凭证读不出来，换回上一次存的。"
TV_AWAY = "没有接着的电视或显示器，等它打开。"
TV_BACK = "电视或显示器打开了，重新送出画面。"
SCREEN_LOST = "画面送不出去了（多半是屏关了），从头再来。"
NO_MIXER = "没有 amixer 也没有 wpctl，开机时的音量没有设。"
NO_PORT = "本机 {port} 端口被别的程序占着，页面坏了这里看不出来，也不报温度。"
NO_ROTATION = "这个版本的 cage 要有 wlr-randr 才能旋转，请先安装：sudo apt-get install wlr-randr"

_last: list[str] = [""]


def say(sentence: str, **values: object) -> None:
    """Not the same again and again: a line each second would push the reasons out of the log."""
    words = sentence.format(**values)
    if words != _last[0]:
        _last[0] = words
        logging.info(words)
