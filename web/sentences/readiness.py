"""What a hall still lacks before it can open, and how it is put right."""

from hall.hall_workbook import RowProblem
from hall.readiness import Lack, MissingThing
from web.sentences.refusals import refusal

MISSING = {
    Lack.DIRECTOR: "还没有主任的账号。",
    Lack.DEMONSTRATION: "现在是演示大厅，里面的窗口、人员、事项都是编的。"
    "真的开门要用一个空的数据库：改 config.toml 里的 [database] url，再重新启动。",
    Lack.CLOCK: "服务器的时间还没有核对。",
    Lack.DETAILS: "{of}还是演示的，请改成本大厅的。",
    Lack.SERVICE: "还没有业务：群众没有号可取。",
    Lack.WINDOW: "还没有窗口：没有人能叫号。",
    Lack.UNSERVED: "{services}没有窗口或没有人办，取不了号。",
    Lack.SCREEN: "还没有屏幕：叫的号群众看不到。",
    Lack.KIOSK: "还没有登记取号机：大厅里的电脑要登记了才能取号。",
    Lack.RECOVERY_PAPER: "还没有恢复纸：唯一的主任忘了密码，就进不来了。",
    Lack.COLLEAGUES: "只有主任一个人有账号。",
    Lack.HOURS: "还没有开放时间：半夜也能取号。",
    Lack.ITEM: "还没有公开的事项：取号机上查不到办事指南。",
    Lack.PRINTER: "没有打印机：号码只在屏幕上，没有号票。"
    "接好以后写进 config.toml 的 [printer]，再重新启动。",
}
DETAILS = {"name": "大厅名称", "complaint_phone": "投诉电话", "hours": "服务时间"}


def missing_line(thing: MissingThing) -> str:
    said = {
        "of": "、".join(DETAILS[name] for name in thing.said.get("of", ())),
        "services": "、".join(f"“{name}”" for name in thing.said.get("services", ())),
    }
    return MISSING[thing.lack].format_map(said)


def workbook_problem(problem: RowProblem) -> str:
    """Where in the workbook something is not right, and what."""
    column = f"“{problem.column}”" if problem.column else ""
    return f"“{problem.sheet}”第 {problem.row} 行{column}：{refusal(problem.refusal)}"
