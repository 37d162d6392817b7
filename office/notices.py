"""公告: writing, checking, approving, scheduling, taking down; and who has confirmed it."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import UnusableFile, WrongStage
from hall.notices import publishing, queries
from hall.notices.issues_due import issues_due
from hall.notices.levels import OF_NOTICES
from hall.notices.model import BOARD_PAGES, Notice, NoticeKind
from hall.notices.notice_life import LIFE, NoticeAction, NoticeState
from hall.notices.receipts import STRIKES
from hall.notices.schedule import Days
from hall.notices.shortening import shortenings
from hall.notices.substance import digest
from hall.notices.uploads import LARGEST_OF_ALL, Shown, receive
from hall.notices.writing import put_files, revise, write
from hall.proof_of_play.covering import covered_by, covering, coverings
from hall.proof_of_play.period_wording import shown_in_words
from hall.proof_of_play.proofs import LONGEST_WAITED_DAYS, proofs_of
from hall.screens.model import Screen, ScreenRole
from hall.screens.queries import screens
from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession
from office import notice_forms as forms
from office import notice_page
from office.captions import with_captions
from office.notice_writing import begun, blanks_in
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.forms.uploaded_file import uploaded_file
from web.request_size import may_hold_file
from web.sentences.notice_templates import NOTICE_TEMPLATES
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_notices", __name__, url_prefix="/office/notices")

#: For how long a notice that was taken down shows who has confirmed it, in the list.
SHOWN_GONE = 10


@bp.get("")
def notices() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/notices.html",
            kinds=NoticeKind,
            templates=NOTICE_TEMPLATES,
            four_eyes=setting(snapshot.session, "four_eyes") == "yes",
            proof_waits_days=setting(snapshot.session, "proof_waits_days"),
            longest_waited_days=LONGEST_WAITED_DAYS,
            **_lists(snapshot),
        )


@bp.get("/_lists")
def lists() -> str:
    must_be_manager()
    with current_hall().read() as snapshot:
        return render_template("office/_notice_lists.html", **_lists(snapshot))


def _lists(snapshot: ReadSession) -> dict[str, object]:
    days = queries.calendar_around(snapshot.session, snapshot.now)
    by_state = {state: queries.in_state(snapshot.session, state) for state in NoticeState}
    gone = by_state[NoticeState.WITHDRAWN][:SHOWN_GONE]
    wall = _wall(snapshot)
    covered = coverings(snapshot.session, snapshot.now, wall)
    return {
        "seq": snapshot.seq,
        "by_state": by_state,
        "coverings": {about.notice.id: about for about in covered},
        "losing": [about for about in covered if about.is_lost],
        "ends": {
            notice.id: queries.ends_at(notice, days) for notice in by_state[NoticeState.PUBLISHED]
        },
        "missing": queries.board_pages_missing(
            about.notice for about in covered if about.is_due and not about.is_hidden
        ),
        "due": issues_due(snapshot.session, snapshot.today),
        "strikes": STRIKES,
        "receipts": {notice.id: queries.receipts(snapshot.session, notice) for notice in gone},
        "screen_count": len(wall),
    }


def _wall(snapshot: ReadSession) -> list[Screen]:
    """The screens on which notices are shown."""
    return [screen for screen in screens(snapshot.session) if screen.role is not ScreenRole.SIGN]


@bp.get("/new")
def new() -> str:
    with office_page() as (show, snapshot):
        asked = forms.NewNoticeQuery.read_query()
        kind = asked.kind.value
        return show(
            "office/notice_new.html",
            kind=kind,
            notice=begun(asked.template.value, kind, snapshot.today),
            rounds=notice_page.rounds(_wall(snapshot)),
            levels=OF_NOTICES,
            board_pages=BOARD_PAGES,
        )


@bp.post("/new")
@form_page(".new", "kind")
def begin() -> ResponseReturnValue:
    """Whoever picked a file gets it checked before anything is written."""
    manager = must_be_manager()
    may_hold_file(LARGEST_OF_ALL)
    form = forms.NewNoticeForm.read()
    shown = with_captions(_received(form.kind.value)) if uploaded_file("file") else []
    with current_hall().work(actor(manager)) as work:

        def make() -> int:
            notice = write(work, form.draft(form.kind.value), manager)
            if shown:
                put_files(work, notice, shown, manager)
            return notice.id

        notice_id = made_once(work, make)
    return _to(notice_id)


@bp.get("/<int:notice_id>")
def notice(notice_id: int) -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        found = queries.notice_by_id(snapshot.session, notice_id)
        days = queries.calendar_around(snapshot.session, snapshot.now)
        wall = _wall(snapshot)
        others = queries.published(snapshot.session)
        return show(
            "office/notice.html",
            covering=covering(found, others, wall or [None], snapshot.now, days),
            covers=covered_by(found, others, wall or [None]),
            notice=found,
            steps=set(LIFE[found.state]),
            marks=notice_page.marks(found, publishing.marked(found))
            if NoticeAction.EDIT in LIFE[found.state]
            else [],
            blanks=blanks_in(found),
            own=manager.id in found.hands and setting(snapshot.session, "four_eyes") == "yes",
            levels=OF_NOTICES,
            board_pages=BOARD_PAGES,
            day_rules=Days,
            screens=wall,
            **notice_page.how_it_looks(found, wall),
            cleared=notice_page.cleared(found, wall, queries.receipts(snapshot.session, found)),
            ends=queries.ends_at(found, days),
            proofs=[
                (proof, current_context().media_store.judge(proof.name))
                for proof in proofs_of(snapshot.session, found)
            ],
            seen=digest(found),
            shortenings=shortenings(snapshot.session, found),
            shown_in_words=shown_in_words,
            me=manager,
        )


@bp.post("/<int:notice_id>/file")
@form_page(".notice", "notice_id")
def change_file(notice_id: int) -> ResponseReturnValue:
    """Slow, so the file is judged before the write lock is taken; not at all where it is late."""
    manager = must_be_manager()
    may_hold_file(LARGEST_OF_ALL)
    with current_hall().read() as snapshot:
        found = queries.notice_by_id(snapshot.session, notice_id)
        if NoticeAction.EDIT not in LIFE[found.state]:
            raise WrongStage(title=found.title, stage=found.state, wanted=NoticeAction.EDIT)
    shown = with_captions(_received(found.kind))
    with current_hall().work(actor(manager)) as work:
        put_files(work, queries.notice_by_id(work.session, notice_id), shown, manager)
    return _to(notice_id)


def _received(kind: NoticeKind) -> list[Shown]:
    upload = uploaded_file("file")
    if upload is None:
        raise UnusableFile(reason="empty")
    media_store = current_context().media_store
    try:
        with media_store.workbench() as bench:
            upload.save(source := bench / "upload")
            return receive(media_store, kind, source, bench)
    except OSError:
        raise UnusableFile(reason="disk_full") from None


@bp.post("/<int:notice_id>/submit")
@form_page(".notice", "notice_id")
def submit(notice_id: int) -> ResponseReturnValue:
    manager, decision = must_be_manager(), forms.SubmitForm.read().decision.value
    with current_hall().work(actor(manager)) as work:
        publishing.submit(work, queries.notice_by_id(work.session, notice_id), decision)
    return _to(notice_id)


@bp.post("/<int:notice_id>/approve")
@form_page(".notice", "notice_id")
def approve(notice_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.ApprovalForm.read()
    with current_hall().work(actor(manager)) as work:
        found = queries.notice_by_id(work.session, notice_id)
        seen = form.seen.value if form.seen.is_there else None
        publishing.approve(work, found, manager, seen=seen)
    return _to(notice_id)


@bp.post("/<int:notice_id>/<any('send-back', withdraw):deed>")
@form_page(".notice", "notice_id")
def say_no(notice_id: int, deed: str) -> ResponseReturnValue:
    do = publishing.withdraw if deed == "withdraw" else publishing.send_back
    manager, remark = must_be_manager(), forms.RemarkForm.read().remark.value
    with current_hall().work(actor(manager)) as work:
        do(work, queries.notice_by_id(work.session, notice_id), remark)
    return _to(notice_id)


@bp.post("/<int:notice_id>/revise")
@form_page(".notice", "notice_id")
def revise_it(notice_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        found: Notice = queries.notice_by_id(work.session, notice_id)
        return _to(made_once(work, lambda: revise(work, found, manager).id))


@bp.post("/rules")
@form_page(".notices")
def rules() -> ResponseReturnValue:
    manager, form = must_be_director(), forms.FourEyesForm.read()
    with current_hall().work(actor(manager)) as work:
        change_setting(work, "four_eyes", "no" if form.alone.value else "yes")
    return redirect(url_for(".notices"), 303)


def _to(notice_id: int) -> ResponseReturnValue:
    return redirect(url_for(".notice", notice_id=notice_id), 303)
