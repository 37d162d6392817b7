"""The server's print jobs on the printer here: each is printed once, however often it is asked."""

import json
import logging
from typing import Any

from devices.device_agent.driver_calls import DriverCall, Values, fault_answer
from devices.device_agent.print_jobs import PrintJobs
from hall.machines import Fault, MachineUnavailable, PrintInDoubt, Sheet, TicketPrinter

log = logging.getLogger(__name__)


class PrinterCalls:
    """Prints each job once, however often the server asks for it."""

    def __init__(self, printer: TicketPrinter, jobs: PrintJobs) -> None:
        self._printer = printer
        self._jobs = jobs

    def all(self) -> dict[str, DriverCall]:
        """``print`` and ``outcome``; both name their job."""
        return {"print": self._print, "outcome": self._outcome}

    def _outcome(self, values: Values) -> dict[str, Any]:
        return self._jobs.known(values["job"]) or {}

    def _print(self, values: Values) -> dict[str, Any]:
        job, page = values["job"], Sheet.from_json(json.dumps(values["page"]))
        if known := self._jobs.known(job):
            return known
        try:
            self._jobs.begin(job)
        except OSError as error:  # printed without a note of it, it might be printed twice
            raise MachineUnavailable(Fault.BROKEN, f"the job cannot be kept: {error}") from error
        try:
            answer = {"proof": self._printer.print(page)}
        except PrintInDoubt as error:
            answer = fault_answer(error)
        except MachineUnavailable:
            self._jobs.forget(job)
            raise
        try:
            self._jobs.end(job, answer)
        except OSError:
            log.exception("how job %s ended could not be kept", job)  # asked again, it is in doubt
        return answer
