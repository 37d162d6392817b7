"""Why a form is refused, with a sentence for each control that is concerned."""

from collections.abc import Mapping

from hall.errors import Malformed, RuleBroken


class EditedMeanwhile(RuleBroken):
    """Somebody else changed the same fields since the page was opened; ``problems`` say by the
    names of fields what they are now."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__()
        self.problems = problems


class FormGone(RuleBroken):
    """What the form was about is renamed, taken out of use or deleted since the page was opened."""


class FormRefused(Malformed):
    """What was typed cannot be taken; ``problems`` are sentences by the names of fields."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(sentences="".join(dict.fromkeys(problems.values())))
        self.problems = problems
