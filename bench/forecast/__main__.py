"""python -m bench.forecast [--seeds 1-20] [--days 60] [--family buses]: how waits are forecast."""

from argparse import ArgumentParser
from statistics import fmean
from time import monotonic

from bench.figures import percentile
from bench.forecast.arrivals import milliseconds_with
from bench.forecast.estimators import Constant, LastToEnter
from bench.forecast.families import FAMILIES
from bench.forecast.ours import Ours
from bench.forecast.score import KINDS, Errors, ForecastText, share
from bench.forecast.season import season
from bench.forecast.wired import wired
from bench.forecast.world import world

NAME_WIDTH = 38


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.forecast", description=__doc__)
    parser.add_argument("--seeds", default="1-20", help="halls, as 1-20 or 7")
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--family", default="township", choices=FAMILIES, help="kind of halls")
    parser.add_argument("--wired", action="store_true", help="through a real hall's tables")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    if options.wired:
        for seed in seeds:
            print(wired(seed, options.days), flush=True)
        return
    errors, said = Errors(), ForecastText()
    start = monotonic()
    for seed in seeds:
        of_hall = Errors(), ForecastText()
        season(world(seed, FAMILIES[options.family]), seed, options.days, [(errors, said), of_hall])
        print(f"hall {seed:3}  {_hall(*of_hall)}", flush=True)
    print(f"\n{_errors(errors)}\n\n{_sentences(said)}\n{_cost(said)}")
    print(f"{monotonic() - start:.0f} seconds in all.")


def _hall(errors: Errors, said: ForecastText) -> str:
    ours, *others = (fmean(values) for values in errors.everybody.values())
    return (
        f"{len(errors.waits):6} people waited {fmean(errors.waits):5.1f} minutes; error"
        f" {ours:5.1f}, others {' '.join(f'{minutes:5.1f}' for minutes in others)};"
        f" 'at most' held {share(said.held):.0%}"
    )


def _errors(errors: Errors) -> str:
    heading = f"{'mean absolute error, minutes':{NAME_WIDTH}}{'all':>6}"
    lines = [heading + "".join(f"{kind:>14}" for kind in KINDS)]
    for name, values in errors.everybody.items():
        means = (fmean(errors.by_kind[name, kind] or [float("nan")]) for kind in KINDS)
        cells = "".join(f"{mean:14.1f}" for mean in means)
        lines.append(f"{name:{NAME_WIDTH}}{fmean(values):6.1f}{cells}")
    people = f"{len(errors.waits)} people called, mean wait {fmean(errors.waits):.1f} minutes"
    mean = {name: fmean(values) for name, values in errors.everybody.items()}
    ratio = mean[Ours.name] / min(mean[Constant.name], mean[LastToEnter.name])
    shown = f"ours ÷ the better of the office's two rules: {ratio:.2f}"
    return "\n".join([*lines, people, shown])


def _sentences(said: ForecastText) -> str:
    people = said.people
    return (
        f"'at most' held for {share(said.held):.1%} of the {len(said.held)} who were told one"
        f" (mean {fmean(said.slack):.1f} minutes after the median)\n"
        f"range held for {share(said.inside):.1%}, mean width {fmean(said.widths):.1f} minutes\n"
        f"'at once' said to {len(said.at_once) / people:.1%}, right {share(said.at_once):.1%}\n"
        f"'may not be done today' said to {len(said.warned) / people:.1%},"
        f" right {share(said.warned):.0%}; not called and not told: {said.unwarned / people:.1%}\n"
        f"nothing said to {said.silent} of {people + said.silent}"
    )


def _cost(said: ForecastText) -> str:
    return (
        f"ms per forecast: mean {fmean(said.seconds) * 1000:.2f},"
        f" 99 of 100 below {percentile(said.seconds, 0.99) * 1000:.2f},"
        f" with 200 waiting {milliseconds_with(200):.2f}"
    )


if __name__ == "__main__":
    main()
