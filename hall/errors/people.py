"""Why somebody is not let in, or may not go."""

from hall.errors.refusal import HallError, NotAllowed, RuleBroken, TooOften


class NotSignedIn(HallError):
    """Nobody is known to be asking."""


class WrongPassword(NotSignedIn):
    """The account or the password is not right; which of them is not said."""


class WorkbookRefused(RuleBroken):
    """Rows of a workbook of services, windows and people are not right; ``problems`` are all of
    them, and nothing was done."""


class WrongSetupCode(RuleBroken):
    """Not the code that ``hall serve`` printed, or a later start printed another one."""


class WrongRecoveryCode(RuleBroken):
    """Account and code are not those of a recovery paper, or it was used, or a later one made."""


class TooManyTries(TooOften):
    """From here this account is closed for a while: too many wrong passwords or PINs."""


class SecretClosed(TooOften):
    """From many places somebody guessed at it: only where it was right before it may be tried."""


class CodeNeeded(NotSignedIn):
    """The password is right, and the account has a second factor."""


class WrongFactor(NotSignedIn):
    """Not the code of the app now, one that was taken already, or none of those on paper."""


class ClockNeedsPaperCode(NotSignedIn):
    """The server's clock is not believed, so no app's code can be checked."""


class SealingKeyLost(NotSignedIn):
    """``secret.key`` is not the one with which the app's secret was sealed: only a code on paper
    counts, or the command on the server."""


class SecondFactorFirst(NotAllowed):
    """The director demands a second factor of managers, and this one has not set it up yet."""


class Closed(NotSignedIn):
    """The account belongs to somebody who works here no longer."""


class WrongPin(RuleBroken):
    """Not the PIN that leads staff out of the kiosk, or none was set."""


class PasswordFirst(NotAllowed):
    """The office gave the password, and its owner has not chosen another yet."""


class DirectorsOnly(NotAllowed):
    """A rule that binds deputies too: the director alone changes it."""


class RightNeeded(NotAllowed):
    """Their role has none of ``rights``; ``roles`` have it, the director always."""


class ReadsOnly(NotAllowed):
    """Somebody of the county sees, and changes nothing."""


class LastDirector(RuleBroken):
    """The hall's only director can neither leave nor become something else."""
