"""python -m bench.forecast [--seeds 1-20] [--days 60]: how well waits are forecast."""

from argparse import ArgumentParser
from statistics import fmean
from time import monotonic

from bench.figures import percentile
from bench.forecast.crowd import milliseconds_with
from bench.forecast.day import day
from bench.forecast.estimators import Constant, Estimator, LastToEnter, LearnedConstant, Ours
from bench.forecast.past import Past
from bench.forecast.replay import Replay
from bench.forecast.score import Errors, Said, share
from bench.forecast.world import World, world


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.forecast", description=__doc__)
    parser.add_argument("--seeds", default="1-20", help="halls, as 1-20 or 7")
    parser.add_argument("--days", type=int, default=60)
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    errors, said = Errors(), Said()
    start = monotonic()
    for seed in range(int(first), int(last or first) + 1):
        before = len(said.held), {key: len(value) for key, value in errors.everybody.items()}
        score(world(seed), seed, options.days, errors, said)
        _print_hall(seed, errors, said, before)
    _print_all(errors, said)
    print(f"{monotonic() - start:.0f} seconds in all.")


def score(hall: World, seed: int, days: int, errors: Errors, said: Said) -> None:
    """Live through the days of one hall, learning from each."""
    ours = Ours()
    rivals: list[Estimator] = [ours, Constant(), LearnedConstant(), LastToEnter()]
    past = Past(promised_by(hall))
    called: dict[int, float] = {}
    for number in range(days):
        for each in rivals:
            each.morning(past)
        today = day(hall, seed, number)
        calls = Replay(today, past, rivals).run()
        for visitor in today.visitors:
            if visitor.ticket in calls:
                errors.add(rivals, visitor, calls[visitor.ticket])
        called |= calls
    said.add_all(ours, called)


def promised_by(hall: World) -> dict[tuple[str, str | None], float]:
    return {(each.service, each.code): each.promised for each in hall.items if each.promised}


def _print_hall(seed: int, errors: Errors, said: Said, before: tuple[int, dict[str, int]]) -> None:
    held, counts = before
    means = {
        name: fmean(values[counts.get(name, 0) :]) for name, values in errors.everybody.items()
    }
    shown = "  ".join(f"{mean:5.1f}" for mean in means.values())
    print(f"hall {seed:3}  error {shown}  at most held {share(said.held[held:]):.0%}", flush=True)


def _print_all(errors: Errors, said: Said) -> None:
    services = sorted({service for _, service in errors.by_service})
    print(f"\n{'mean absolute error, minutes':40}  all   " + "     ".join(services))
    for name, values in errors.everybody.items():
        each = (errors.by_service[name, service] for service in services)
        print(f"{name:40}{fmean(values):5.1f} " + " ".join(f"{fmean(one):5.1f}" for one in each))
    ours, *others = (fmean(values) for values in errors.everybody.values())
    print(f"ours ÷ best other: {ours / min(others):.2f}")
    print(f"people: {said.people}, called and compared: {len(errors.everybody['ours'])}")
    print(f"'at most' held: {share(said.held):.1%} of {len(said.held)}")
    print(
        f"'at once' said to {len(said.at_once) / said.people:.1%}, right {share(said.at_once):.1%}"
    )
    print(f"  minutes beyond the median: {fmean(said.slack):.1f}")
    print(f"range holds: {share(said.inside):.1%}, mean width {fmean(said.widths):.1f} minutes")
    print(f"'may not be done today' said to {len(said.warned) / said.people:.1%}", end="")
    print(f", right {share(said.warned):.0%}; not called and not told: {said.unwarned}")
    print(f"ms per forecast: mean {fmean(said.seconds) * 1000:.2f}", end="")
    print(f", 99 of 100 below {percentile(said.seconds, 0.99) * 1000:.2f}", end="")
    print(f", with 200 waiting {milliseconds_with(200):.2f}")


if __name__ == "__main__":
    main()
