"""What screens say of themselves: every ten seconds what they painted, and what they could not."""

from typing import Annotated

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from msgspec import Meta, Struct

from display.screen_times import ScreenTimes
from hall.errors import Malformed
from hall.notices.queries import notice_by_id
from hall.notices.receipts import confirm, is_owed, stalled
from hall.screens.computer_strain import ComputerReadings
from hall.screens.nightly import should_begin_anew
from hall.screens.queries import NAME, screen_called
from hall.screens.screen_state import Heartbeat
from hall.unit_of_work import ReadSession
from web.app_context import current_context, current_hall
from web.json_body import posted

bp = Blueprint("beats", __name__, url_prefix="/display")


@bp.app_context_processor
def times() -> dict[str, ScreenTimes]:
    """For the screens' pages, and for what the office says of them."""
    return {"screen_times": ScreenTimes()}


#: A whole number within reason.
Number = Annotated[int, Meta(ge=0, le=10**9)]


class ComputerBody(Struct, frozen=True, kw_only=True):
    """What the agent beside the browser told the page; °C, and MB."""

    heat: Number | None = None
    memory_free: Number | None = None
    memory: Number | None = None
    disk_free: Number | None = None

    def read(self) -> ComputerReadings:
        return ComputerReadings(self.heat, self.memory_free, self.memory, self.disk_free)


class BeatBody(Struct, frozen=True, kw_only=True):
    """Null, or left out, is what the browser could not tell."""

    painted: Number | None = None
    item: Number | None = None
    frames: Number | None = None
    version: Annotated[str, Meta(max_length=40)] = ""
    width: Number | None = None
    height: Number | None = None
    mute: bool = False
    brightness: Number | None = None
    film_ms: Number | None = None
    open_seconds: Number | None = None
    blanked: bool = False
    page: Annotated[str, Meta(max_length=20)] = ""
    computer: ComputerBody | None = None

    def heard(self, snapshot: ReadSession, address: str) -> Heartbeat:
        """Nobody has painted what has not happened."""
        return Heartbeat(
            at=snapshot.now,
            painted=min(self.painted or 0, snapshot.seq),
            item=self.item or None,
            frames=self.frames,
            version=self.version,
            width=self.width or 0,
            height=self.height or 0,
            mute=self.mute,
            brightness=self.brightness,
            film_ms=self.film_ms,
            open_seconds=self.open_seconds or 0,
            blanked=self.blanked,
            page=self.page,
            address=address,
            computer=self.computer.read() if self.computer else None,
        )


class StalledBody(Struct, frozen=True, kw_only=True):
    notice: Number


@bp.post("/<screen>/beat")
def beat(screen: str) -> ResponseReturnValue:
    """What is on the screen (every ten seconds, and whenever it painted something new). The
    answer is the version it should run, whether it should be dark, and whether it is night and
    time for it to begin anew."""
    _must_be_a_name(screen)
    said = posted(BeatBody)
    with current_hall().read() as snapshot:
        heard = said.heard(snapshot, request.remote_addr or "")
        news = current_context().presence.hear(screen, heard)
        found = screen_called(snapshot.session, screen)
        owed = news and found is not None and is_owed(snapshot, found, heard.painted)
        blank = found is not None and found.blanked_at is not None
        anew = should_begin_anew(heard.open_seconds, snapshot.now)
    if owed:
        with current_hall().work(f"screen:{screen}") as work:
            if again := screen_called(work.session, screen):
                confirm(work, again, heard.painted)
    return {"version": current_app.config["ASSETS_VERSION"], "blank": blank, "anew": anew}


@bp.post("/<screen>/stalled")
def give_up(screen: str) -> ResponseReturnValue:
    """A notice could not be shown; the screen went on to the next."""
    _must_be_a_name(screen)
    said = posted(StalledBody)
    with current_hall().work(f"screen:{screen}") as work:
        stalled(work, notice_by_id(work.session, said.notice), screen)
    return "", 204


def _must_be_a_name(screen: str) -> None:
    if not NAME.fullmatch(screen):
        raise Malformed(field="screen")
