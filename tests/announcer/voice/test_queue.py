"""The queue of announcements: whole, one after the other, and never silent without a word."""

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from announcer.voice.queue import (
    BEGINS_WITHIN_SECONDS,
    ENDS_WITHIN_SECONDS,
    PASSED_OVER_SECONDS,
    SHOWN_SECONDS,
    TOLD_WITHIN_SECONDS,
    AnnouncementQueue,
    Heard,
    Offer,
    Player,
    QueuedAnnouncement,
    Unheard,
    Urgency,
)

WALL, OTHER = Player("wall.1", "wall"), Player("other.1", "other")


@dataclass
class QueueAtWork:
    """A queue with a clock, and players that do as they are told."""

    queue: AnnouncementQueue = field(default_factory=AnnouncementQueue)
    moment: float = 0.0
    offers: list[tuple[int, Player | None]] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)
    unheard: list[int] = field(default_factory=list)
    made: int = 0

    def call(self, ticket_id: int | None = None, *, urgency: Urgency = Urgency.CALL) -> int:
        self.made += 1
        new = QueuedAnnouncement(
            id=self.made, caption="请", sound="s", seconds=5, ticket_id=ticket_id, urgency=urgency
        )
        self.queue.add(new, self.moment)
        self.read()
        return self.made

    def enter(self, *players: Player) -> None:
        for player in players:
            self.queue.comes_in(player, self.moment)
            self.read()

    def wait(self, seconds: float) -> None:
        self.moment += seconds
        self.queue.time_passes(self.moment)
        self.read()

    def plays(self, *, whole: bool = True) -> None:
        number, player = self.offers[-1]
        assert player
        self.queue.began(player.name, number, self.moment)
        self.moment += 5
        if whole:
            self.queue.ended(player.name, number, self.moment)
        self.read()

    def read(self) -> None:
        for news in self.queue.news():
            match news:
                case Offer(announcement, player):
                    self.offers.append((announcement.id, player))
                case Heard(announcement, _):
                    self.heard.append(announcement.id)
                case Unheard(announcement):
                    self.unheard.append(announcement.id)


def test_two_calls_of_one_moment_are_both_heard_whole_and_in_turn():
    hall = QueueAtWork()
    hall.enter(WALL)
    first, second = hall.call(1), hall.call(2)

    assert hall.offers == [(first, WALL)]
    hall.plays()
    assert hall.offers == [(first, WALL), (second, WALL)]
    hall.plays()
    assert hall.heard == [first, second]


def test_a_recall_goes_to_the_head_and_an_emergency_before_it():
    hall = QueueAtWork()
    hall.enter(WALL)
    playing, call = hall.call(1), hall.call(2)
    recall = hall.call(3, urgency=Urgency.RECALL)
    second_recall = hall.call(4, urgency=Urgency.RECALL)
    emergency = hall.call(urgency=Urgency.EMERGENCY)

    for _ in range(5):
        hall.plays()

    assert hall.heard == [playing, emergency, recall, call, second_recall]


def test_no_first_call_is_passed_twice_by_recalls():
    hall = QueueAtWork()
    hall.enter(WALL)
    playing, first = hall.call(1), hall.call(2)
    recall = hall.call(3, urgency=Urgency.RECALL)
    late = hall.call(4)
    second_recall = hall.call(5, urgency=Urgency.RECALL)
    third_recall = hall.call(6, urgency=Urgency.RECALL)

    for _ in range(6):
        hall.plays()

    assert hall.heard == [playing, recall, first, second_recall, late, third_recall]


def test_while_others_wait_a_call_is_said_once():
    queue = AnnouncementQueue()
    queue.comes_in(WALL, 0)
    for number in (1, 2, 3):
        queue.add(
            QueuedAnnouncement(
                id=number, caption="请", sound="twice", seconds=8, brief="once", brief_seconds=4
            ),
            0,
        )
    for number in (1, 2, 3):
        queue.began(WALL.name, number, 0)
        queue.ended(WALL.name, number, 4)
    offers = [news.announcement for news in queue.news() if isinstance(news, Offer)]

    assert [(offer.sound, offer.seconds) for offer in offers] == [
        ("twice", 8), ("once", 4), ("twice", 8),
    ]  # fmt: skip


