"""Who works here: particulars, passwords, who is gone; and the programs that are let in."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.departures.departing import Successors, depart
from hall.line import coverage
from hall.line import queries as line
from hall.line.stranding import HandOver
from hall.people import demanded_factor, queries, staff_register
from hall.people.actions import create_token, join_staff, lift_lockout, lockouts_of
from hall.people.credentials import (
    PIN_DIGITS,
    SHORTEST_PASSWORD,
    kept_password,
    kept_pin,
    words_about,
)
from hall.people.model import Role, Scope, Staff
from hall.people.queries import staff_in_use
from hall.people.sign_in_ages import SETTINGS
from hall.people.sign_ins import sign_ins_of
from hall.people.staff_register import LOOKED_AFTER, must_rank_above
from hall.settings import number_setting, setting
from hall.unit_of_work import ReadSession, UnitOfWork
from office import people_forms as forms
from office.chosen_person import person_at
from office.list_forms import HandOverForm
from office.lists import keep_list
from office.page import office_page
from web.app_context import current_hall, hall_words
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_people", __name__, url_prefix="/office/people", template_folder="templates")


#: What is guessed at, in the order of ``lockouts_of``.
SECRETS = ("password", "pin")


def leave(work: UnitOfWork, staff: Staff, said: HandOver) -> None:
    """Of several at once, or by a program: what goes on is taken over by nobody, and listed so."""
    depart(work, staff, Successors(window=said.window))


PEOPLE = keep_list(
    bp,
    Staff,
    ".page",
    retire=leave,
    bring_back=staff_register.reopen_account,
    may=must_rank_above,
)


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        return show(
            "office/people.html",
            people=PEOPLE.read(snapshot),
            services=line.services(snapshot.session),
            skills={
                person.id: _skills(snapshot, person) for person in staff_in_use(snapshot.session)
            },
            tokens=queries.tokens(snapshot.session),
            sign_in_limits={
                name: (number_setting(snapshot.session, name), *span)
                for name, span in SETTINGS.items()
            },
            codes_demanded=setting(snapshot.session, demanded_factor.SETTING) == "yes",
            roles=_roles_for(manager),
            scopes=[scope for scope in Scope if _is_director(manager) or scope is not Scope.MANAGE],
            shortest=SHORTEST_PASSWORD,
        )


@bp.post("")
@form_page(".page")
def join() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.NewPersonForm.read()
    wanted, account = form.particulars, form.account.value.lower()
    about = [*words_about(account, wanted.name), *hall_words()]
    kept = kept_password(form.password.value, about)
    with current_hall().work(actor(manager)) as work:

        def make() -> int:
            staff = join_staff(work, account=account, name=wanted.name, role=wanted.role, kept=kept)
            must_rank_above(work, manager, staff)
            staff_register.describe(work, staff, wanted)
            staff.must_change_password = True
            return staff.id

        staff_id = made_once(work, make)
    return redirect(url_for(".person", staff_id=staff_id), 303)


@bp.get("/<int:staff_id>")
def person(staff_id: int) -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        staff = person_at(snapshot, staff_id)
        return show(
            "office/person.html",
            person=staff,
            others=[
                window
                for window in line.windows(snapshot.session)
                if window.clerk_id not in (None, staff.id)
            ],
            roles=_roles_for(manager),
            changeable=_is_director(manager) or staff.role in LOOKED_AFTER,
            shortest=SHORTEST_PASSWORD,
            digits=PIN_DIGITS,
            sign_ins=sign_ins_of(snapshot.session, staff.id),
            kept=PEOPLE.read(snapshot),
            services=line.services(snapshot.session),
            skills=_skills(snapshot, staff),
            lockouts=dict(zip(SECRETS, lockouts_of(current_hall(), staff), strict=True)),
        )


@bp.post("/<int:staff_id>")
@form_page(".person", "staff_id")
def change(staff_id: int) -> ResponseReturnValue:
    manager, wanted = must_be_manager(), forms.ParticularsForm.read().particulars
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff, wanted.role)
        staff_register.describe(work, staff, wanted)
    return _back_to(staff_id)


@bp.post("/<int:staff_id>/password")
@form_page(".person", "staff_id")
def set_password(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.PasswordForm.read()
    with current_hall().read() as snapshot:
        whose = person_at(snapshot, staff_id)
    about = [*words_about(whose.account, whose.name), *hall_words()]
    kept = kept_password(form.password.value, about)
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff)
        staff_register.give_password(work, staff, kept)
    return _back_to(staff_id)


@bp.post("/<int:staff_id>/pin")
@form_page(".person", "staff_id")
def set_pin(staff_id: int) -> ResponseReturnValue:
    manager, typed = must_be_manager(), forms.PinForm.read().pin.value
    kept = kept_pin(typed) if typed else None
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff)
        staff_register.change_pin(work, staff, kept)
    return _back_to(staff_id)


@bp.post("/<int:staff_id>/lockout/lift")
@form_page(".person", "staff_id")
def lift(staff_id: int) -> ResponseReturnValue:
    """Whoever may set their password may do this too."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        staff = person_at(snapshot, staff_id)
        must_rank_above(snapshot, manager, staff)
    lift_lockout(current_hall(), staff, actor(manager))
    return _back_to(staff_id)


@bp.post("/<int:staff_id>/<any(close, reopen):what>")
@form_page(".person", "staff_id")
def close_or_reopen(staff_id: int, what: str) -> ResponseReturnValue:
    manager, form = must_be_manager(), HandOverForm.read()
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff)
        if what == "close":
            leave(work, staff, form.said(work))
        else:
            staff_register.reopen_account(work, staff)
    return _back_to(staff_id)


@bp.post("/tokens")
@form_page(".page")
def let_in() -> ResponseReturnValue:
    """The token is shown on this one page, and never again: not for a second press either."""
    manager, form = must_be_manager(), forms.TokenForm.read()
    name, shown = form.name.value, []
    if form.scope.value is Scope.MANAGE:  # it may do more than a deputy
        must_be_director()
    with current_hall().work(actor(manager)) as work:

        def make() -> int:
            shown.append(create_token(work, name=name, scope=form.scope.value))
            return 0

        made_once(work, make)
        for bearer in shown:
            return render_template(
                "office/token.html", manager=manager, now=work.now, name=name, bearer=bearer
            )
    return redirect(url_for(".page", _anchor="tokens"), 303)


@bp.post("/tokens/<int:token_id>/revoke")
@form_page(".page")
def revoke(token_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        token = queries.token_by_id(work.session, token_id)
        if token:  # else somebody else has done it
            staff_register.revoke_token(work, token)
    return redirect(url_for(".page", _anchor="tokens"), 303)


def _skills(snapshot: ReadSession, staff: Staff) -> set[int]:
    return coverage.skills_of(snapshot.session, staff.id) or set()


def _roles_for(manager: Staff) -> list[Role]:
    return list(Role) if _is_director(manager) else list(LOOKED_AFTER)


def _is_director(manager: Staff) -> bool:
    return manager.role is Role.DIRECTOR


def _back_to(staff_id: int) -> ResponseReturnValue:
    return redirect(url_for(".person", staff_id=staff_id), 303)
