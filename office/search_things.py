"""What the hall has, by its name: numbers of today, people, items, windows, screens, notices."""

import re
from collections.abc import Iterator
from itertools import chain

from flask import url_for

from hall.catalogue.office_queries import office_list
from hall.line.queries import services, ticket_numbered, windows
from hall.line.window_names import called
from hall.notices.notice_life import NoticeState
from hall.notices.queries import in_state
from hall.people.queries import staff
from hall.screens.queries import screens
from office.search_hits import MOST_OF_A_KIND, SearchHit, SearchQuestion, fitting
from web import sentences
from web.app_context import current_context
from web.sentences import office_search as words
from web.sentences.catalogue import STATES as ITEM_STATES

A_NUMBER = re.compile(r"([A-Za-z]+)\W?0*(\d{1,4})")  # a1, A-001, A001
DIGITS = 3  # of a number as it is printed


def found_tickets(question: SearchQuestion) -> Iterator[SearchHit]:
    if typed := A_NUMBER.fullmatch(question.typed):
        number = f"{typed[1].upper()}{typed[2].zfill(DIGITS)}"
        ticket = ticket_numbered(question.at.session, question.at.today, number)
        if ticket:
            beside = words.ticket_words(ticket.state, ticket.service.name)
            yield SearchHit(number, beside, url_for("kiosk.phone", code=ticket.code))


def found_people(question: SearchQuestion) -> list[SearchHit]:
    hits = [
        SearchHit(
            person.name,
            "　".join(filter(None, (sentences.ROLES[person.role], person.department))),
            url_for("office_people.person", staff_id=person.id),
            " ".join((person.account, person.department, person.title)),
        )
        for person in staff(question.at.session)
    ]
    return fitting(question, hits)


def found_items(question: SearchQuestion) -> list[SearchHit]:
    """Those in public as visitors find them, then the rest by what stands in their names."""
    session = question.at.session
    public = current_context().finder.find(session, question.typed, MOST_OF_A_KIND)
    rest = office_list(session, words=question.typed, most=MOST_OF_A_KIND)[0]
    items = list({item.id: item for item in (*public, *rest)}.values())[:MOST_OF_A_KIND]
    return [
        SearchHit(item.name, ITEM_STATES[item.state], url_for("office.items.one", item_id=item.id))
        for item in items
    ]


def found_windows(question: SearchQuestion) -> list[SearchHit]:
    page, session = "office_windows.page", question.at.session
    hits = [
        SearchHit(called(one.name), one.department, url_for(page, _anchor=f"window-{one.id}"))
        for one in windows(session)
    ]
    hits += [
        SearchHit(
            words.service_title(one.prefix, one.name),
            one.about,
            url_for(page, _anchor=f"service-{one.id}"),
            one.name,
        )
        for one in services(session)
    ]
    return fitting(question, hits)


def found_screens(question: SearchQuestion) -> list[SearchHit]:
    hits = [
        SearchHit(
            words.screen_title(one.name),
            one.place,
            url_for("office_screens.page", _anchor=f"screen-{one.id}"),
            f"{one.place} {one.name}",
        )
        for one in screens(question.at.session)
    ]
    return fitting(question, hits)


def found_notices(question: SearchQuestion) -> list[SearchHit]:
    notices = chain.from_iterable(in_state(question.at.session, state) for state in NoticeState)
    hits = [
        SearchHit(
            one.title,
            sentences.NOTICE_STATES[one.state],
            url_for("office_notices.notice", notice_id=one.id),
        )
        for one in notices
    ]
    return fitting(question, hits)
