"""Ways the hall can say no.

* HallError
  - NotFound             there is no such ticket, service, window, item ...
  - Malformed            the request cannot be understood or is out of bounds
    + UnusableFile       an uploaded file is broken, too large, or of a kind no screen shows
  - RuleBroken           the request is clear, but a rule of the hall forbids it
    + WrongMoment        the ticket's life does not allow this step now
    + NobodyWaiting      a window called, and its line is empty
    + WindowPaused       nobody is called to a window that pauses
    + Attended           a window is covered that has a clerk of its own
    + TooSoon            a recall before the visitor can have got up
    + CalledEnough       called as often as the hall calls anybody
    + NothingToUndo      there is no last step of one's own, or it was undone before
    + WindowBusy         undoing would put two visitors at one window
    + OutOfDate          a page shows the ticket in a state that it has left
    + NotToday           the ticket belongs to another day
    + NotYours           the ticket is with another window
    + KeyReused          one idempotency key, two different requests
    + ReaderSwapped      a touch came from a fingerprint reader this hall did not adopt
    + ReaderBusy         the fingerprint reader is on another job
    + AlreadyThere       a name that must be unique is taken
    + NotOpen            the service is closed now; ``opens`` is when it opens, if that is known
    + TooLate            its windows close before the visitor could be served
    + QuotaFull          the numbers of this half-day are taken
    + NoPlaceSoon        no half-day is known for which a return slip could be given
    + AlreadyOpen        a return slip is asked for, and numbers are given
    + WrongCode          no paper of this hall carries these digits
    + WrongPin           not the PIN that leads staff out of the kiosk
    + CodesClosed        typing codes is closed for a while after repeated wrong ones
    + SlipEarly          the return slip is for a later half-day
    + SlipExpired        the half-day of the return slip is over
    + SlipUsed           the return slip was turned into a number before
    + NotToBeRated       a visit that is not over, was not served, or is too long ago
    + AlreadyRated       one rating a visit
    + TooManyCards       the kiosk printed many fact cards just now; the roll is for everybody
    + AlreadyAnswered    a case was closed meanwhile
    + NotAnswered        only a closed case can be answered anew
    + TooManyOpinions    more opinions came within an hour than the hall could read
    + NobodyToAnswer     an opinion about everybody who could answer it
    + WrongStage         the notice's life does not allow this step now
    + OwnNotice          whoever wrote a notice does not approve it (四眼)
    + Rewritten          a notice says something else than the page that was approved
    + Undecided          personal data was marked in a notice, and nobody has decided about it
    + NothingToShow      a notice without a word, or without its file
    + NotDrawn           a proof of publication could not be made
    + RecordsForgotten   what screens showed then is not kept any more
    + NotComplete        an item may not be public without all seven disclosures
    + CannotRead         a file that is no spreadsheet of ours
    + NotReady           an import was confirmed before it could be, or twice
    + LastDirector       a hall keeps at least one director
  - NotSignedIn          nobody is known to be asking
    + WrongPassword      the account or the password is not right
    + TooManyTries       signing in is closed for a while after repeated failures
    + Closed             the right password of somebody who works here no longer
  - NotAllowed           the one asking may not do this

``code`` picks the sentence a person reads (web/sentences.py); ``details`` fill it in.
"""

from typing import ClassVar


class HallError(Exception):
    """Base of every refusal."""

    code: ClassVar[str] = "HallError"

    def __init_subclass__(cls) -> None:
        cls.code = cls.__name__

    def __init__(self, **details: object) -> None:
        super().__init__(f"{self.code}: {details}" if details else self.code)
        self.details = details


class NotFound(HallError):
    """There is no such thing; ``details`` name it."""


class Malformed(HallError):
    """The request cannot be understood; ``details`` say which part."""


class UnusableFile(Malformed):
    """An uploaded file cannot be shown; ``reason`` says why."""


class RuleBroken(HallError):
    """Clear, but against a rule of the hall."""


class WrongMoment(RuleBroken):
    """The ticket's life does not allow this step now."""


class NobodyWaiting(RuleBroken):
    """A window called, and its line is empty."""


class WindowPaused(RuleBroken):
    """Nobody is called to a window that pauses."""


class Attended(RuleBroken):
    """The window has a clerk of its own: nobody covers it."""


