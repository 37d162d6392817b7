"""What each fault means, by the names that the program has for them: see fault_table.py.

"" where the sentence that is said of it has the cause in it.
"""

from hall.machines import CAPACITY_ASSUMED
from web.sentences.fault_lines import FaultLine

PRINTER = {
    "paper_out": "打印机报告没有纸了。",
    "cover_open": "打印机报告盖子开着。",
    "cutter": "打印机报告切纸刀出错。",
    "overheated": "打印机报告打印头太热，自己停了。",
    "off_line": "打印机报告自己没有联机。",
}
READER = {
    "covered": "镜面脏了，看上去总有手指。",
    "swapped": "接上的是另一台，里面的指纹是谁的，程序不知道。",
    "wrong_password": "程序给的密码，指纹机不收。",
    "wrong_address": "程序叫的不是它现在的地址。",
    "unverified": "密码是对的，它还一再要密码。",
    "capacity": "程序要查的位置，指纹机里没有。",
    "unsupported": "它不认识程序要用的指令。",
}
ANY_MACHINE = {
    "absent": "",
    "no_permission": "",
    "unreachable": "",
    "refused": "",
    "no_agent": "设备接在另一台电脑上，那台电脑关了，或者上面的程序没有运行。",
    "busy": "",
    "silent": "",
    "garbled": "",
    "broken": "设备报告里面的部件坏了。",
}
NOTES = {
    "near_end": "打印机报告纸卷快到头了，还能打。",
    "unknown": "这种打印机只收不答，程序看不到它好不好。",
    CAPACITY_ASSUMED: "指纹机没有报告容量。",
    "stuck": "打卡没有丢，只是还没有送到服务器。",
}
CARDS = {
    "lost": "身份证阅读器不能用。号照样能取，不刷证就行。",
    "wrong": "放上去的不是二代身份证，或者这张证读不出来。",
    "again": "阅读器没有看到证件。",
    "lifted": "读到一半，证件拿走了。",
}
SCREENS = {
    "off": "半分钟没有消息了，或者从来没有来过消息。",
    "black": "屏上画不出看得见的东西，也没有人叫它变黑。",
    "stale": "屏上还是改动以前的内容。",
    "frozen": "它说自己在，画面却不换，或者视频不走。",
    "old": "服务器升级了，这块屏还没有换上新版。",
    "mute": "这块屏该叫号，浏览器不许它出声。",
    "dark": "管理室点过“变黑”。",
}
DOUBTS = {
    "impossible": "比程序做成的时候还早。",
    "behind": "时间倒退了，多半有人改过，或者电池没电。",
    "ahead": "时间忽然往后跳了。",
    "long_after": "开机时发现的。",
    "beyond": "开机时发现的。",
}
DISK = {
    "low": "还能用，地方不到十分之一，或不到 500 MB。",
    "full": "再写就会坏，程序自己停下了要写的事。",
}
#: What hall serve and the pages say of a database that is not there, or not ours.
RECORDS = {
    "gone": "服务开着的时候，文件被移走或删掉了。",
    "replaced": "服务开着的时候，文件被换掉了。",
    "missing": "启动时没有找到原来的数据库。",
    "empty": "启动时找到的是一个空文件。",
    "another_hall": "启动时找到的是别的大厅的文件。",
    "closed": "文件在，打不开。",
    "broken": "读写的时候出错。",
    "disk_full": "没有地方写。",
    "served_already": "服务启动了两次。",
    "newer": "装回了旧版程序，或者恢复了新版的备份。",
    "no_upgrade": "升级前的那份复制没有做成。",
    "dangling": "数据库不完整，程序不敢升级。",
}
#: Of a place for backups: what its few words leave out, the cause or what to do.
PLACES = {
    "missing": "请插上盘，或重新挂载文件夹，再按“现在备份”。",
    "read_only": "备份写不进去。",
    "no_room": "备份放不下。",
    "broken": "请换一个盘，再按“现在备份”。",
}
BACKUPS = {"old": "夜里没有备成，或者关着机。", "none": "从来没有备成过一份。"}
VOICE = {"unheard": "没有一块叫号屏报告自己能出声。"}
#: By the names of hall.needs.need.NeedKind.
VOICE_NEEDS = {"unheard": "叫了号，没有一块屏报告播完。"}
#: Said by the pages themselves; a test looks for what is seen in their templates.
LOST_WIRE = FaultLine(
    "lost-wire",
    "与服务器断开，正在自动重连",
    "这台电脑或这块屏连不上服务器：网线松了，交换机没电，或者服务器关了。",
    "窗口先口头叫号。只有一台这样，看它的网线；全都这样，看交换机和服务器的电源。连上以后自己恢复。",
)
NOT_ENROLLED = FaultLine(
    "not-enrolled",
    "未登记：这台设备还不能用在大厅里",
    "这台电脑没有登记过，或者登记被收回了，或者浏览器的资料被清掉了。",
    "请主任或副主任打开管理室的“设备登记”，填屏上的号码。登记以后，这一页自己会换。",
)
POWER = (
    LOST_WIRE,
    FaultLine(
        "power-cut",
        "停电了",
        "告诉过群众的号都在磁盘上，一个也不会丢。",
        "不用做什么。窗口口头叫号，考勤在纸上签到。",
    ),
    FaultLine(
        "power-back",
        "来电了",
        "服务器开机后自己启动，屏幕自己连上，号接着编；10 分钟以内没有打出来的号票自动打印。",
        "服务器没有自己开机的，按一下电源。打开“今日”，看有没有红字。",
    ),
)
