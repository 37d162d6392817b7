"""What a notice may begin from: the wording that offices use, with blanks to be filled in.

The name of the hall and today's date are filled in; ＿＿＿ stands for what nobody but the writer
knows. A notice that still holds one says so before it goes out (office/notice_page.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

BLANK = "＿＿＿"
#: Where a Word file had a picture; as a blank it is counted until somebody takes it away.
PICTURE = f"（{BLANK}这里原来有一张图片，没有带进来）"


@dataclass(frozen=True)
class NoticeTemplate:
    """``title`` and ``body`` (Markdown) name the hall as {hall} and today as {today}."""

    label: str
    title: str
    category: str
    body: str


#: By the name in the address.
NOTICE_TEMPLATES = {
    "disclosure": NoticeTemplate(
        label="公示",
        title="关于＿＿＿的公示",
        category="公示",
        body="""根据＿＿＿的规定，经本人申请、村（社区）评议、镇审核，现将＿＿＿名单公示如下，接受群众监督。

| 姓名 | 村（社区） | 组 | 事项 |
| --- | --- | --- | --- |
| ＿＿＿ | ＿＿＿ | ＿＿＿ | ＿＿＿ |

公示时间：＿＿＿年＿＿＿月＿＿＿日至＿＿＿年＿＿＿月＿＿＿日（＿＿＿个工作日）。

对公示内容有不同意见的，请在公示期内向{hall}反映。反映情况要客观真实，以单位名义反映的要加盖公章，以个人名义反映的请署真实姓名和联系方式，我们为您保密。

监督电话：＿＿＿

{hall}

{today}""",
    ),
    "circular": NoticeTemplate(
        label="通知",
        title="关于＿＿＿的通知",
        category="通知",
        body="""各位办事群众：

从＿＿＿年＿＿＿月＿＿＿日起，＿＿＿。请＿＿＿。

给您带来不便，敬请谅解。咨询电话：＿＿＿。

{hall}

{today}""",
    ),
    "holiday": NoticeTemplate(
        label="放假",
        title="＿＿＿放假通知",
        category="通知",
        body="""根据国务院办公厅通知，{hall}＿＿＿放假安排如下：

- ＿＿＿月＿＿＿日至＿＿＿月＿＿＿日放假，共＿＿＿天，不办理业务；
- ＿＿＿月＿＿＿日（星期＿＿＿）正常上班。

请您提前安排好办事时间。放假期间有急事，请拨打值班电话：＿＿＿。

{hall}

{today}""",
    ),
    "power": NoticeTemplate(
        label="停电",
        title="停电通知",
        category="通知",
        body="""接供电部门通知，因＿＿＿，＿＿＿年＿＿＿月＿＿＿日＿＿＿时至＿＿＿时停电。

- 停电期间，{hall}暂停办理＿＿＿，其余业务照常；
- 已经取号的，来电以后接着办，不用重新取号；
- 急需办理的，请到＿＿＿。

给您带来不便，敬请谅解。联系电话：＿＿＿。

{hall}

{today}""",
    ),
    "comments": NoticeTemplate(
        label="征求意见",
        title="关于公开征求《＿＿＿》意见的公告",
        category="征求意见",
        body="""为＿＿＿，我们起草了《＿＿＿（征求意见稿）》，现向社会公开征求意见。

征求意见的时间：＿＿＿年＿＿＿月＿＿＿日至＿＿＿年＿＿＿月＿＿＿日。

您可以用下面的方式提出意见：

- 当面提出：到{hall}，告诉窗口的工作人员，或者在取号机上留言；
- 写信：寄到＿＿＿，信封上注明“征求意见”；
- 打电话：＿＿＿。

{hall}

{today}""",
    ),
}


def filled(template: NoticeTemplate, *, hall: str, today: date) -> Mapping[str, str]:
    """The fields of the form it begins."""
    day = f"{today.year}年{today.month}月{today.day}日"
    return {
        "title": template.title,
        "category": template.category,
        "body": template.body.replace("{hall}", hall).replace("{today}", day),
    }
