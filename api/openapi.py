"""The description of the access port, in OpenAPI 3.1."""

from typing import Any

from api.schemas import COUNT, MOMENT, SCHEMAS, TEXT, Shape, object_of, of
from hall.line.calling import LONGEST_NOTE


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
            "schemas": SCHEMAS,
            "responses": {
                "problem": {
                    "description": "拒绝及原因",
                    "content": {"application/problem+json": {"schema": of("Problem")}},
                }
            },
        },
    }


def _answer(what: str, schema: Shape) -> Shape:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _list_of(name: str) -> Shape:
    return {"type": "array", "items": of(name)}


def _operation(summary: str, scope: str, answer: Shape, status: str = "200", **more: Any) -> Shape:
    return {
        "summary": f"{summary}（{scope}）" if scope else summary,
        "security": [{"bearer": []}] if scope else [],
        "responses": {status: answer, "default": {"$ref": "#/components/responses/problem"}},
        **more,
    }


def _in(place: str, name: str, schema: Shape, *, required: bool = False) -> Shape:
    return {"in": place, "name": name, "required": required or place == "path", "schema": schema}


TICKET_ID = _in("path", "ticket_id", COUNT)
KEY: Shape = {"type": "string", "minLength": 1, "maxLength": 128}
TAKE_BODY = object_of(["service"], service=TEXT, item=TEXT) | {"additionalProperties": False}
NOTE: Shape = {"type": "string", "maxLength": LONGEST_NOTE}
PARK_BODY = object_of([], note=NOTE, back_at=MOMENT) | {"additionalProperties": False}
TRANSFER_BODY = object_of(["service"], service=TEXT, note=NOTE, window=TEXT) | {
    "additionalProperties": False
}


def _body(schema: Shape, *, required: bool) -> Shape:
    return {"required": required, "content": {"application/json": {"schema": schema}}}


def _step(what: str, **more: Any) -> Shape:
    answer = _answer("号", of("Ticket"))
    return {"post": _operation(what, "line", answer, parameters=[TICKET_ID], **more)}


PATHS: Shape = {
    "/health": {"get": _operation("数据库应答时为 200", "", _answer("正常", of("Health")))},
    "/openapi.json": {"get": _operation("本说明", "", _answer("OpenAPI", {"type": "object"}))},
    "/board": {"get": _operation("正在叫的号和等候人数", "read", _answer("叫号屏", of("Board")))},
    "/services": {"get": _operation("业务和窗口", "read", _answer("业务", _list_of("Service")))},
    "/tickets": {
        "post": _operation(
            "取号；同一个 Idempotency-Key 只取一个号",
            "line",
            _answer("号", of("Ticket")),
            "201",
            parameters=[_in("header", "Idempotency-Key", KEY)],
            requestBody=_body(TAKE_BODY, required=True),
        )
    },
    "/tickets/{ticket_id}": {
        "get": _operation("一个号", "read", _answer("号", of("Ticket")), parameters=[TICKET_ID])
    },
    **{
        f"/tickets/{{ticket_id}}/{step}": _step(what)
        for step, what in (
            ("recall", "重呼；过号或挂起的人来了也用它"), ("serve", "开始办理"), ("finish", "办结"),
            ("miss", "过号"), ("resume", "挂起的人回来了，接着办"), ("cancel", "交还号码"),
            ("undo", "撤销这个号的上一步：只限自己做的，只能一次"),
        )
    },
    "/tickets/{ticket_id}/park": _step("挂起", requestBody=_body(PARK_BODY, required=False)),
    "/tickets/{ticket_id}/transfer": _step(
        "转移到另一项业务，保留原来的位置", requestBody=_body(TRANSFER_BODY, required=True)
    ),
    "/windows/{name}/call-next": {
        "post": _operation(
            "叫下一位；没有人等候时为 409 NobodyWaiting",
            "line",
            _answer("号", of("Ticket")),
            parameters=[_in("path", "name", TEXT)],
        )
    },
    "/items": {
        "get": _operation(
            "查事项", "read", _answer("事项", _list_of("Item")),
            parameters=[_in("query", "q", TEXT)],
        )
    },
    "/items/{code}": {
        "get": _operation(
            "办事指南，含七公开", "read", _answer("指南", of("Guide")),
            parameters=[_in("path", "code", TEXT)],
        )
    },
    "/notices/now": {
        "get": _operation(
            "正在公开的内容", "read", _answer("公告", _list_of("Notice")),
            parameters=[_in("query", "screen", TEXT)],
        )
    },
    "/journal": {
        "get": _operation(
            "日志，从 after 之后起，每次至多 1000 条", "manage",
            _answer("日志", _list_of("Entry")),
            parameters=[_in("query", "after", COUNT)],
        )
    },
}  # fmt: skip
