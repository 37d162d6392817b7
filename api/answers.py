"""How the access port answers: JSON made from types, which its description is made from as well.

Times are ISO 8601 in the hall's zone, with offset.
"""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from flask import Response, jsonify

from hall.clock import local

Count = Annotated[int, msgspec.Meta(ge=0)]
#: Always written by ``moment``.
Moment = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]


def moment(at: datetime) -> str:
    return local(at).isoformat()


def moment_or_none(at: datetime | None) -> str | None:
    return moment(at) if at else None


def answered(said: msgspec.Struct | list[Any]) -> Response:
    """What is UNSET is not said at all."""
    return jsonify(msgspec.to_builtins(said))
