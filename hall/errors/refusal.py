"""What every part of the hall may say no with; the base of all refusals."""

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


class KeyReused(RuleBroken):
    """The idempotency key came before, with another request."""


class AlreadyThere(RuleBroken):
    """A name that must be unique is taken."""


class ThereAgain(RuleBroken):
    """What is to be put back stands in the hall, or what it belongs to does not any more."""


class NotAllowed(HallError):
    """The one asking may not do this."""


class TooOften(HallError):
    """More often than anybody needs it; ``seconds`` from now it may be tried again."""


class TooBusy(HallError):
    """Others do the same heavy thing, and too many wait for it; ``seconds`` from now it may do."""
