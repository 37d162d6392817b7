"""From facts to messages: what the screens should hear, and which of it still needs saying."""

from collections.abc import Iterable

from announcer import vocabulary as say
from hall import events

#: Facts of which the screens hear only that something has changed.
CHANGES: dict[say.Message, tuple[type[events.Event], ...]] = {
    say.WindowsChanged(): (
        events.WindowTaken,
        events.WindowPaused,
        events.WindowCovered,
        events.WindowChanged,
        events.WindowRenamed,
        events.EntryNamed,
        events.EntryMoved,
        events.EntryRetired,
        events.EntryBroughtBack,
        events.EntryDeleted,
        events.ServiceChanged,
        events.SkillsChanged,
        events.RightsChanged,
        events.PriorityChanged,
    ),
    say.TouchAnswered(): (events.Punched, events.StrangerTouched, events.TerminalRead),
    say.MachineChanged(): (
        events.MachineLost,
        events.MachineFound,
        events.PaperRanLow,
        events.OpeningChecked,
        events.SoundConfirmed,
        events.PowerLost,
        events.NumbersStopped,
        events.PowerEnding,
        events.PowerBack,
    ),
    say.SettingsChanged(): (
        events.SettingChanged,
        events.HoursChanged,
        events.QuotaChanged,
        events.RotaChanged,
        events.GroupChanged,
        events.GroupJoined,
        events.TimetableKept,
        events.TimetableUsed,
        events.TimetableUseEnded,
        events.LocalHolidayChanged,
        events.CalendarChanged,
        events.ClockDoubted,
        events.ClockAccepted,
        events.ClockAgreed,
    ),
    say.OpinionsChanged(): (events.RatingGiven, events.CaseLimitChanged, events.CaseAnswered),
    say.NoticesChanged(): events.TOLD_TO_SCREENS,
    say.NoticesHandled(): (
        events.NoticeWritten,
        events.NoticeSubmitted,
        events.NoticeSentBack,
        events.NoticeCleared,
        events.NoticeStalled,
        events.NoticeShorteningAsked,
    ),
}
#: Of these they hear in which line, and on which slip.
InOneLine = (
    events.TicketIssued
    | events.TicketServed
    | events.TicketFinished
    | events.TicketMissed
    | events.TicketReturned
    | events.TicketParked
    | events.TicketHandedOver
    | events.TicketReadmitted
    | events.TicketCorrected
    | events.TicketResumed
    | events.TicketCancelled
    | events.TicketLeft
    | events.VisitClosed
    | events.FurtherAdded
)
OfASlip = events.SlipWanted | events.SlipPrinted | events.SlipDelayed | events.SlipInDoubt
MESSAGE_OF = {fact: message for message, facts in CHANGES.items() for fact in facts}


def message_for(fact: events.Event | None) -> say.Message | None:
    """What the screens should hear about one fact."""
    match fact:
        case events.TicketCalled(service=service, wait_seconds=seconds) if seconds > 0:
            return say.LineChanged(service=service)  # it is called in a moment
        case events.TicketCalled(number=number, service=service, window=window, turn=turn):
            return say.TicketCalled(number=number, service=service, window=window, turn=turn)
        case events.TicketTransferred() | events.StepUndone() | events.TicketWentOn():
            return say.LineChanged(service=fact.service, came_from=fact.came_from)
        case events.CaseOpened(source="opinion"):  # a rating's is not told: it tells a bad grade
            return say.OpinionsChanged()
        case events.ScreenOrdered(screen=screen, order=order):
            return say.ScreenOrdered(screen=screen, order=order)
    if isinstance(fact, InOneLine):
        return say.LineChanged(service=fact.service)
    if isinstance(fact, OfASlip):
        return say.SlipChanged(number=fact.number)
    return MESSAGE_OF.get(type(fact)) if fact else None


def latest_of_each(news: Iterable[tuple[int, say.Message]]) -> list[tuple[int, say.Message]]:
    """The news without what is said again later on; every single call and order is kept.

    When forty people take a number in one second, "the line changed" needs saying once.
    """
    told: dict[object, tuple[int, say.Message]] = {}
    for seq, message in news:
        key = seq if _is_for_itself(message) else message
        told.pop(key, None)  # so that it stands where it was said last
        told[key] = (seq, message)
    return list(told.values())


def _is_for_itself(message: say.Message) -> bool:
    """A call, or what one screen is to do: no later message and no picture stands for it."""
    return isinstance(message, say.TicketCalled | say.ScreenOrdered)
