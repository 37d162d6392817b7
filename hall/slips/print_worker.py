"""The printer's own thread: takes wanted slips to paper, one by one, and keeps an eye on it.

Nobody waits for paper: a number is told as soon as it is on disk, and a jam, a cut cable or a
silent printer delays only slips.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from sqlalchemy.orm import Session

from hall.events import PaperRanLow
from hall.line.model import Ticket
from hall.machine_watch import MachineWatch
from hall.machines import (
    Fault,
    JobPrinter,
    MachineUnavailable,
    NoAnswerYet,
    PaperState,
    PrintInDoubt,
    PrintProof,
    Sheet,
    SlipTray,
    TicketPrinter,
)
from hall.periodic_worker import PeriodicWorker
from hall.slips import actions, queries
from hall.slips.model import PaperSlip
from hall.slips.number_slip import REPRINT
from hall.slips.print_reconciliation import reconcile_prints
from hall.unit_of_work import Hall

log = logging.getLogger(__name__)

#: How long to leave a faulty printer alone, and how often to look after an idle one.
PAUSE_SECONDS = 3.0
IDLE_SECONDS = 10.0

Compose = Callable[[Session, Ticket, PaperSlip, str], Sheet]


class PrintWorker(PeriodicWorker):
    def __init__(  # noqa: PLR0913  # each is a collaborator of its own
        self,
        hall: Hall,
        printer: TicketPrinter,
        watch: MachineWatch,
        compose: Compose,
        *,
        foretell: Callable[[int], str] = lambda _ticket_id: "",
        tray: SlipTray | None = None,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        """``foretell``: when the ticket of this id will be called, in words for its slip."""
        super().__init__("printer", self._round, interrupt=hall.wake, pause_seconds=pause_seconds)
        self._hall = hall
        self._printer = printer
        self._tray = tray
        self._watch = watch
        self._compose = compose
        self._foretell = foretell
        self._next_check = 0.0
        self._unsettled = True  # slips were printing when the server stopped, or the link failed

    def wake(self) -> None:
        """Look after the printer too: whoever wakes it wants to know how it is now."""
        self._next_check = 0.0
        super().wake()

    def _round(self) -> float:
        """Print what is wanted, look after the printer, wait for something to happen."""
        self._unsettled = self._unsettled and not reconcile_prints(self._hall, self._printer)
        with self._hall.read() as snapshot:
            seq = snapshot.seq  # read first: what is wanted meanwhile ends the wait at once
            wanted = queries.is_wanted(snapshot)
        while wanted and self.print_one():
            pass
        if monotonic() >= self._next_check:
            self._look_after()
        if self._watch.health.fault:
            return self.pause_seconds
        if not self.stopping.is_set():
            self._hall.journal_after(seq, IDLE_SECONDS)
        return 0

    def print_one(self) -> bool:
        """Take one slip to paper; whether there was one and the next may follow at once."""
        if self.stopping.is_set():
            return False  # asked first: a slip taken up and not printed would be in doubt
        with self._hall.read() as snapshot:
            ticket_id = queries.next_ticket(snapshot)
        forecast = self._forecast(ticket_id) if ticket_id else ""
        with self._hall.work("printer") as work:
            row = actions.take_up(work)  # the same one: nobody else takes slips up
            page = self._page(work.session, row, forecast) if row else None
        if row is None or page is None:
            return False
        return self._bring_to_paper(page, row)

    def _forecast(self, ticket_id: int) -> str:
        """Asked for when the write lock is down: a forecast is a simulation."""
        try:
            return self._foretell(ticket_id)
        except Exception:
            log.exception("no forecast for the slip of ticket %s", ticket_id)
            return ""

    def _page(self, session: Session, row: PaperSlip, forecast: str) -> Sheet:
        if row.ticket:
            return self._compose(session, row.ticket, row, forecast)
        return replace(Sheet.from_json(row.sheet or ""), banner=REPRINT if row.reprint else "")

    def _bring_to_paper(self, page: Sheet, row: PaperSlip) -> bool:
        try:
            proof = self._print(page, row)
        except NoAnswerYet as error:
            self._unsettled = True  # the other side knows how it ended, and is asked
            if error.fault is Fault.NO_AGENT:  # until it is back: nobody stands and waits for it
                with self._hall.work("printer") as work:
                    actions.may_be_out(work, row, error.fault)
            self._watch.fails(error)
            return False
        except PrintInDoubt as error:
            with self._hall.work("printer") as work:
                actions.may_be_out(work, row, error.fault)
            self._watch.fails(error)
            return True
        except MachineUnavailable as error:
            with self._hall.work("printer") as work:
                actions.stayed_in(work, row, error.fault)
            self._watch.fails(error)
            return False
        except Exception:
            # Nobody knows how far it came; left as printing, it would never be settled.
            with self._hall.work("printer") as work:
                actions.may_be_out(work, row, Fault.BROKEN)
            raise
        with self._hall.work("printer") as work:
            actions.came_out(work, row, proof, self._newest_picture())
        self._watch.works(self._watch.health.note)
        return True

    def _print(self, page: Sheet, row: PaperSlip) -> PrintProof:
        if isinstance(self._printer, JobPrinter):
            return self._printer.print_job(actions.job_of(row), page)
        return self._printer.print(page)

    def _newest_picture(self) -> str | None:
        """Of the slip just printed: nobody else prints into this tray."""
        pictures = self._tray.slips() if self._tray else []
        return pictures[0] if pictures else None

    def _look_after(self) -> None:
        self._next_check = monotonic() + IDLE_SECONDS
        try:
            paper = self._printer.check()
        except MachineUnavailable as error:
            self._watch.fails(error)
            self._next_check = 0.0  # asked again after a pause: its return is noticed soon
            return
        if paper is PaperState.NEAR_END and self._watch.health.note != paper:
            with self._hall.work("printer") as work:
                work.record(PaperRanLow())
        self._watch.works(paper)