def test_who_was_served_meanwhile_is_left_out_but_never_cut_off():
    hall = QueueAtWork()
    hall.enter(WALL)
    playing, waiting, last = hall.call(1), hall.call(2), hall.call(3)

    hall.queue.leave_out(1)
    hall.queue.leave_out(2)
    hall.plays()
    hall.plays()

    assert hall.heard == [playing, last]
    assert waiting not in [number for number, _ in hall.offers]


def test_a_call_again_takes_the_place_of_the_one_that_waits():
    hall = QueueAtWork()
    hall.enter(WALL)
    hall.call(1)
    hall.call(2)
    again = hall.call(2, urgency=Urgency.RECALL)

    assert [each.id for each in hall.queue.waiting] == [again]


def test_the_chosen_player_plays_and_the_next_takes_over_when_it_falls_silent():
    hall = QueueAtWork(AnnouncementQueue(chosen="wall"))
    hall.enter(OTHER, WALL)
    first = hall.call(1)
    assert hall.offers == [(first, WALL)]

    hall.wait(BEGINS_WITHIN_SECONDS)

    assert hall.offers[-1] == (first, OTHER)
    assert hall.unheard == []
    hall.plays()
    assert hall.heard == [first]
    hall.call(2)
    assert hall.offers[-1][1] == OTHER, "the silent one is not waited for again"
    hall.plays()
    hall.wait(PASSED_OVER_SECONDS)
    hall.call(3)
    assert hall.offers[-1][1] == WALL, "it gets another chance"


def test_a_player_that_dies_in_the_middle_leaves_the_whole_to_the_next():
    hall = QueueAtWork()
    hall.enter(WALL, OTHER)
    first = hall.call(1)

    hall.plays(whole=False)
    hall.queue.goes_out(WALL.name, hall.moment)
    hall.read()

    assert hall.offers == [(first, WALL), (first, OTHER)]


def test_a_page_that_lost_the_line_for_a_moment_says_the_whole_again():
    hall = QueueAtWork()
    hall.enter(WALL)
    first = hall.call(1)
    hall.plays(whole=False)
    hall.queue.goes_out(WALL.name, hall.moment)
    hall.read()

    hall.enter(WALL)
    hall.plays()

    assert hall.unheard == hall.heard == [first]


def test_a_player_that_never_ends_is_given_up():
    hall = QueueAtWork()
    hall.enter(WALL)
    first = hall.call(1)
    hall.plays(whole=False)

    hall.wait(ENDS_WITHIN_SECONDS)

    assert hall.unheard == [first]


def test_a_player_that_was_woken_is_asked_at_once_also_for_what_nobody_could_play():
    hall = QueueAtWork()
    hall.enter(WALL)
    hall.queue.failed(WALL.name, hall.moment)
    call = hall.call(1)
    assert hall.offers == [(call, None)]

    hall.queue.can_again(OTHER.name, hall.moment)  # of whom nobody has heard
    hall.queue.can_again(WALL.name, hall.moment)
    hall.read()

    assert hall.offers == [(call, None), (call, WALL)]


def test_within_three_seconds_it_is_told_that_nobody_hears_although_two_failed():
    hall = QueueAtWork()
    hall.enter(WALL, OTHER)
    first = hall.call(1)

    hall.wait(BEGINS_WITHIN_SECONDS)
    hall.wait(TOLD_WITHIN_SECONDS - BEGINS_WITHIN_SECONDS)

    assert hall.moment < 3
    assert hall.unheard == [first]


def test_the_only_player_is_given_as_long_as_the_clerk_can_wait():
    hall = QueueAtWork()
    hall.enter(WALL)
    first = hall.call(1)

    hall.wait(TOLD_WITHIN_SECONDS - 0.1)
    assert hall.unheard == []
    hall.wait(0.1)

    assert hall.unheard == [first]


def test_without_any_player_calls_are_shown_one_after_the_other():
    hall = QueueAtWork()
    first, second = hall.call(1), hall.call(2)

    assert hall.unheard == [first]
    hall.wait(SHOWN_SECONDS)
    assert hall.offers == [(first, None), (second, None)]
    assert hall.unheard == [first, second]


def test_a_player_that_comes_in_at_last_plays_what_is_only_shown():
    hall = QueueAtWork()
    first = hall.call(1)

    hall.enter(WALL)
    hall.plays()

    assert hall.heard == [first]


