"""A year of a hall in which everything happens that is counted: by its own actions, every few days.

One unit of work a day, whose time goes on within it: a year is made in a few seconds.
"""

from datetime import timedelta
from random import Random

from sqlalchemy import delete

from hall.events import MachineLost
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.issuing.walk_ups import walk_up
from hall.line import calling, closing, correcting, queries, seating, undoing, visit_steps
from hall.line.finishing import finish
from hall.line.model import Service, Ticket, Window, staff_service
from hall.line.reasons import Priority
from hall.line.ticket_life import TicketState
from hall.notices.model import Notice
from hall.opinions.model import Channel
from hall.opinions.rating import rate
from hall.people.model import Staff
from hall.unit_of_work import Hall, UnitOfWork
from tests.hall.reports.generated_promises import MONTHLY, foretell, issue

DAYS_BETWEEN = (10, 12, 16, 8, 13)


def make_a_year(hall: Hall, clock, random: Random) -> None:
    begins, number = clock.now, 0
    with hall.work() as work:
        work.session.execute(delete(staff_service))  # everybody does what their window does
    while clock.now < begins + timedelta(days=363):
        closing.close_past_days(hall)
        with hall.work("staff:3") as work:
            GeneratedDay(work, random).go_by()
        number += 1
        clock.advance(days=DAYS_BETWEEN[number % len(DAYS_BETWEEN)])
    closing.close_past_days(hall)


class GeneratedDay:
    """Windows that somebody sits at or not, and what is done there, minute after minute."""

    def __init__(self, work: UnitOfWork, random: Random) -> None:
        self.work, self.random = work, random
        self.windows = queries.windows(work.session)[:4]
        self.services = queries.services(work.session)
        self.priority = work.session.query(Priority).first().id
        self.people = work.session.query(Staff).limit(len(self.windows)).all()
        for person in self.people:
            person.may_choose = True
        self.tickets: list[Ticket] = []

    def go_by(self) -> None:
        for window, person in zip(self.windows, self.people, strict=False):
            if self.random.random() < 0.7:
                seating.sit_down(self.work, window, person)
            elif window.clerk:
                seating.stand_up(self.work, window)
        for _ in range(14):
            self.random.choice((self.take, self.take, self.act, self.act, self.act))()
            self.work.now += timedelta(minutes=self.random.randint(1, 12))
        if self.random.random() < 0.5:
            self.publish()
        if self.random.random() < 0.3:
            self.work.record(MachineLost(machine="printer", fault="paper_out"))

    def take(self) -> None:
        service = self.random.choice(self.services)
        ticket = issue_ticket(self.work, service, TicketRequest("counter", slip=False))
        self.tickets.append(ticket)
        if self.random.random() < 0.6:
            foretell(self.work, ticket, self.random)
        if self.random.random() < 0.2:
            wish = correcting.TicketCorrection(service, self.priority, help=False)
            correcting.correct(self.work, ticket, wish)

    def publish(self) -> None:
        latest = self.work.session.query(Notice).filter_by(title=MONTHLY).all()
        earlier = self.random.choice([None, *latest[-2:]])
        issue(self.work, self.random, earlier, *self.people[:2])

    def act(self) -> None:
        for window in self.windows:
            here = queries.at_window(self.work.session, self.work.today, window)
            if here:
                self.go_on(here[0], window)
            elif waiting := self.waiting_for(window):
                calling.call(self.work, self.random.choice(waiting), window)
                if self.random.random() < 0.1:
                    undoing.undo(self.work, self.chosen(TicketState.CALLED, window))

    def waiting_for(self, window: Window) -> list[Ticket]:
        desk = calling.desk_at(self.work, window)
        in_line = (TicketState.WAITING, TicketState.TRANSFERRED)
        found = [one for one in self.tickets if one.state in in_line]
        return [one for one in found if one.service in desk.services]

    def chosen(self, state: TicketState, window: Window) -> Ticket:
        return next(one for one in self.tickets if (one.state, one.window) == (state, window))

    def go_on(self, ticket: Ticket, window: Window) -> None:
        chance = self.random.random()
        if ticket.state is TicketState.CALLED:
            (visit_steps.serve if chance < 0.75 else visit_steps.miss)(self.work, ticket)
        elif chance < 0.5:
            finish(self.work, ticket)
            if chance < 0.3:
                rate(self.work, ticket, self.random.randint(1, 5), channel=Channel.PHONE)
        elif chance < 0.65:
            visit_steps.transfer(self.work, ticket, self.other(ticket.service))
            if chance < 0.55:
                undoing.undo(self.work, ticket)
        elif chance < 0.75:
            visit_steps.park(self.work, ticket)
            self.work.now += timedelta(minutes=3)
            visit_steps.resume(self.work, ticket)
        elif chance < 0.85:
            self.walk_up(window)

    def walk_up(self, window: Window) -> None:
        service = self.random.choice(window.services)
        walked = walk_up(self.work, window, service, TicketRequest("counter", slip=False))
        self.tickets.append(walked)

    def other(self, service: Service) -> Service:
        return next(one for one in self.services if one is not service)
