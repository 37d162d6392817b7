"""Many days of one hall, one after the other, with everything learned on the way."""

from collections.abc import Iterable

from bench.forecast.day import SimulatedDay, day
from bench.forecast.estimators import Constant, Estimator, LastToEnter, LearnedConstant
from bench.forecast.ours import Ours, Timeless
from bench.forecast.past import Past
from bench.forecast.replay import Replay
from bench.forecast.score import Errors, ForecastText, kinds
from bench.forecast.world import World


def season(
    hall: World, seed: int, days: int, scores: Iterable[tuple[Errors, ForecastText]]
) -> None:
    """Live through the days of one hall and write what became of every forecast."""
    ours = Ours()
    rivals: list[Estimator] = [ours, Constant(), LastToEnter(), LearnedConstant(), Timeless()]
    past = Past({(item.service, item.code): item.promised for item in hall.items if item.promised})
    lived: list[tuple[SimulatedDay, dict[int, float]]] = []
    for number in range(days):
        for rival in rivals:
            rival.morning(past)
        today = day(hall, seed, number)
        lived.append((today, Replay(today, past, rivals).run()))
    services = sorted({item.service for item in hall.items})
    for errors, said in scores:
        for number, (today, calls) in enumerate(lived):
            for visitor in today.visitors:
                under = kinds(services, visitor.item.service, number)
                errors.add(rivals, visitor, calls.get(visitor.ticket), under)
        said.add_all(ours, {ticket: at for _, calls in lived for ticket, at in calls.items()})
