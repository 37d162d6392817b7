"""A printer elsewhere: it remembers what became of each job."""

import json
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from hall.machines import MachineUnavailable, NoAnswerYet, Paper, Proof, Sheet, Slip
from hall.remote.exchange import Exchange

PRINT_SECONDS = 90.0  # a long sheet on a slow cable


class RemotePrinter:
    """Plays JobPrinter."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def print(self, page: Slip | Sheet) -> Proof:
        return self.print_job(uuid4().hex, page)

    def print_job(self, job: str, page: Slip | Sheet) -> Proof:
        answer = self._exchange.call("print", PRINT_SECONDS, page=page_as_json(page), job=job)
        return Proof(answer["proof"])

    def outcome_of(self, job: str) -> Proof | None:
        try:
            answer = self._exchange.call("outcome", job=job)
        except NoAnswerYet as error:  # a question does no harm: ask again
            raise MachineUnavailable(error.fault, error.detail) from error
        return Proof(answer["proof"]) if answer.get("proof") else None

    def check(self) -> Paper:
        self._exchange.must_be_well()
        return Paper(self._exchange.told.get("paper", Paper.UNKNOWN))


def page_as_json(page: Slip | Sheet) -> dict[str, Any]:
    if isinstance(page, Sheet):
        return {"kind": "sheet", "sheet": json.loads(page.as_json())}
    return {"kind": "slip", "slip": {**asdict(page), "issued_at": page.issued_at.isoformat()}}
