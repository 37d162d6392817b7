"""A manual's numbered steps as a stranger follows them: every name in a step is met, no other is.

A name is what a step puts between “ ” (a label), ` ` (something to type) or [ ] (a page it is led
to). Whoever acts may only touch what the step names; at its end all of its names were met.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import awake

HEADING = re.compile(r"^## (.+)$")
STEP = re.compile(r"^\d+\. (.+)$")
NAMES = re.compile(r"“([^”]+)”|`([^`]+)`|\[([^\]]+)\]\([^)]*\)")
#: What is pressed, with its words.
PRESSED = "button, a, summary"

# The rule of the estimate, in seconds: chosen before anything was counted, measured on nobody.
READ_A_CHARACTER = 60 / 250
PRESS = 3.0  # to find it, to point, to press, to see what comes
TYPE_A_LETTER = 0.5
TYPE_A_CHARACTER = 1.5  # by its sound, and chosen
WALK = 20.0  # to another device


@dataclass(frozen=True)
class Step:
    part: str
    text: str

    @property
    def names(self) -> set[str]:
        return {next(filter(None, found)) for found in NAMES.findall(self.text)}

    @property
    def read(self) -> str:
        """What stands on the page: of a link its words, nothing of its address."""
        return re.sub(r"\[([^\]]+)\]\([^)]*\)|`", r"\1", self.text)


def steps_of(file: Path) -> list[Step]:
    part, steps = "", []
    for line in file.read_text("utf-8").splitlines():
        if heading := HEADING.match(line):
            part = heading[1]
        elif step := STEP.match(line):
            steps.append(Step(part, step[1]))
    return steps


@dataclass
class Reader:
    """Does what one step says, and counts it."""

    step: Step
    seconds: float = 0.0
    touches: int = 0
    keystrokes: int = 0
    met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seconds += len(self.step.read) * READ_A_CHARACTER

    def named(self, name: str) -> str:
        assert name in self.step.names, f"not named in: {self.step.text}: {name}"
        self.met.add(name)
        return name

    def walk(self) -> None:
        self.seconds += WALK

    def touch(self) -> None:
        self.touches += 1
        self.seconds += PRESS

    def look(self, place: Page | Locator, name: str) -> None:
        expect(place.get_by_text(self.named(name)).first).to_be_visible()

    def press(self, place: Page | Locator, name: str) -> None:
        """The one that has exactly these words, or else the first that begins with them."""
        self.touch()
        begins = re.compile(rf"^\s*{re.escape(self.named(name))}")
        begun = place.locator(PRESSED).filter(has_text=begins, visible=True)
        expect(begun.first, self.step.text).to_be_visible()
        whole = begun.filter(has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
        (whole if whole.count() else begun).first.click()
        awake(place if isinstance(place, Page) else place.page)

    def entry(self, place: Page | Locator, name: str) -> Locator:
        """The box whose label begins with these words."""
        begins = re.compile(rf"^\s*{re.escape(self.named(name))}")
        label = place.locator("label").filter(has_text=begins, visible=True)
        box = label.first.locator("input, select").first
        expect(box, f"{name}: {self.step.text}").to_be_visible()
        return box

    def write(self, place: Page | Locator, name: str, text: str) -> None:
        self.touch()
        self.entry(place, name).fill(text)
        self.typed(text)

    def choose(self, place: Page | Locator, name: str, option: str) -> None:
        self.touch()
        self.touch()
        self.entry(place, name).select_option(label=self.named(option))

    def typed(self, text: str) -> None:
        self.keystrokes += len(text)
        self.seconds += sum(TYPE_A_LETTER if c.isascii() else TYPE_A_CHARACTER for c in text)

    def close(self) -> None:
        assert self.met == self.step.names, f"named, and not met: {self.step.names - self.met}"
