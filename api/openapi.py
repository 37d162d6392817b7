"""The description of the access port, in OpenAPI 3.1; its schemas come from the types."""

from typing import Annotated, Any

import msgspec

from api.answers import Count
from api.attendance_answers import AttendanceDayAnswer, IsoDate
from api.bodies import LONGEST_KEY, ParkBody, TakeBody, TransferBody
from api.figure_answers import FiguresAnswer
from api.hall_answers import BoardAnswer, EntryAnswer, HealthAnswer, NoticeAnswer, ServiceAnswer
from api.item_answers import GuideAnswer, ItemAnswer
from api.queries import FIGURES_BY
from api.schemas import Shape, reference, schema_of, schemas
from api.ticket_answers import TicketAnswer
from web.problem import PROBLEM, Problem

Kind = type[msgspec.Struct]

KINDS: tuple[Kind, ...] = (
    HealthAnswer, BoardAnswer, ServiceAnswer, TicketAnswer, ItemAnswer, GuideAnswer, NoticeAnswer,
    EntryAnswer, AttendanceDayAnswer, FiguresAnswer, TakeBody, ParkBody, TransferBody, Problem,
)  # fmt: skip


def document(version: str) -> Shape:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "政务服务中心大厅系统 接入端口",
            "version": version,
            "description": "县方案“预留电子显示屏、自助查询系统接入端口”。"
            "错误一律为 application/problem+json，程序请看 code。",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"bearer": []}],
        "paths": PATHS,
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas(KINDS),
            "responses": {
                "problem": {
                    "description": "拒绝及原因",
                    "content": {PROBLEM: {"schema": reference(Problem)}},
                }
            },
        },
    }


def _answer(what: str, schema: Shape) -> Shape:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _one(what: str, kind: Kind) -> Shape:
    return _answer(what, reference(kind))


def _list(what: str, kind: Kind) -> Shape:
    return _answer(what, {"type": "array", "items": reference(kind)})


def _operation(summary: str, scope: str, answer: Shape, status: str = "200", **more: Any) -> Shape:
    return {
        "summary": f"{summary}（{scope}）" if scope else summary,
        "security": [{"bearer": []}] if scope else [],
        "responses": {status: answer, "default": {"$ref": "#/components/responses/problem"}},
        **more,
    }


def _in(place: str, name: str, kind: Any = str) -> Shape:
    schema = schema_of(kind)
    return {"in": place, "name": name, "required": place == "path", "schema": schema}


def _needed(name: str, kind: Any) -> Shape:
    return {**_in("query", name, kind), "required": True}


TICKET_ID = _in("path", "ticket_id", Count)
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_KEY)]
RETRY = _in("header", "Idempotency-Key", Key)


def _body(kind: Kind, *, required: bool) -> Shape:
    return {"required": required, "content": {"application/json": {"schema": reference(kind)}}}


def _step(what: str, **more: Any) -> Shape:
    answer = _one("号", TicketAnswer)
    return {"post": _operation(what, "line", answer, parameters=[TICKET_ID, RETRY], **more)}


PATHS: Shape = {
    "/health": {"get": _operation("数据库应答时为 200", "", _one("正常", HealthAnswer))},
    "/openapi.json": {"get": _operation("本说明", "", _answer("OpenAPI", {"type": "object"}))},
    "/board": {"get": _operation("正在叫的号和等候人数", "read", _one("叫号屏", BoardAnswer))},
    "/services": {"get": _operation("业务和窗口", "read", _list("业务", ServiceAnswer))},
    "/tickets": {
        "post": _operation(
            "取号；同一个 Idempotency-Key 只取一个号",
            "line",
            _one("号", TicketAnswer),
            "201",
            parameters=[_in("header", "Idempotency-Key", Key)],
            requestBody=_body(TakeBody, required=True),
        )
    },
    "/tickets/{ticket_id}": {
        "get": _operation("一个号", "read", _one("号", TicketAnswer), parameters=[TICKET_ID])
    },
    **{
        f"/tickets/{{ticket_id}}/{step}": _step(what)
        for step, what in (
            ("recall", "重呼；过号或挂起的人来了也用它"), ("serve", "开始办理"), ("finish", "办结"),
            ("miss", "过号"), ("resume", "挂起的人回来了，接着办"), ("cancel", "交还号码"),
            ("undo", "撤销这个号的上一步：只限自己做的，只能一次"),
        )
    },
    "/tickets/{ticket_id}/park": _step("挂起", requestBody=_body(ParkBody, required=False)),
    "/tickets/{ticket_id}/transfer": _step(
        "转移到另一项业务，保留原来的位置", requestBody=_body(TransferBody, required=True)
    ),
    "/windows/{name}/call-next": {
        "post": _operation(
            "叫下一位；没有人等候时为 409 NobodyWaiting",
            "line",
            _one("号", TicketAnswer),
            parameters=[_in("path", "name"), RETRY],
        )
    },
    "/items": {
        "get": _operation(
            "查事项", "read", _list("事项", ItemAnswer),
            parameters=[_in("query", "q")],
        )
    },
    "/items/{code}": {
        "get": _operation(
            "办事指南，含七公开", "read", _one("指南", GuideAnswer),
            parameters=[_in("path", "code")],
        )
    },
    "/notices/now": {
        "get": _operation(
            "正在公开的内容", "read", _list("公告", NoticeAnswer),
            parameters=[_in("query", "screen")],
        )
    },
    "/journal": {
        "get": _operation(
            "日志，从 after 之后起，每次至多 1000 条", "manage",
            _list("日志", EntryAnswer),
            parameters=[_in("query", "after", Count)],
        )
    },
    "/attendance/days": {
        "get": _operation(
            "每人每天的考勤，from 至 to 两天都算，至多 92 天", "manage",
            _list("一人一天", AttendanceDayAnswer),
            parameters=[_needed("from", IsoDate), _needed("to", IsoDate)],
        )
    },
    "/figures": {
        "get": _operation(
            "一段时间的数据，from 至 to 两天都算，至多 366 天；by=staff 要 manage", "read",
            _list("一行", FiguresAnswer),
            parameters=[
                _needed("from", IsoDate), _needed("to", IsoDate),
                {**_needed("by", str), "schema": {"type": "string", "enum": list(FIGURES_BY)}},
            ],
        )
    },
}  # fmt: skip
