"""A stranger's path: from the package to the first number, by the installer's manual alone.

What is done at the machine itself is not done here: the package's own proof does it
(tools/package_proof/); here it only takes its time.
"""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import Screens
from tests.journeys.installers_acts import ACTS, Walk
from tests.journeys.manual_steps import Reader, Step, steps_of
from tests.journeys.site import MACHINES, Site
from tests.served import write_config

pytestmark = pytest.mark.browser

MANUAL = Path(__file__).parents[2] / "docs/manual/roles/installing.md"
PATH_ENDS_AFTER = "第一个号"
#: So that the path does not grow unseen. Its seconds are told, not judged: they are an estimate by
#: the rule in manual_steps.py, and more than the ten minutes that are wished for.
MOST_TOUCHES = 50

#: Done at the machine, not in a browser: how long each takes, by how the step begins.
AT_THE_MACHINE = {
    "服务器接电": 60,
    "插上 U 盘，打开终端": 20,
    "输入 `sudo apt install": 20,
    "约半分钟后": 40,
    "打印机、指纹机接在服务器上": 120,
    "在终端输入 `sudo hall doctor`": 30,
    "插一个 U 盘，在[备份]": 30,  # tests/office/test_backups.py gives the page such a stick
}


def begun_by(step: Step) -> str:
    """Which line of the two tables is of this step."""
    lines = [words for words in (*ACTS, *AT_THE_MACHINE) if step.text.startswith(words)]
    assert len(lines) == 1, f"{len(lines)} acts for: {step.text}"
    return lines[0]


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """A hall without anything, that its whole network reaches."""
    config, port = write_config(tmp_path, MACHINES)
    text = config.read_text("utf-8").replace("[server]\n", '[server]\nhost = "0.0.0.0"\n')
    config.write_text(text, "utf-8")
    site = Site(tmp_path, config, port, "").open()
    yield site
    site.close()


def test_each_step_of_the_manual_has_one_act_and_each_act_its_step() -> None:
    lines = [begun_by(step) for step in steps_of(MANUAL)]

    assert sorted(lines) == sorted([*ACTS, *AT_THE_MACHINE])


def walked(walk: Walk) -> Iterator[Reader]:
    """Each step, once it is done as it says."""
    for step in steps_of(MANUAL):
        line, reader = begun_by(step), Reader(step)
        if line in ACTS:
            ACTS[line](walk, reader)
            reader.close()
        else:
            reader.seconds += AT_THE_MACHINE[line]
        yield reader


def counted(path: list[Reader]) -> dict[str, int]:
    return {
        "touches": sum(each.touches for each in path),
        "keystrokes": sum(each.keystrokes for each in path),
        "estimated_seconds": round(sum(each.seconds for each in path)),
    }


@pytest.mark.slow_because("a hall is made from nothing, by every step of its manual")
def test_a_stranger_gets_from_the_package_to_the_first_number_by_the_manual_alone(
    empty_site: Site, screens_of: Callable[[Site], Screens], record_property: Callable[..., None]
) -> None:
    served = empty_site.served
    assert served
    printed = re.search(r"一次性号码 (\S+)", served.log.read_text("utf-8"))
    assert printed

    done = list(walked(Walk(empty_site, screens_of(empty_site), printed[1])))

    last = max(at for at, each in enumerate(done) if each.step.part == PATH_ENDS_AFTER)
    told = counted(done[: last + 1])
    record_property("from_the_package_to_the_first_number", told)
    logging.getLogger(__name__).info("%s", told)  # shown by pytest -o log_cli=1
    assert told["touches"] <= MOST_TOUCHES
