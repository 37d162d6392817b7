"""The papers of the hall, each with the words it knows and the layout it has until it is edited."""

from collections.abc import Mapping
from dataclasses import dataclass

from hall.slips.layout import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    name: str
    words: Words  # what may stand in braces, each with a sample
    layout: str


#: Also on the number slip itself, when it carries a check code; the second without a QR code.
RATE_BY_CODE = "办完可扫码评价，或在取号机上输入号码和核对码评价"
RATE_AT_KIOSK = "办完可在取号机上输入号码和核对码评价"

#: In the samples; ``samples_of`` sets this hall's own in their places.
SAMPLE_HALL, SAMPLE_PHONE = "云集镇政务服务中心", "0734-0000000"
SAMPLE_HOURS, SAMPLE_ADDRESS = "上午8:30—12:00，下午14:30—17:30", "http://192.0.2.10:8000"

KINDS: Mapping[str, PaperKind] = {
    "number": PaperKind(
        name="号票",
        words={
            "大厅": SAMPLE_HALL,
            "号码": "A012",
            "业务": "社保医保",
            "窗口": "请到1至3号窗口",
            "前面": "前面还有12人",
            "预计": ["预计10:25至10:40", "最迟约11:05"],
            "取号时间": "2026-11-23 10:49",
            "链接": f"{SAMPLE_ADDRESS}/t/Xk29fQw81Zp0",
            "核对码": "0427",
            "评价": RATE_BY_CODE,
            "同行": "同行3人：A012、A013、A014",
            "投诉电话": SAMPLE_PHONE,
        },
        layout="""[标志]
#= {大厅}
[空]
### {号码}
[空]
## {业务}
= {同行}
[空]
#= {窗口}
#= {前面}
#= {预计}
[二维码] {链接}｜连上大厅的网络，手机扫码看排队进度
>#= 过号请告知窗口工作人员
>= 取号时间 {取号时间}
>= 投诉电话 {投诉电话}
>= {评价}
>#= 核对码 {核对码}
""",
    ),
    "return_slip": PaperKind(
        name="回头号",
        words={
            "大厅": SAMPLE_HALL,
            "数字": "482913",
            "事项": "城乡居民医保参保登记",
            "同行": "3 人一起，到了一次取 3 个号",
            "接着办": "办完接着办户籍办理，不用再取号",
            "时间": "11月24日 8:30",
            "窗口": "1、2 号窗口。",
            "材料": ["户口簿复印件", "一寸照片两张"],
            "链接": f"{SAMPLE_ADDRESS}/b/Xk29fQw81Zp0",
            "取号时间": "2026-11-23 10:49",
            "投诉电话": SAMPLE_PHONE,
        },
        layout="""[标志]
# {大厅}
## 回头号
### {数字}
* {事项}
{接着办}
{同行}
* 请在{时间}以后来
{窗口}到了以后在取号机上输入上面的数字，排在前面。
只能用一次，过了这半天作废。
---
请带好下列材料；没有列出的，请看取号机上的办事指南，或问综合值班窗口。
□ {材料}
[二维码] {链接}｜到了以后连上大厅的网络，扫码取号、看要带的材料
> {取号时间}
> 投诉电话 {投诉电话}
""",
    ),
    "fact_card": PaperKind(
        name="明白卡",
        words={
            "大厅": SAMPLE_HALL,
            "事项": "城乡居民医保参保登记",
            "指南号": "2",
            "材料": ["居民户口簿：原件1份、复印件1份；必须提供", "本人身份证：原件1份；必须提供"],
            "窗口": "1、2 号窗口",
            "地点": f"{SAMPLE_HALL}一楼大厅",
            "服务时间": SAMPLE_HOURS,
            "法律依据": ["《中华人民共和国社会保险法》"],
            "条件": ["本县户籍、未参加职工医保的居民。"],
            "程序": ["1. 受理", "2. 登记", "3. 缴费"],
            "时限": ["法定时限：无", "承诺时限：当场办结"],
            "收费": ["不收费。"],
            "投诉": ["可以向综合值班窗口反映。"],
            "投诉电话": SAMPLE_PHONE,
            "链接": f"{SAMPLE_ADDRESS}/g/2",
            "打印时间": "2026-11-23 10:49",
        },
        layout="""[标志]
# {事项}
= {大厅}　办事明白卡
---
* 要带的材料（一次告知，带齐一样勾一样）
*□ {材料}
* 到哪里办：{窗口}
{地点}
服务时间：{服务时间}
---
* 办理时限
{时限}
* 收费依据及标准
{收费}
* 申请条件
{条件}
* 办理程序
{程序}
* 法律依据
{法律依据}
* 投诉渠道及电话
{投诉}
* 投诉举报电话：{投诉电话}
[二维码] {链接}｜连上大厅的网络，手机扫码看全文
> 指南号 {指南号}，在取号机上按这个数字就能找到
> {打印时间} 打印，以当天公布的为准
""",
    ),
    "opinion": PaperKind(
        name="意见回执",
        words={
            "大厅": SAMPLE_HALL,
            "编号": "4829 1307",
            "内容": "建议：希望中午或周末也有人",
            "时间": "2026-11-23 10:49",
            "答复期限": "2026-11-30",
            "链接": f"{SAMPLE_ADDRESS}/o/Xk29fQw81Zp0",
            "投诉电话": SAMPLE_PHONE,
        },
        layout="""# 意见建议回执
= {大厅}
## {编号}
提交时间：{时间}
{内容}
---
* 我们会在 {答复期限} 前答复您。
看答复：在取号机上点“意见箱”、“看答复”，输入上面的编号。
[二维码] {链接}｜连上大厅的网络，手机扫码看答复
> 投诉电话 {投诉电话}
""",
    ),
    "diary": PaperKind(
        name="每日日志",
        words={
            "大厅": SAMPLE_HALL,
            "日期": "2026年11月23日",
            "取号": "86",
            "办结": "79",
            "过号": "4",
            "平均等候": "9 分钟",
            "最长等候": "31 分钟",
            "打卡": "10",
        },
        layout="""# 大厅日志
= {大厅}　{日期}
取号 {取号}　办结 {办结}　过号 {过号}
平均等候 {平均等候}，最长 {最长等候}
打卡 {打卡} 次
---
值班领导签字：
""",
    ),
}