class TooSoon(RuleBroken):
    """A recall before the visitor can have got up; ``details`` say for how long."""


class CalledEnough(RuleBroken):
    """Called as often as the hall calls anybody; the number should be missed."""


class NothingToUndo(RuleBroken):
    """There is no last step of one's own, or it was undone before."""


class WindowBusy(RuleBroken):
    """Undoing would put two visitors at one window; ``other`` is there now."""


class OutOfDate(RuleBroken):
    """A page shows the ticket in a state that it has left."""


class NotToday(RuleBroken):
    """The ticket belongs to another day."""


class NotYours(RuleBroken):
    """The ticket is with another window."""


class KeyReused(RuleBroken):
    """The idempotency key came before, with another request."""


class ReaderSwapped(RuleBroken):
    """A touch came from a fingerprint reader that this hall did not adopt."""


class ReaderBusy(RuleBroken):
    """The fingerprint reader is on another job of the office."""


class AlreadyThere(RuleBroken):
    """A name that must be unique is taken."""


class NotOpen(RuleBroken):
    """The service is closed now; ``opens`` is when it opens, None when that is not known."""


class TooLate(RuleBroken):
    """The service closes before the visitor could be served."""


class QuotaFull(RuleBroken):
    """The numbers of this half-day are taken."""


class NoPlaceSoon(RuleBroken):
    """No half-day is known for which a return slip could be given."""


class AlreadyOpen(RuleBroken):
    """A return slip is asked for, and numbers are given: take one."""


class WrongCode(RuleBroken):
    """No paper of this hall carries these digits."""


class WrongPin(RuleBroken):
    """Not the PIN that leads staff out of the kiosk, or none was set."""


class CodesClosed(RuleBroken):
    """Typing codes is closed for a while after repeated wrong ones."""


class SlipEarly(RuleBroken):
    """The return slip is for a later half-day."""


class SlipExpired(RuleBroken):
    """The half-day of the return slip is over."""


class SlipUsed(RuleBroken):
    """The return slip was turned into a number before."""


class NotToBeRated(RuleBroken):
    """The visit is not over, was not served, or is too long ago."""


class AlreadyRated(RuleBroken):
    """One rating a visit, and no second thoughts."""


class TooManyCards(RuleBroken):
    """So many fact cards were printed lately that it looks like a game with the buttons."""


class AlreadyAnswered(RuleBroken):
    """The case was closed meanwhile."""


class NotAnswered(RuleBroken):
    """Only a closed case can be answered anew."""


class TooManyOpinions(RuleBroken):
    """More opinions came within an hour than anybody could read."""


class NobodyToAnswer(RuleBroken):
    """The opinion may be about every manager there is: it has to go to somebody else."""


class WrongStage(RuleBroken):
    """The notice's life does not allow this step now."""


class OwnNotice(RuleBroken):
    """Four eyes: whoever wrote any of it does not approve it."""


class Rewritten(RuleBroken):
    """Somebody changed the notice after whoever approves it had read it."""


class Undecided(RuleBroken):
    """Personal data was marked in the notice; somebody has to mask it, or let it stand."""


class NotDrawn(RuleBroken):
    """A paper could not be drawn or put on the shelf."""


class RecordsForgotten(RuleBroken):
    """What the screens showed so long ago is deleted; the paper made then is the proof."""


class NothingToShow(RuleBroken):
    """The notice has no text, or not the file that its kind needs."""


class NotComplete(RuleBroken):
    """A guide may not be public while one of its disclosures is empty; ``missing`` names them."""


class CannotRead(RuleBroken):
    """A file cannot be read as a spreadsheet; ``why`` says what is wrong with it."""


class NotReady(RuleBroken):
    """There is nothing to confirm: not read yet, with problems, or done already."""


class LastDirector(RuleBroken):
    """The hall's only director can neither leave nor become something else."""


class NotSignedIn(HallError):
    """Nobody is known to be asking."""


class WrongPassword(NotSignedIn):
    """The account or the password is not right; which of them is not said."""


class TooManyTries(NotSignedIn):
    """Signing in to this account is closed for a while."""


class Closed(NotSignedIn):
    """The account belongs to somebody who works here no longer."""


class NotAllowed(HallError):
    """The one asking may not do this."""
