"""What became of slips that were printing when the power failed, or the link to their printer.

Beside the server nobody knows, and a person looks. A printer elsewhere remembers, and is asked.
"""

from datetime import timedelta

from hall.machines import Fault, JobPrinter, MachineUnavailable, PrintInDoubt, TicketPrinter
from hall.slips import actions, queries
from hall.slips.model import PaperSlip
from hall.unit_of_work import Hall

#: Whoever is still away after this long is not waited for: a person looks at the paper.
ASKED_FOR = timedelta(minutes=10)


def reconcile_prints(hall: Hall, printer: TicketPrinter) -> bool:
    """Whether every interrupted slip is settled now; otherwise ask again later.

    A printer elsewhere that is away for ten minutes is not asked any more: a person looks.
    """
    with hall.read() as snapshot:
        slips = queries.interrupted(snapshot.session)
        late = [slip for slip in slips if snapshot.now - slip.changed_at > ASKED_FOR]
    for slip in slips:
        if isinstance(printer, JobPrinter):
            if not _settled_elsewhere(hall, printer, slip, give_up=slip in late):
                return False
        else:
            _in_doubt(hall, slip, Fault.OFF_LINE)
    return True


def _settled_elsewhere(hall: Hall, printer: JobPrinter, slip: PaperSlip, *, give_up: bool) -> bool:
    try:
        proof = printer.outcome_of(actions.job_of(slip))
    except MachineUnavailable as error:
        if not (give_up or isinstance(error, PrintInDoubt)):
            return False
        _in_doubt(hall, slip, error.fault)
        return True
    with hall.work("printer") as work:
        if proof:
            actions.came_out(work, slip, proof, picture=None)
        else:
            actions.stayed_in(work, slip, Fault.OFF_LINE)
    return True


def _in_doubt(hall: Hall, slip: PaperSlip, fault: Fault) -> None:
    with hall.work("printer") as work:
        actions.may_be_out(work, slip, fault)
