"""Why an item is not published, a file of items not taken in, a card not printed."""

from hall.errors.refusal import RuleBroken


class NotComplete(RuleBroken):
    """A guide may not be public while one of its disclosures is empty; ``missing`` names them,
    ``field`` the first."""


class CannotRead(RuleBroken):
    """A file cannot be read as a spreadsheet; ``why`` says what is wrong with it."""


class NotReady(RuleBroken):
    """There is nothing to confirm: not read yet, with problems, or done already."""


class TooManyCards(RuleBroken):
    """So many fact cards were printed lately that it looks like a game with the buttons."""
