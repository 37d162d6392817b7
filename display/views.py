"""Pages and fragments of the public screens, by what each is for, and what screens tell of them."""

from datetime import datetime
from secrets import token_hex

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from display.calls_shown import NO_CALLS, calls_shown
from display.proof_of_play import diary_token
from display.sign_letters import sign_letters
from hall.errors import NotFound
from hall.line import queries
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.playing import Playing, emergencies, playing_on
from hall.notices.queries import calendar_around, ends_at, notice_by_id
from hall.notices.rotation import RotationTurn, screens_named
from hall.notices.substance import digest
from hall.proof_of_play.model import MARK_LENGTH
from hall.screens.legibility import Panel, least_part, letter_vmin
from hall.screens.model import Screen, ScreenRole
from hall.screens.queries import screen_called, screen_formerly
from hall.screens.screen_letters import ScreenLetters, screen_letters
from hall.unit_of_work import ReadSession
from web.app_context import current_context, current_forecasts, current_hall
from web.preview_query import PreviewQuery, is_framed
from web.sign_in import must_be_manager

bp = Blueprint("display", __name__, template_folder="templates")

MAIN_SCREEN = "main"
#: So many letters go to every screen with the word that notices changed, of so many rotations at
#: most: a call that comes next must not wait for them. Screens left out ask for theirs.
MOST_TOLD = 40_000
MOST_DRAWN = 8
#: The number of a notice that nobody has saved yet, and what will be typed in it.
UNWRITTEN = 0
TYPED = ("title", "body", "category", "letterhead", "paper_number")


@bp.get("/display")
@bp.get("/display/<screen>")
def board(screen: str = MAIN_SCREEN) -> ResponseReturnValue:
    preview = _preview()
    with current_hall().read() as snapshot:
        found = screen_called(snapshot.session, screen)
        if found is None and (renamed := screen_formerly(snapshot.session, screen)):
            return redirect(url_for(".board", screen=renamed.name))
        if found and found.role is ScreenRole.SIGN and found.window:
            return render_template(
                "display/sign.html",
                screen=screen,
                found=found,
                dark=found.blanked_at is not None,
                now=snapshot.now,
                **_sign(snapshot, found),
            )
        return render_template(
            "display/board.html",
            screen=screen,
            diary_token=diary_token(screen) if found and not preview else "",
            found=found,
            dark=found is not None and found.blanked_at is not None and not preview,
            role=found.role if found else ScreenRole.BOARD,
            notice_letters=_notice_letters(found),
            letters=_letters(found),
            now=preview or snapshot.now,
            preview=preview,
            framed=is_framed(),
            seq=snapshot.seq,
            **(NO_CALLS if preview else calls_shown(snapshot)),
            **_notices(snapshot, found, preview),
        )


@bp.get("/display/_calls")
def calls() -> str:
    """The calls as they stand; rendered once for all screens when a call is announced."""
    with current_hall().read() as snapshot:
        return render_template(
            "display/_calls.html",
            now=snapshot.now,
            seq=snapshot.seq,
            **calls_shown(snapshot),
        )


@bp.get("/display/_notices")
@bp.get("/display/<screen>/_notices")
def notices(screen: str = MAIN_SCREEN) -> str:
    preview = _preview()
    with current_hall().read() as snapshot:
        found = screen_called(snapshot.session, screen)
        if preview:
            return render_template("display/_notices.html", **_notices(snapshot, found, preview))
        return _rotation(snapshot, found)


def rotations() -> dict[str, str | None]:
    """What the screens play, for the announcer to tell all of them at once: by its name for each
    that some notice is for by name, and under the empty name for all others."""
    told: dict[str, str | None] = {}
    left = MOST_TOLD
    with current_hall().read() as snapshot:
        for screen in (None, *screens_named(snapshot.session)):
            drawn = _rotation(snapshot, screen) if len(told) < MOST_DRAWN else ""
            fits = 0 < len(drawn) <= left
            left -= len(drawn) if fits else 0
            told[screen.name if screen else ""] = drawn if fits else None
    return told


def _rotation(snapshot: ReadSession, screen: Screen | None) -> str:
    turn = current_context().rotation.turn(
        snapshot.session, screen, snapshot.now, lambda: _drawn(snapshot, screen)
    )
    return _with_its_moments(turn, snapshot)


#: Stand in a drawn rotation for what differs from one who asks to the next; nobody who writes a
#: notice can know them.
SEQ, CHANGE, END = (f"@{name}-{token_hex(8)}@" for name in ("seq", "change", "end-{}"))