def test_a_silent_announcement_is_shown_and_missed_by_nobody():
    hall = QueueAtWork()
    hall.enter(WALL)
    hall.queue.add(QueuedAnnouncement(id=1, caption="请"), 0)
    hall.read()

    assert hall.offers == [(1, None)]
    assert hall.unheard == []


def test_a_late_or_strange_report_changes_nothing():
    hall = QueueAtWork()
    hall.enter(WALL, OTHER)
    first = hall.call(1)

    for name, number in ((OTHER.name, first), (WALL.name, 99), ("stranger", first)):
        hall.queue.began(name, number, 0)
        hall.queue.ended(name, number, 0)
    hall.queue.ended(WALL.name, first, 0)  # it never began
    hall.read()

    assert hall.heard == []
    assert hall.queue.now is not None


class Life(RuleBasedStateMachine):
    """Random calls, recalls, visitors who come, players that come, go, fail and die."""

    def __init__(self) -> None:
        super().__init__()
        self.hall = QueueAtWork()
        self.left_out: set[int] = set()
        self.tickets: dict[int, int] = {}  # of each announcement

    @rule(ticket=st.integers(1, 6), recall=st.booleans())
    def call(self, ticket: int, recall: bool) -> None:
        self._goes(ticket)
        number = self.hall.call(ticket, urgency=Urgency.RECALL if recall else Urgency.CALL)
        self.tickets[number] = ticket

    @rule(ticket=st.integers(1, 6))
    def served(self, ticket: int) -> None:
        self._goes(ticket)
        self.hall.queue.leave_out(ticket)

    def _goes(self, ticket: int) -> None:
        waiting = self.hall.queue.waiting
        self.left_out |= {each.id for each in waiting if each.ticket_id == ticket}

    @rule(player=st.sampled_from([WALL, OTHER]))
    def comes_in(self, player: Player) -> None:
        self.hall.enter(player)

    @rule(player=st.sampled_from([WALL, OTHER]))
    def goes_out(self, player: Player) -> None:
        self.hall.queue.goes_out(player.name, self.hall.moment)
        self.hall.read()

    @rule(player=st.sampled_from([WALL, OTHER]))
    def fails(self, player: Player) -> None:
        self.hall.queue.failed(player.name, self.hall.moment)
        self.hall.read()

    @rule(player=st.sampled_from([WALL, OTHER]))
    def is_woken(self, player: Player) -> None:
        self.hall.queue.can_again(player.name, self.hall.moment)
        self.hall.read()

    @rule(seconds=st.sampled_from([0.3, 1.3, 2.6, 4.0, 70.0]))
    def waits(self, seconds: float) -> None:
        self.hall.wait(seconds)

    @precondition(lambda self: self.hall.offers and self.hall.offers[-1][1])
    @rule(whole=st.booleans())
    def plays(self, whole: bool) -> None:
        self.hall.plays(whole=whole)

    @invariant()
    def what_is_offered_is_what_is_on(self) -> None:
        if now := self.hall.queue.now:
            assert self.hall.offers[-1][0] == now.id

    @invariant()
    def none_is_lost_and_none_begins_twice_after_it_was_heard(self) -> None:
        offered = {number for number, _ in self.hall.offers}
        waiting = {each.id for each in self.hall.queue.waiting}
        assert offered | waiting | self.left_out == set(range(1, self.hall.made + 1))
        assert not waiting & offered
        assert len(set(self.hall.heard)) == len(self.hall.heard)

    @invariant()
    def what_is_over_was_heard_or_told_to_be_unheard(self) -> None:
        now = self.hall.queue.now
        over = {number for number, _ in self.hall.offers} - ({now.id} if now else set())
        assert over <= {*self.hall.heard, *self.hall.unheard}

    @invariant()
    def nothing_stands_before_an_emergency(self) -> None:
        others = [each.urgency is not Urgency.EMERGENCY for each in self.hall.queue.waiting]
        assert others == sorted(others)

    def teardown(self) -> None:
        """With a player that works, everything that still waits is heard."""
        waiting = {each.id for each in self.hall.queue.waiting}
        self.hall.enter(WALL)
        for _ in range(3 * self.hall.made + 3):
            if self.hall.queue.now is None:
                break
            player = self.hall.offers[-1][1]
            self.hall.plays() if player else self.hall.wait(SHOWN_SECONDS)
        assert self.hall.queue.now is None
        assert waiting <= {*self.hall.heard, *self.hall.unheard}


Life.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
