"""What the answers of the access port look like, as JSON Schema (api/shapes.py makes them)."""

from typing import Any

from hall.line.ticket_life import TicketState
from hall.wait_forecast.rules.forecast import ForecastKind

Shape = dict[str, Any]


def of(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(required: list[str], **properties: Shape) -> Shape:
    return {"type": "object", "required": required, "properties": properties}


TEXT: Shape = {"type": "string"}
TEXT_OR_NONE: Shape = {"type": ["string", "null"]}
COUNT: Shape = {"type": "integer", "minimum": 0}
MOMENT: Shape = {"type": "string", "format": "date-time"}
MOMENT_OR_NONE: Shape = {"type": ["string", "null"], "format": "date-time"}

SCHEMAS: Shape = {
    "Problem": object_of(
        ["type", "title", "status", "code", "detail"],
        type=TEXT, title=TEXT, status={"type": "integer"}, code=TEXT, detail=TEXT,
    ),
    "Health": object_of(
        ["status", "version", "seq", "now"],
        status={"const": "ok"}, version=TEXT, seq=COUNT, now=MOMENT, machines={"type": "object"},
    ),
    "Ticket": object_of(
        ["id", "number", "service", "state", "window", "ahead"],
        id=COUNT, number=TEXT, service=TEXT,
        state={"enum": [str(state) for state in TicketState]},
        window=TEXT_OR_NONE, ahead=COUNT, calls=COUNT, item=TEXT_OR_NONE, issued_at=MOMENT,
        called_at=MOMENT_OR_NONE, serving_at=MOMENT_OR_NONE, closed_at=MOMENT_OR_NONE,
        back_at=MOMENT_OR_NONE, note=TEXT,
        forecast={"oneOf": [of("Forecast"), {"type": "null"}]},
    ),
    "Forecast": object_of(
        ["outlook", "made_at", "minutes", "at_most", "opens", "sentence"],
        outlook={"enum": [str(outlook) for outlook in ForecastKind]}, made_at=MOMENT,
        minutes={
            "type": ["array", "null"], "items": COUNT, "minItems": 2, "maxItems": 2,
        },
        at_most=MOMENT_OR_NONE, opens=MOMENT_OR_NONE, sentence=TEXT,
    ),
    "Service": object_of(
        ["prefix", "name", "windows"],
        prefix=TEXT, name=TEXT, about=TEXT, windows={"type": "array", "items": TEXT}, waiting=COUNT,
        standing={"enum": ["open", "soon", "later", "full", "over"]}, opens=MOMENT_OR_NONE,
    ),
    "Board": object_of(
        ["seq", "now", "calls", "services"],
        seq=COUNT, now=MOMENT,
        calls={"type": "array", "items": of("Ticket")},
        services={"type": "array", "items": of("Service")},
    ),
    "Item": object_of(
        ["code", "name", "module"],
        code=TEXT, name=TEXT, module={"enum": ["apply", "enquire", "disclose"]}, field=TEXT,
    ),
    "Material": {
        "type": "object",
        "required": ["name", "originals", "copies", "required"],
        "properties": {
            "name": TEXT, "originals": COUNT, "copies": COUNT, "required": {"type": "boolean"},
            "condition": TEXT, "source": TEXT, "sample": TEXT, "note": TEXT,
        },
    },
    "ItemStep": object_of(
        ["name", "days", "window"],
        name=TEXT, days={"type": ["integer", "null"]}, window=TEXT_OR_NONE,
    ),
    "Guide": {
        "allOf": [
            of("Item"),
            object_of(
                ["disclosures"],
                aliases={"type": "array", "items": TEXT}, service=TEXT_OR_NONE,
                disclosures={"type": "object", "additionalProperties": TEXT},
                life_events={"type": "array", "items": TEXT},
                materials={"type": "array", "items": of("Material")},
                steps={"type": "array", "items": of("ItemStep")},
            ),
        ]
    },
    "Notice": object_of(
        ["id", "title", "body", "starts_at", "ends_at"],
        id=COUNT, title=TEXT, category=TEXT, body=TEXT, starts_at=MOMENT, ends_at=MOMENT_OR_NONE,
        kind={"enum": ["text", "image", "pdf", "video", "board"]},
        level={"enum": ["rotation", "notice", "emergency"]},
        letterhead=TEXT, paper_number=TEXT, files={"type": "array", "items": TEXT},
    ),
    "Entry": object_of(
        ["seq", "at", "actor", "kind", "details", "previous", "hash"],
        seq=COUNT, at=MOMENT, actor=TEXT, kind=TEXT, details={"type": "object"},
        previous=TEXT, hash=TEXT,
    ),
}  # fmt: skip
