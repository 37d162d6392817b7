"""Why a notice does not go on, or nothing is proved of it."""

from hall.errors.refusal import RuleBroken


class WrongStage(RuleBroken):
    """The notice's life does not allow this step now."""


class OwnNotice(RuleBroken):
    """Four eyes: whoever wrote any of it does not approve it."""


class OwnShortening(RuleBroken):
    """Four eyes: whoever wants a published period to be shorter does not agree to it."""


class Rewritten(RuleBroken):
    """Somebody changed the notice after whoever approves it had read it."""


class Undecided(RuleBroken):
    """Personal data was marked in the notice; somebody has to mask it, or let it stand."""


class BlankPictures(RuleBroken):
    """Pictures or pages with nothing on them; somebody has to say that they are meant so."""


class NothingToShow(RuleBroken):
    """The notice has no text, or not the file that its kind needs."""


class NotDrawn(RuleBroken):
    """A paper could not be drawn or put on the shelf."""


class RecordsForgotten(RuleBroken):
    """What the screens showed so long ago is deleted; the paper made then is the proof."""
