"""What is said about items: remarks on rows of a file, doubts about a guide, office words."""

from collections.abc import Iterator, Mapping

from hall.catalogue.guide_checks import GuideDoubt
from hall.catalogue.import_export.importing import Import, ImportStage
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.terms import LIFE_EVENTS, ItemKind, ItemState, Unit
from web.sentences.names import DISCLOSURES, MODULES

STATES: Mapping[str, str] = {
    ItemState.DRAFT: "草稿",
    ItemState.PUBLISHED: "已公开",
    ItemState.WITHDRAWN: "已撤下",
}
KINDS: Mapping[str, str] = {
    ItemKind.AT_ONCE: "即办件",
    ItemKind.PROMISED: "承诺件",
    ItemKind.OTHER: "其他",
}
UNITS: Mapping[str, str] = {
    Unit.WORKING_DAY: "个工作日",
    Unit.DAY: "个自然日",
    Unit.HOUR: "小时",
    Unit.MONTH: "个月",
    Unit.ON_THE_SPOT: "当场办结",
}

#: What the form of an item calls its parts, where somebody has to find them.
HEADINGS = {
    "name": "事项名称",
    "english_name": "英文名称",
    "legal_basis": "法律依据",
    "conditions": "申请条件",
    "materials": "申报材料",
    "procedure": "办理程序",
    "time_limit": "办理时限",
    "fees": "收费标准",
    "complaints": "投诉渠道及电话",
    "legal_value": "法定办结时限",
    "promised_value": "承诺办结时限",
    "originals": "原件份数",
    "copies": "复印件份数",
    "days": "环节时限",
}

#: Remarks on a row of a file. Those in GRAVE keep the file out, so they say what to do.
REMARKS = {
    "code_empty": "编码是空的，请填写；没有统一编码的，自己编一个不重复的。",
    "code_scientific": "编码“{said}”被表格软件改成了科学计数法，原来的数字已经丢失。"
    "请把这一列的格式设为“文本”，重新填写编码。",
    "code_number_too_long": "编码 {said} 是数字格式，表格软件会把它显示成科学计数，并丢掉开头的 0。"
    "请把这一列的格式设为“文本”，重新填写编码。",
    "code_was_number": "编码 {said} 是数字格式，开头如果有 0 已经丢失，请核对。",
    "code_twice": "编码“{code}”与第 {first} 行重复，请改成不同的编码，或删去一行。",
    "code_malformed": "编码“{said}”里有不能用的字符，只能用字母、数字、汉字和 . - _ : ( )，"
    "至多 64 个。",
    "code_taken": "编码“{code}”已经有别的事项在用，请换一个。",
    "same_row_twice": "与第 {first} 行完全相同，只取一次。",
    "name_empty": "事项名称是空的，请填写。",
    "name_too_long": "事项名称超过 {longest} 个字，请缩短。",
    "unreadable": "“{heading}”里有无法辨认的字“{letters}”，请从原来的系统重新导出，或手工补上。",
    "too_long": "“{heading}”有 {length} 个字，最多能存 {longest} 个，请精简或放到附件里。",
    "cell_error": "“{heading}”是公式出错的结果“{said}”，请改成文字。",
    "not_understood": "“{heading}”里的“{said}”看不懂，请照“导出”的写法填写。",
    "not_a_count": "“{heading}”应该是数字，“{said}”不是。",
    "no_such_service": "没有叫“{said}”的取号业务，请填业务的字母或名称，或留空。",
    "no_such_window": "没有“{said}”号窗口，请填大厅里有的窗口；不在大厅办的写“不在大厅”。",
    "no_such_event": "“{said}”不是本系统的人生事件，可以填：{events}。",
    "incomplete": "这个事项会向群众公开，但还缺{missing_words}，请补齐；确实没有的，请写“无”。",
    "material_without_item": "这一行只有材料，上面没有事项，请补上事项编码和名称。",
    "no_code_column": "没有找到“事项编码”这一列，请在上面指明哪一列是编码。",
    "no_name_column": "没有找到“事项名称”这一列，请在上面指明哪一列是名称。",
    "column_twice": "有两列都指明是“{heading}”，请只留一列。",
    "no_rows": "表头下面没有内容。",
    "merged_headings": "表头占了两行，已经合在一起认，请核对各列。",
    "escaped": "“{heading}”里有网页的转义符号（如 &amp;amp;），已还原成普通文字。",
    "markup": "“{heading}”里有网页标签（如 <br>），已改成换行或去掉。",
    "control": "“{heading}”里有看不见的控制字符，已去掉。",
    "long": "“{heading}”有 {length} 个字，会照样导入，但群众很难读完，请考虑精简。",
    "many_materials": "有 {count} 种材料，请核对是不是把几个事项的材料并到了一起。",
    "rare": "“{heading}”里有生僻字“{letters}”，已照原样保留，请在屏幕上核对。",
}

#: What the office's list can be narrowed to, besides states.
ONLY: Mapping[str, str] = {"unbound": "环节未全进", **STATES, **MODULES}

STAGES: Mapping[str, str] = {
    ImportStage.READING: "正在读取",
    ImportStage.CHECKING: "正在检查",
    ImportStage.READY: "已检查",
    ImportStage.WRITING: "正在写入",
    ImportStage.DONE: "已导入",
    ImportStage.FAILED: "没有导入",
}

DOUBTS = {
    "stages_missing": "办理程序里没有写到：{stages}。",
    "stages_out_of_order": "办理程序的先后不对，应为受理、审查、决定。",
    "at_once_with_long_promise": "是即办件，承诺时限却超过 1 个工作日。",
    "promise_longer_than_law": "承诺时限比法定时限长。",
    "materials_only_in_conditions": "申请条件里提到{papers}，申报材料里没有。",
    "materials_among_conditions": "申请条件里写了原件、复印件，材料请写到申报材料里。",
    "no_steps": "没有填写环节，不能核对“环节全进”。",
    "unbound_steps": "环节未全进：{steps}没有对应的窗口。",
    "steps_do_not_add_up": "各环节合计 {sum} 个工作日，与承诺时限 {promised} 个工作日不一致。",
}


def remark(about: Remark) -> str:
    """With the number of the row in front; row 0 is the whole file."""
    words = {**about.words, "events": "、".join(LIFE_EVENTS.values())}
    missing = about.words.get("missing")
    if isinstance(missing, list):
        words["missing_words"] = "、".join(DISCLOSURES[name] for name in missing)
    sentence = REMARKS[about.code].format_map(words)
    return f"第 {about.row} 行：{sentence}" if about.row else sentence


def doubt(about: GuideDoubt) -> str:
    return DOUBTS[about.code].format_map(about.words)


def import_lines(job: Import) -> Iterator[str]:
    """What a file would change, and everything there is to say about its rows."""
    for about in job.remarks:
        yield f"{'有问题' if about.grave else '提示'}　{remark(about)}"
    if job.counts:
        yield import_summary(job)


def import_summary(job: Import) -> str:
    counts = job.counts
    if counts is None:
        return ""
    seen = f"其中 {counts.published} 项会新向群众公开，{counts.drafts} 项先作草稿。"
    return (
        f"新增 {counts.created} 项，更新 {counts.changed} 项，没有变化 {counts.same} 项。"
        f"{seen if counts.changes_anything else ''}"
    )


def import_done(job: Import) -> str:
    counts = job.counts
    return f"已写入：新增 {counts.created} 项，更新 {counts.changed} 项。" if counts else ""
