"""The columns of a spreadsheet of items, and all the names offices have for them."""

from dataclasses import dataclass

from hall.catalogue.search.folding import folded


@dataclass(frozen=True, slots=True)
class Column:
    key: str  # a column of Item, or one of the rows below it
    heading: str  # ours, in the files we write
    synonyms: str = ""  # with spaces between
    exported: bool = True


COLUMNS = (
    Column("code", "事项编码", "编码 事项代码 事项编号 编号 基本编码 目录编码 CATALOG_CODE code"),
    Column(
        "implementing_code",
        "实施编码",
        "实施清单编码 业务办理项编码 TASK_CODE TASK_HANDLE_ITEM",
    ),
    Column(
        "name",
        "事项名称",
        "名称 事项 政务服务事项 政务服务事项名称 服务事项 实施事项名称 主项名称 "
        "子项名称 TASK_NAME name",
    ),
    Column("module", "模块", "所属模块 事项模块"),
    Column("state", "状态", "事项状态 公开状态 TASK_STATE"),
    Column("kind", "办件类型", "办结类型 PROJECT_TYPE"),
    Column("field", "服务领域", "领域 所属领域 业务领域 服务主题 主题 主题分类"),
    Column("life_events", "人生事件", "生命周期 人生事 一件事"),
    Column("aliases", "俗称", "别名 群众说法 常用名 简称 关键词 又名"),
    Column("service", "取号业务", "叫号业务 所属业务 业务 业务类别 队列"),
    Column(
        "authority",
        "实施主体",
        "实施机构 实施部门 受理机构 承办机构 责任部门 部门 部门名称 DEPT_NAME",
    ),
    Column("objects", "服务对象", "服务对象类型 办理对象 申请人 SERVER_TYPE"),
    Column("place", "办理地点", "办公地点 受理地点 地点 TRANSACT_ADDR"),
    Column("open_hours", "办理时间", "办公时间 工作时间 受理时间 TRANSACT_TIME"),
    Column("consultation", "咨询电话", "咨询方式 联系电话 电话 LINK_WAY"),
    Column("result", "结果名称", "审批结果名称 办理结果 结果 RESULT_NAME"),
    Column("legal_basis", "法律依据", "设定依据 实施依据 设立依据 办理依据 依据 BY_LAW"),
    Column("conditions", "申请条件", "受理条件 办理条件 条件 办理要求 ACCEPT_CONDITION"),
    Column(
        "materials",
        "申报材料",
        "申请材料 材料 所需材料 办理材料 材料目录 材料清单 申报材料目录",
    ),
    Column("procedure", "办理程序", "办理流程 流程 办事流程 程序 HANDLE_FLOW"),
    Column("steps", "环节", "办理环节 审批环节 流程环节"),
    Column("legal_value", "法定办结时限", "法定时限 法定期限 法定办理时限 ANTICIPATE_DAY"),
    Column("legal_unit", "法定办结时限单位", "法定时限单位 法定期限单位 ANTICIPATE_TYPE"),
    Column("legal_note", "法定办结时限说明", "法定时限说明 ANTICIPATE_EXPLAIN"),
    Column("promised_value", "承诺办结时限", "承诺时限 承诺期限 承诺办理时限 PROMISE_DAY"),
    Column("promised_unit", "承诺办结时限单位", "承诺时限单位 承诺期限单位 PROMISE_TYPE"),
    Column("promised_note", "承诺办结时限说明", "承诺时限说明 PROMISE_EXPLAIN"),
    Column("time_limit", "办理时限", "时限 办结时限 办理期限"),
    Column("is_fee", "是否收费", "收费与否 收费 IS_FEE"),
    Column("fee_basis", "收费依据", "FEE_BASIS"),
    Column("fees", "收费标准", "收费依据及标准 收费标准及依据 收费情况"),
    Column(
        "complaints",
        "投诉渠道及电话",
        "监督投诉方式 投诉方式 监督方式 监督电话 投诉电话 监督投诉电话 SUPERVISE_WAY",
    ),
    # One material a row, below its item or in merged cells; we write them into one cell.
    Column("material_name", "材料名称", "MATERIAL_NAME", exported=False),
    Column("material_originals", "原件份数", "原件 原件数量", exported=False),
    Column("material_copies", "复印件份数", "复印件 复印件数量 份数", exported=False),
    Column(
        "material_required",
        "是否必备材料",
        "是否必要 必要性 是否必备 材料必要性 IS_NEED",
        exported=False,
    ),
    Column("material_condition", "提交条件", "何时需要 提供情形", exported=False),
    Column(
        "material_source",
        "材料来源",
        "出具机构 来源渠道 材料出具机构 材料来源渠道",
        exported=False,
    ),
    Column("material_sample", "示例样表", "样表 空白表格 材料样本 样本", exported=False),
    Column(
        "material_note",
        "材料说明",
        "填报须知 受理标准 材料备注 FILL_EXPLAIN ACCEPT_STAND",
        exported=False,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
#: Heading in any spelling -> key. Ours come first, then the others.
KNOWN = {
    **{
        folded(name): column.key for column in reversed(COLUMNS) for name in column.synonyms.split()
    },
    **{folded(column.heading): column.key for column in COLUMNS},
}


def key_of(heading: str) -> str | None:
    """Which column a heading means; stars and brackets around it do not matter."""
    plain = folded(heading.partition("（")[0].partition("(")[0]) or folded(heading)
    return KNOWN.get(folded(heading)) or KNOWN.get(plain)
