"""What became of slips that were printing when the power failed, or the link to their printer.

Beside the server nobody knows, and a person looks. A printer elsewhere remembers, and is asked.
"""

from datetime import timedelta

from hall.machines import Fault, JobPrinter, MachineUnavailable, PrintInDoubt, TicketPrinter
from hall.slips import actions, queries
from hall.slips.model import PaperSlip, PrintStage
from hall.unit_of_work import Hall

#: A server that starts again finds the other computer within seconds; whoever stands before a
#: printer from which nothing came is told no later than this.
TOLD_AFTER = timedelta(seconds=15)


def reconcile_prints(hall: Hall, printer: TicketPrinter) -> bool:
    """Whether every interrupted slip is settled now; otherwise ask again later.

    A printer elsewhere that is away for ten minutes is not asked any more: a person looks.
    """
    with hall.read() as snapshot:
        slips = queries.interrupted(snapshot)
        late = [slip for slip in slips if snapshot.now - slip.changed_at > TOLD_AFTER]
    for slip in slips:
        if isinstance(printer, JobPrinter):
            if not _settled_elsewhere(hall, printer, slip, is_late=slip in late):
                return False
        elif slip.stage is PrintStage.PRINTING:
            _in_doubt(hall, slip, Fault.OFF_LINE)
    return True


def _settled_elsewhere(hall: Hall, printer: JobPrinter, slip: PaperSlip, *, is_late: bool) -> bool:
    try:
        proof = printer.outcome_of(actions.job_of(slip))
    except PrintInDoubt as error:
        _in_doubt(hall, slip, error.fault)
        return True
    except MachineUnavailable:
        if is_late and slip.stage is PrintStage.PRINTING:
            _in_doubt(hall, slip, Fault.NO_AGENT)
        return False
    with hall.work("printer") as work:
        if proof:
            actions.came_out(work, slip, proof, picture=None)
        else:
            actions.stayed_in(work, slip, Fault.OFF_LINE)
    return True


def _in_doubt(hall: Hall, slip: PaperSlip, fault: Fault) -> None:
    with hall.work("printer") as work:
        actions.may_be_out(work, slip, fault)
