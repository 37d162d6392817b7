"""What is said of printers, readers and loudspeakers: what is wrong, and what to do."""

from hall.machine_watch import MachineHealth
from hall.machines import CAPACITY_ASSUMED, PrinterModel

#: Visitors are told the part before the colon; ``at``: the address that config.toml names.
FAULTS = {
    "absent": "没有找到设备：{at} 不在，请检查插头和连线，或改成它现在的地址。",
    "no_permission": "没有权限打开设备：{at} 不让运行服务的账号打开。"
    "请把这个账号加进 dialout 和 lp 组（sudo usermod -aG dialout,lp hall），再重新启动。",
    "refused": "设备拒绝连接：{at} 有机器，那个端口上没有打印服务，"
    "请核对地址和端口（多数是 9100）。",
    "unreachable": "网络上没有找到设备：{at} 没有机器应答，请检查电源、网线和地址。",
    "no_agent": "接设备的电脑没有连上来：请在接设备的电脑上运行 hall devices。",
    "busy": "设备被别的程序占用：{at} 打不开。请关掉那个程序；USB 打印机多半被 cups 或 usblp 占着，"
    "部署说明里写了怎么停。",
    "silent": "设备没有应答：{at} 打得开，没有回话，请检查电源和连线。",
    "garbled": "收到的内容无法辨认：{at} 有回话，读不懂，多半是波特率与设备不同，也可能是连线。"
    "请核对波特率，再换一根线试试。",
    "wrong_password": "指纹机设过密码，程序里的密码不对：请把原来的 fingerprint-reader.password "
    "放回存储文件夹，或在配置的地址后面写上 ?password=原来的密码，再重启程序。",
    "wrong_address": "指纹机的模块地址改过，与配置不一致：请问改过它的人，"
    "在配置的地址后面写上 ?address=改成的八位地址，再重启程序。",
    "unverified": "指纹机不认已经给过的密码：请拔掉它的电源，等十秒再插上。",
    "capacity": "指纹机能存的枚数比程序用的少："
    "请在配置的地址后面写上 ?capacity=说明书上的枚数，再重启程序。",
    "unsupported": "指纹机不会搜索指纹的指令，这种型号用不了：请换一台。",
    "covered": "指纹机一直以为上面有手指：请用干软布擦一擦指纹机的镜面，不用重新启动。",
    "paper_out": "打印纸用完了：请换一卷纸。",
    "cover_open": "打印机盖没有合上：请合上盖子。",
    "cutter": "切纸刀卡住了：请关电后清理。",
    "overheated": "打印头过热：稍等片刻会自动恢复。",
    "off_line": "设备处于脱机状态：请按一下设备上的联机键。",
    "swapped": "这不是本大厅登记的那台指纹机，为免认错人，暂不打卡："
    "请接回原来那台，或由主任在管理室“指纹”页确认更换。",
    "broken": "设备报告自身故障：请联系维修。",
    "unheard": "没有能发声的叫号屏：请打开叫号屏，检查音量和连线。",
}

TROUBLES = {
    "paper_out": "没纸",
    "near_end": "纸将用完",
    "runs_out_mid_slip": "印到一半没纸",
    "cover_open": "开盖",
    "jammed": "切刀卡住",
    "overheated": "过热",
    "silent": "不应答",
    "babbles": "回线杂音",
    "unplugged": "拔掉",
}

MACHINES = {
    "printer": "号票打印机",
    "fingerprint_reader": "指纹机",
    "call_pads": "呼叫器和评价器",
    "id_card_reader": "身份证阅读器",
    "voice": "语音播报",
    "ups": "备用电源",
}

MACHINE_STATES = {
    "ready": "正常", "lost": "不可用", "untried": "正在连接", "unknown": "不知道好坏",
}  # fmt: skip
#: A machine that serves, and has something to say.
MACHINE_NOTES = {
    "near_end": "正常，纸快用完了，请准备换纸。",
    CAPACITY_ASSUMED: "正常。指纹机没有说能存多少枚，先按 200 枚使用。说明书上不是这个数的，"
    "请在配置的地址后面写上 ?capacity=枚数，再重启程序。",
    "stuck": "正常。有的打卡服务器没能记下，都存在接着指纹机的电脑上，程序会再送，不影响别人打卡。"
    "过一天还是这样，请联系维护人员。",
}
NO_ANSWER = (
    "不知道好坏：这台打印机从来没有应答过，打出来没有要看纸。"
    "没有出纸的，请检查电源、连线和波特率；它本来就不会应答的，可以照常用。"
)


def fault(name: str | None, address: str = "") -> str:
    """What is wrong and what to do; with the address where it is known, never with its options:
    one of them may be a password."""
    at = address.partition("?")[0] or "配置里的地址"
    return FAULTS.get(name or "", "").replace("{at}", at)


def machine_state(health: MachineHealth) -> str:
    """One sentence about one machine."""
    if health.fault:
        return fault(health.fault, health.address)
    if health.state == "unknown":
        return NO_ANSWER
    if note := MACHINE_NOTES.get(health.note):
        return note
    return "正常。" if health.state == "ready" else "正在连接。"


def printer_model(model: PrinterModel) -> str:
    """How the hall uses a printer of this make, where config.toml does not say otherwise."""
    said = [
        f"{model.width_mm} 毫米纸",
        f"一行 {model.columns} 个字母" if model.columns else "",
        "切纸" if model.has_cutter else "不切纸，由人撕下",
        "二维码由打印机画" if model.draws_qr else "二维码由程序画成图",
        f"每秒至多送 {model.bytes_per_second} 字节" if model.bytes_per_second else "",
    ]
    return "，".join(filter(None, said)) + "。"
