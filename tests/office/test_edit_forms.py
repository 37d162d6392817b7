"""Every form that the office posts is saved so that nobody undoes silently what others did since,
or stands in the table below, with the reason why there is nothing of others' to undo."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import office
from web.forms.edit_form import EditForm
from web.forms.typed_form import TypedForm

ROOT = Path(office.__path__[0])

ADDS = "adds something, and takes nothing's place"
ONCE = "is done once: the action refuses, or does nothing, the second time"
SECRET = "sets a secret, which no page shows"
ASKED = "asks a machine or a file for something, and keeps nothing that a page shows"
SAID = "carries what was looked at itself, and is refused when that is no longer so"
SURE = "chooses what becomes of others' things: the action asks what they are when it is pressed"
MERGES_NOTHING = {
    "AbsenceForm": ADDS,
    "MakeUpForm": ADDS,
    "DayOffForm": ADDS,
    "DeviceForm": ADDS,
    "DutyForm": "adds a turn of duty; whoever stands there already stays",
    "CopyWeekForm": "adds the turns of another week; those that are there stay",
    "MemberForm": "joins a group from a day on; the days before stay",
    "UseForm": "uses a timetable from a day on; the days before stay",
    "OutageForm": ADDS,
    "TokenForm": ADDS,
    "EnrolForm": ADDS,
    "OwnDayForm": "begins empty, whatever is said of its date; what it was stands in the changes",
    "HolidayNoticeForm": "takes a notice of the State Council as it was written",
    "AnswerForm": "keeps every answer; the earlier ones stay beside it",
    "WeightForm": "says of a case one word or the other",
    "RulingForm": "decides of slots that wait; every decision is kept, the last counts",
    "CodeOnScreenForm": ONCE,
    "AnswerObjectionForm": ONCE,
    "DifferenceForm": ONCE,
    "ReopenForm": ONCE,
    "EndForm": ONCE,
    "EndUseForm": ONCE,
    "SubmitForm": ONCE,
    "RemarkForm": ONCE,
    "SlipStepForm": ONCE,
    "ForgottenDayForm": ONCE,
    "StickForm": ONCE,
    "LinesForm": ONCE,
    "TerminalAddressForm": "confirms the address that the page shows",
    "KioskPinForm": SECRET,
    "PasswordForm": SECRET,
    "PinForm": SECRET,
    "TerminalPinForm": SECRET,
    "CopyForm": ASKED,
    "RestoreForm": ASKED,
    "LogForm": ASKED,
    "ReadLogForm": ASKED,
    "OrderForm": ASKED,
    "AnnouncementForm": ASKED,
    "SpokenTextForm": ASKED,
    "LayoutForm": "draws what is being written; EditedLayoutForm saves it",
    "WrittenForm": "draws what is being written; DraftForm saves it",
    "WrittenNoticeForm": "draws what is being written; DraftForm saves it",
    "GoBackForm": SAID,
    "SignForm": SAID,
    "ApprovalForm": SAID,
    "PunchVerdictForm": SAID,
    "CaptionsForm": "lays a file under a film: a draft's, whose writer is told what it has",
    "EntryForm": SURE,
    "HandOverForm": SURE,
    "SureForm": SURE,
    "TickedForm": SURE,
}  # fmt: skip


def kinds_of(kind: type[TypedForm]) -> Iterator[type[TypedForm]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from kinds_of(narrower)


def posted_by_the_office() -> set[type[TypedForm]]:
    texts = [file.read_text("utf-8") for file in sorted(ROOT.glob("*.py"))]
    for file in ROOT.glob("*.py"):
        import_module(f"office.{file.stem}")
    read = set(re.findall(r"\b(\w+)\.read\(\)", "\n".join(texts)))
    return {kind for kind in kinds_of(TypedForm) if kind.__name__ in read}


def test_every_form_merges_or_says_why_not():
    without = {kind.__name__ for kind in posted_by_the_office() if not issubclass(kind, EditForm)}

    assert without == MERGES_NOTHING.keys()
    assert all(MERGES_NOTHING.values())