def _drawn(snapshot: ReadSession, screen: Screen | None) -> RotationTurn:
    playing, ends = _playing(snapshot, screen, snapshot.now)
    html = render_template(
        "display/_notices.html",
        **_marked(playing),
        notices_seq=SEQ,
        change_in=CHANGE if playing.until else None,
        ends_in={key: END.format(key) for key in ends},
    )
    return RotationTurn(snapshot.now, playing.until, html, ends)


def _with_its_moments(turn: RotationTurn, snapshot: ReadSession) -> str:
    html = turn.html.replace(SEQ, str(snapshot.seq))
    if turn.until:
        html = html.replace(CHANGE, str((turn.until - snapshot.now).total_seconds()))
    for key, end in turn.ends.items():
        html = html.replace(END.format(key), str((end - snapshot.now).total_seconds()))
    return html


def _notices(
    snapshot: ReadSession, screen: Screen | None, preview: datetime | None
) -> dict[str, object]:
    """A preview stands still: nothing in it ends or is fetched anew."""
    at = preview or snapshot.now
    playing, ends = _playing(snapshot, screen, at)
    if preview and (draft := _draft(snapshot)) is not None:
        playing = Playing([draft], None)
    return {
        **_marked(playing),
        "notices_seq": snapshot.seq,
        "change_in": None if preview else playing.seconds_left(at),
        "ends_in": {}
        if preview
        else {key: (end - at).total_seconds() for key, end in ends.items()},
    }


def _playing(
    snapshot: ReadSession, screen: Screen | None, at: datetime
) -> tuple[Playing, dict[int, datetime]]:
    playing = playing_on(snapshot.session, screen, at)
    days = calendar_around(snapshot.session, at)
    return playing, {notice.id: end for notice in playing.notices if (end := ends_at(notice, days))}


def _marked(playing: Playing) -> dict[str, object]:
    return {
        "notices": playing.notices,
        "marks": {notice.id: digest(notice)[:MARK_LENGTH] for notice in playing.notices},
        "emergency": any(notice.level is Level.EMERGENCY for notice in playing.notices),
    }


def _notice_letters(screen: Screen | None) -> dict[str, float]:
    """Of its notices, for its scripts: how large letters are, and how much smaller at most."""
    if screen is None:
        return {}
    panel = _panel(screen)
    return {"letter": round(letter_vmin(panel), 3), "least": round(least_part(panel), 3)}


def _letters(screen: Screen | None) -> ScreenLetters | None:
    return screen_letters(_panel(screen)) if screen else None


def _panel(screen: Screen) -> Panel:
    return Panel(screen.role, screen.width_mm, screen.height_mm, screen.distance_mm)


def _preview() -> datetime | None:
    """The moment a manager wants to look at; nobody else may look ahead."""
    at = PreviewQuery.read_query().at.value
    if at is not None:
        must_be_manager()
    return at


def _draft(snapshot: ReadSession) -> Notice | None:
    """One notice, whatever its stage and time, that a manager wants to see as it will be."""
    asked = PreviewQuery.read_query().draft.value
    if asked == UNWRITTEN:
        return Notice(id=0, kind=NoticeKind.TEXT, level=Level.ROTATION, **dict.fromkeys(TYPED, ""))
    return None if asked is None else notice_by_id(snapshot.session, asked)


@bp.get("/display/<screen>/_sign")
def sign(screen: str) -> str:
    with current_hall().read() as snapshot:
        found = screen_called(snapshot.session, screen)
        if found is None or found.window is None:
            raise NotFound(screen=screen)
        return render_template("display/_sign.html", **_sign(snapshot, found))


def _sign(snapshot: ReadSession, screen: Screen) -> dict[str, object]:
    assert screen.window is not None
    window = screen.window
    desk = window.desk
    at_hand = queries.at_window(snapshot.session, snapshot.today, window)
    urgent = emergencies(snapshot.session, snapshot.now)
    notice = urgent.notices[0] if urgent.notices else None
    return {
        "seq": snapshot.seq,
        "window": window,
        "desk": desk,
        "absent": window.clerk_id in current_forecasts().staff(snapshot).absent,
        "ticket": at_hand[0] if at_hand else None,
        "urgent": notice,
        "letters": sign_letters(notice.title, notice.body) if notice else None,
        "urgent_changes_in": urgent.seconds_left(snapshot.now),
    }
