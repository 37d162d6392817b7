"""A printer elsewhere: it remembers what became of each job."""

import json
from uuid import uuid4

from hall.machines import MachineUnavailable, NoAnswerYet, PaperState, PrintProof, Sheet
from hall.remote_devices.rpc_channel import RpcChannel

PRINT_SECONDS = 90.0  # a long sheet on a slow cable


class RemotePrinter:
    """Plays JobPrinter."""

    def __init__(self, channel: RpcChannel) -> None:
        self._channel = channel

    def print(self, page: Sheet) -> PrintProof:
        """As a job of its own, whose outcome nobody can ask for.

        Raises MachineUnavailable, PrintInDoubt.
        """
        return self.print_job(uuid4().hex, page)

    def print_job(self, job: str, page: Sheet) -> PrintProof:
        """Wait up to 90 s for the proof; the other side prints a job of this name once only.

        Raises MachineUnavailable when it was surely not printed, PrintInDoubt, and NoAnswerYet when
        the link failed meanwhile.
        """
        answer = self._channel.call(
            "print", PRINT_SECONDS, page=json.loads(page.as_json()), job=job
        )
        return PrintProof(answer["proof"])

    def outcome_of(self, job: str) -> PrintProof | None:
        """How the job ended over there; None for one that was surely not printed.

        Raises PrintInDoubt for one that may be out, MachineUnavailable while nobody can say.
        """
        try:
            answer = self._channel.call("outcome", job=job)
        except NoAnswerYet as error:  # a question does no harm: ask again
            raise MachineUnavailable(error.fault, error.detail) from error
        return PrintProof(answer["proof"]) if answer.get("proof") else None

    def check(self) -> PaperState:
        """What the other side told last.

        Raises MachineUnavailable when it is silent or has a fault.
        """
        self._channel.must_be_well()
        return PaperState(self._channel.told.get("paper", PaperState.UNKNOWN))
