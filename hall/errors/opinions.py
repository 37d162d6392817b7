"""Why a rating or an opinion is not taken, or a case not closed."""

from hall.errors.refusal import RuleBroken


class NotToBeRated(RuleBroken):
    """The visit is not over, was not served, or is too long ago."""


class AlreadyRated(RuleBroken):
    """One rating a visit, and no second thoughts."""


class AlreadyAnswered(RuleBroken):
    """The case was closed meanwhile."""


class NotAnswered(RuleBroken):
    """Only a closed case can be answered anew."""


class TooManyOpinions(RuleBroken):
    """More opinions came within an hour than anybody could read."""


class NobodyToAnswer(RuleBroken):
    """The opinion may be about every manager there is: it has to go to somebody else."""
