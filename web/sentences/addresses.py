"""What is said of an address in config.toml that cannot be used, by the name of what is wrong."""

from hall.machines import WrongAddress

ADDRESSES = {
    "printer_scheme": "打印机地址 {url!r} 应当是 virtual: 或 none:，或以 {known} 之一开头。",
    "printer_port": "打印机地址 {url!r} 的端口应在 1 到 65535 之间。",
    "printer_form": "打印机地址 {url!r} 应当写成 {example} 的样子。",
    "printer_usb": "打印机地址 {url!r} 应当写成 {example} 的样子：厂商号和产品号各四位十六进制。",
    "printer_file": "打印机地址 {url!r} 应当写成 {example} 的样子（三条斜线）。",
    "printer_syntax": "打印机地址 {url!r} 写法有误，应当像 {example} 这样。",
    "printer_extra": "打印机地址 {url!r} 写了多余的内容，应当像 {example} 这样。",
    "paper_width": "打印纸宽度只能是 58 或 80（毫米），现在是 {width_mm}。",
    "reader_scheme": "指纹机地址只能是 none:、simulated: 或 serial:///dev/ttyUSB0 的样子。",
    "reader_hexadecimal": "指纹机地址中的 {name} 应当是一至八位十六进制数字，如 0000abcd。",
    "reader_number": "指纹机地址中的 {name} 应当是 1 到 {most} 的整数，现在是 {text!r}。",
    "pads_scheme": "呼叫器地址只能是 none:、simulated: 或 serial:///dev/ttyUSB2 的样子。",
    "pads_key": "呼叫器的按键 {part!r} 应当写成 0C=next 的样子，可用的是：{known}。",
    "pads_window": "呼叫器地址 {part!r} 应当写成 1=1 的样子：地址（0 到 255）=窗口。",
    "cards_scheme": "身份证阅读器地址只能是 none:、simulated: 或 serial:///dev/ttyUSB3 的样子。",
    "ups_form": "备用电源地址 {url!r} 应当写成 {example} 的样子：最后是 NUT 里给它起的名字。",
    "serial_form": "串口地址应当写成 serial:///dev/ttyUSB0 的样子，"
    "serial: 后面是三条斜线和设备路径。",
    "serial_twice": "串口地址中的 {name} 写了两次，请只留一个。",
    "serial_option": "串口地址中有不认识的选项 {name}，可用的是：{known}。",
    "serial_baudrate": "串口地址中的 baudrate 应当是波特率数字，如 115200，现在是 {text!r}。",
    "serial_choice": "串口地址中的 {name} 只能是 {known}，现在是 {text!r}。",
    "serial_flag": "串口地址中的 {name} 只能是 1 或 0，现在是 {text!r}。",
    "server_address": "服务器地址 {url!r} 应当像 https://192.0.2.10:8443 这样。",
    "certificate_without_https": "写了证书文件，服务器地址就应当以 https:// 开头。",
    "certificate_unreadable": "证书文件 {file} 读不出来，应当是 PEM 格式的一张证书。",
}


def wrong_address(error: WrongAddress) -> str:
    lists = {name: "、".join(value) for name, value in error.lists.items()}
    return ADDRESSES[error.why].format(**error.details, **lists)
