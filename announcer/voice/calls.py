"""From what happened to what is announced: pure, and the same for every player."""

from announcer.voice.phrasing import Part, announcement_part, call_parts
from announcer.voice.queue import QueuedAnnouncement, Urgency
from announcer.voice.standing_words import ANNOUNCEMENTS
from hall import events
from hall.line.window_names import called
from hall.loudspeaker import NOBODY, VoiceRules

#: What shows that nobody needs to be called any more.
OVER = (
    events.TicketServed, events.TicketFinished, events.TicketMissed, events.TicketReturned,
    events.TicketParked, events.TicketCancelled, events.TicketLeft, events.TicketTransferred,
    events.TicketWentOn, events.StepUndone, events.VisitClosed,
)  # fmt: skip

#: An announcement, and the clips it is made of; of no clips there is only the chime.
Said = tuple[QueuedAnnouncement, tuple[Part, ...]]


def call(fact: events.TicketCalled, rules: VoiceRules) -> Said:
    try:
        parts = call_parts(fact.number, fact.window, yao=rules.yao)
    except ValueError:
        parts = ()  # a number of some other kind: the chime, and the screens
    new = QueuedAnnouncement(
        id=0,
        caption=f"请 {fact.number} 号到 {called(fact.window)}办理",
        ticket_id=fact.ticket_id,
        number=fact.number,
        window=fact.window,
        urgency=Urgency.RECALL if fact.turn > 1 else Urgency.CALL,
    )
    return new, parts


def of_the_hall(name: str) -> Said:
    urgency = Urgency.EMERGENCY if name == "emergency" else Urgency.CALL
    new = QueuedAnnouncement(id=0, caption=ANNOUNCEMENTS[name], urgency=urgency)
    return new, (announcement_part(name),)


def is_to_sound(new: QueuedAnnouncement, rules: VoiceRules) -> bool:
    """Not where nobody is to play, nor in quiet hours; an emergency is heard then, too."""
    urgent = new.urgency is Urgency.EMERGENCY
    return rules.chosen != NOBODY and rules.volume > 0 and (urgent or not rules.quiet)
