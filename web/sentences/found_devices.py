"""What ``hall find-devices`` says of each port: who holds it, what answers, what to write."""

from collections.abc import Sequence

from web.sentences.machines import MACHINES, fault

#: Why nothing was recognised at a port, where the sentence of the machines would mislead.
NOTHING_FOUND = {
    "silent": "没有设备应答。可能没接设备、没通电，也可能是不会应答的设备"
    "（呼叫器要按一下键才看得见：加 --listen 10，按提示按键）。",
    "garbled": "有声音，听不懂：不是本系统支持的设备，或连线有问题。",
    "busy": "被别的程序占着，看不到是哪一个；用 sudo 再运行一次，就能看到它的名字。",
    "absent": "中途不见了：插头松了或被拔掉了，请插好再找一次。",
    "unsupported": "像是办公室的打印机（不是小票打印机），没有去试，免得它印出一页乱码。",
}
#: What a recognised machine said is wrong with it.
FOUND_FAULTS = {
    "wrong_password": "它设过密码：请把原来的 fingerprint-reader.password 放回存储文件夹，"
    "或在地址后面写上 password=原来的密码。",
    "broken": "它应答了，说自己的安全模块有故障，请联系维修。",
    "silent": "它从不应答：能不能打印，要试打一张看纸。",
}
COMPARED = {
    "right": "配置里已经写对了。",
    "differs": "配置里写的不是这里，或波特率不对。",
    "missing": "配置里还没有写。",
}
PROGRAMS = {
    "ModemManager": "它把串口当上网卡试，装上 60-township-hall.rules 就不再来",
    "brltty": "它把转接头当盲文机，装上 86-township-hall-no-braille.rules 就不再来",
    "cupsd": "打印服务，请停下 cups 对这台打印机的使用",
    "agetty": "登录终端，请停下这个串口的 serial-getty",
}


def looking_at(port: str, product: str) -> str:
    """Said before a port is asked, which takes some seconds."""
    return f"正在看 {port}{f'（{product}）' if product else ''}……"


def held(programs: Sequence[tuple[str, int, bool]], section: str | None) -> str:
    """Who has the port open: name, number, and whether it is our own service."""
    if any(is_hall for _, _, is_hall in programs):
        if section:
            return f"大厅服务正在用它，这就是配置里的{MACHINES[section]}，没有去打扰。"
        return "大厅服务正在用它，没有去打扰。配置改过的，要重新启动服务才算数。"
    told = "、".join(_program(name, pid) for name, pid, _ in programs)
    return f"被 {told} 占着，没有去抢。请先关掉它，再找一次。"


def _program(name: str, pid: int) -> str:
    why = PROGRAMS.get(name)
    return f"{name}（进程 {pid}{f'：{why}' if why else ''}）"


def recognised(kind: str, baudrate: int | None, trouble: str | None, compared: str) -> str:
    """A machine answered."""
    speed = f"，波特率 {baudrate}" if baudrate else ""
    said = FOUND_FAULTS.get(trouble or "", "")
    return f"找到{MACHINES[kind]}{speed}。{said}{COMPARED[compared]}"


def nothing_found(why: str, path: str) -> str:
    """No machine is known there."""
    return NOTHING_FOUND.get(why) or fault(why, path)


def network_printer(url: str, trouble: str | None, note: str) -> str:
    """Of a printer that somebody named by its address."""
    if trouble:
        return f"{url}：{fault(trouble, url)}"
    if note == "no_answer":
        return f"{url}：接得通，没有应答状态，能不能打印要试打一张。"
    return f"{url}：找到{MACHINES['printer']}，应答正常。"


FIND_DEVICES = {
    "no_ports": "这台电脑上没有串口，也没有 USB 打印机的文件（/dev/usb/lp0）。"
    "请插好设备再找一次；网络打印机用 --printer tcp://地址 来试。",
    "press_pads": "有呼叫器的，请在看每个口时按一下它的任意键。",
    "write_this": "请把下面几行写进 {file}（已有这一节的，改它的 url）：",
    "keep_options": "指纹机地址里原来写着的 password、address、capacity，请照抄到新的地址后面。",
    "all_right": "找到的设备，配置里都写对了，不用改。",
    "nothing_to_write": "没有找到可以写进配置的设备。",
    "rules_written": "已写好 {file}。再运行 sudo udevadm control --reload && sudo udevadm trigger，"
    "下面的名字就有了，以后插拔、重启都不变（请插在原来的插口上）。",
    "rules_refused": "{file} 写不了：{error}。请用 sudo 运行，或自己把下面几行写进去：",
    "rules_empty": "没有可以按插口起名的设备，没有写规则。",
}
