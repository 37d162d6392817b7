"""Names on the pages of the office and the desk."""

#: Where in a notice something was found.
NOTICE_PARTS = {
    "title": "标题",
    "category": "类别",
    "letterhead": "红头",
    "paper_number": "文号",
    "body": "正文",
    "captions": "字幕",
    "page": "第 {number} 页",
}
#: What a screen does with something that was typed, and what to do.
NOT_AS_TYPED = {
    "letter": "“{found}”（{code}）屏幕的字库里没有，那里是空白或者方框，请换成文字",
    "direction": "有一个看不见的文字方向符号（{code}），后面的字可能倒过来，请删去重写这几个字",
    "control": "有一个看不见的控制符（{code}），请删去重写这几个字",
    "link": "“{found}”是网页链接的写法，屏上点不了，方括号和网址照样显示出来，请只留文字",
    "picture": "“{found}”是插入图片的写法，屏上不显示图片，只显示这些符号；图片请写成另一条公告",
    "tag": "“{found}”是网页的标记，屏上照样显示出来，请删去",
}
#: By what ratings are added up.
RATED_BY = {"window": "窗口", "person": "人员", "item": "事项"}
#: Over which days forecasts are compared with what came.
FORECAST_SPANS = {"today": "今天", "lately": "近 {days} 天"}
#: Why no numbers are given for a service, and what helps.
UNSERVED = {
    "no_window": "没有窗口办，不能取号：请在下面给一个窗口勾上",
    "no_clerk": "没有一位人员会办，不能取号：请在“人员和账号”里给一位勾上",
}


def proof_file_name(proof_id: int) -> str:
    return f"公示证明-{proof_id}.pdf"
