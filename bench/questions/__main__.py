"""python -m bench.questions: how many everyday questions the demonstration hall answers."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, product

from bench.questions import SETS, EverydayQuestion, everyday_questions, wrong
from hall.catalogue.search.finder import Finder
from hall.database import open_database
from hall.demo_data.load import load_demo_data
from hall.unit_of_work import Hall


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.questions", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what fails, of tuning only")
    options = parser.parse_args()
    questions = sorted(everyday_questions(), key=_part)
    with demonstration() as find:
        for (set_name, has_answer, way), asked in groupby(questions, key=_part):
            some = list(asked)
            failed = wrong(some, find)
            what = way if has_answer else f"{way}, no answer"
            print(f"{set_name:10} {what:22} {len(some) - len(failed):4} of {len(some):3}")
            if options.wrong and set_name == "tuning":
                print(*(f"    {each.typed}  {find(each.typed)[:3]}" for each in failed), sep="\n")
        for set_name, has_answer in product(SETS, (True, False)):
            some = [each for each in questions if _part(each)[:2] == (set_name, has_answer)]
            right = len(some) - len(wrong(some, find))
            what = "answered" if has_answer else "no answer"
            print(f"{set_name:10} {what:22} {right:4} of {len(some):3}  {right / len(some):.1%}")


def _part(question: EverydayQuestion) -> tuple[str, bool, str]:
    return question.set_name, bool(question.answers), question.way


@contextmanager
def demonstration() -> Iterator[Callable[[str], Sequence[str]]]:
    """What the search of the demonstration hall finds, as codes of items."""
    hall = Hall(open_database("sqlite://"))
    finder = Finder()
    with hall.work("bench") as work:
        load_demo_data(work)
    try:
        with hall.read() as snapshot:
            yield lambda typed: [item.code for item in finder.find(snapshot.session, typed)]
    finally:
        hall.close()


if __name__ == "__main__":
    main()
