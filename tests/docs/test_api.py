"""docs/api.md tells the access port as it is, and its script finds what was changed."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import werkzeug.exceptions

from api.access import ScopeTooSmall, WrongToken
from api.openapi import PATHS
from hall import errors
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.unit_of_work import Hall
from web.refusals import status_of
from web.request_size import LARGEST_BODY

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/api.md").read_text("utf-8")
ADDRESSES = re.findall(r"^\| `(GET|POST) (\S+)` \| (?:`(\w+)`|–) \|", TEXT, re.MULTILINE)
CODES = dict(re.findall(r"^\| `([A-Z]\w+)` \| (\d+) \|", TEXT, re.MULTILINE))

#: What programs can be refused with; the other refusals are met on pages only.
REFUSALS = (
    WrongToken,
    ScopeTooSmall,
    errors.NobodyServes,
    errors.NotServedThere,
    errors.ItemElsewhere,
    errors.NotFound,
    errors.Malformed,
    errors.WrongMoment,
    errors.NobodyWaiting,
    errors.WindowPaused,
    errors.NotOpen,
    errors.TooLate,
    errors.PowerGivesOut,
    errors.QuotaFull,
    errors.TooSoon,
    errors.CalledEnough,
    errors.NothingToUndo,
    errors.WindowBusy,
    errors.NotToday,
    errors.KeyReused,
    errors.TooOften,
)
ON_PAGES_ONLY = {
    "SecondFactorFirst", "PasswordFirst", "RightNeeded", "ReadsOnly", "ThereAgain",
    "Closed", "DirectorsOnly", "CodeNeeded", "WrongFactor", "SealingKeyLost", "ClockNeedsPaperCode",
    "LastDirector", "WrongSetupCode", "WorkbookRefused", "WrongRecoveryCode", "TooManyCards",
    "TooBusy", "SecretClosed",
    "RuleBroken", "NotSignedIn", "NotAllowed", "CrossSite", "WrongPassword", "TooManyTries",
    "NotYours", "AlreadyThere", "OutOfDate", "Attended", "ReaderBusy", "ReaderSwapped",
    "UnusableFile", "WrongStage", "OwnNotice", "OwnShortening", "OwnImport", "Undecided",
    "BlankPictures", "ChangedSince", "CannotGoBack",
    "NothingToShow", "NotDrawn",
    "Rewritten",
    "RecordsForgotten",
    "StillInUse", "StillWaiting",
    "NoPlaceSoon", "AlreadyOpen", "WrongCode", "WrongPin", "CodesClosed", "SlipEarly",
    "SlipExpired", "SlipUsed", "NumberOver", "NoNumberOfCard", "OldNumber", "NotLeftOver",
    "NotToBeRated", "AlreadyRated", "AlreadyAnswered", "NotAnswered", "TooManyOpinions",
    "NobodyToAnswer",
    "BadTimes", "TimesOverlap", "TimetableWorked",
    "MonthNotOver", "DaysPending", "ObjectionsOpen", "SignatureOrder", "SignerElse",
    "MonthUndecided", "AlreadySigned", "MonthIsLocked", "MonthNotLocked", "DifferenceGone",
    "SlipOverlaps", "NoWorkThen", "YearlyDaysUsedUp", "SlipSettled", "LeaveBegan", "BackTooSoon",
    "MakeUpAhead", "MakeUpTooLate", "MakeUpTwice", "MakeUpsUsedUp", "NotYourDecision",
    "ClockImpossible", "ClockInDoubt",
    "NotEnrolled", "LinkSpent",
    "NotComplete", "CannotRead", "NotReady", "FormRefused", "EditedMeanwhile", "FormGone",
}  # fmt: skip


def kinds_of(error: type[errors.HallError]) -> set[str]:
    ours = [each for each in error.__subclasses__() if not each.__module__.startswith("tests")]
    return {error.code}.union(*map(kinds_of, ours))


def test_every_address_is_told_with_its_scope() -> None:
    described = {
        (method.upper(), path, scope_in(operation["summary"]))
        for path, operations in PATHS.items()
        for method, operation in operations.items()
    }

    assert set(ADDRESSES) == described


def scope_in(summary: str) -> str:
    found = re.search(r"（(read|line|manage)）$", summary)
    return found[1] if found else ""


def test_every_refusal_is_told_or_left_to_pages() -> None:
    told = {each.code for each in REFUSALS}

    assert kinds_of(errors.HallError) - {"HallError"} == told | ON_PAGES_ONLY
    assert told <= CODES.keys()
    assert not ON_PAGES_ONLY & CODES.keys()


def test_every_code_stands_with_its_status() -> None:
    ours = {each.code: status_of(each()) for each in REFUSALS}
    of_http = {name: getattr(werkzeug.exceptions, name).code for name in CODES if name not in ours}

    assert {code: int(status) for code, status in CODES.items()} == ours | of_http


def test_the_largest_body_is_told() -> None:
    assert f"{LARGEST_BODY // 1024} KB" in TEXT


def test_the_longest_key_is_the_described_one() -> None:
    (header,) = PATHS["/tickets"]["post"]["parameters"]

    assert f"至多 {header['schema']['maxLength']} 个字符" in TEXT


def take_numbers(server: SimpleNamespace, count: int) -> int:
    """Returns the last row of the journal."""
    hall: Hall = server.hall
    with hall.work("token:某程序") as work:
        service = service_by_prefix(work.session, "A")
        for _ in range(count):
            issue_ticket(work, service, TicketRequest("api"))
    return work.seq


def verify(server: SimpleNamespace) -> subprocess.CompletedProcess[str]:
    script = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert script
    return subprocess.run(
        [sys.executable, "-c", script[1]],
        env={**os.environ, "HALL": server.address, "TOKEN": server.token, "no_proxy": "*"},
        capture_output=True,
        text=True,
        check=False,
    )


def change(server: SimpleNamespace, statement: str) -> None:
    database = sqlite3.connect(server.database)
    with database:
        database.execute(statement)
    database.close()


def test_the_script_walks_the_whole_chain(server: SimpleNamespace) -> None:
    rows = take_numbers(server, 1100)  # more than one page of the journal holds

    done = verify(server)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"共 {rows} 条" in done.stdout


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'staff:1' WHERE seq = 20",
        "UPDATE journal SET at = '2019-08-01 00:00:00.000000' WHERE seq = 20",
        "DELETE FROM journal WHERE seq = 20",
        "UPDATE journal SET details = replace(details, 'A0', 'A9') WHERE seq = 20",
    ],
)
def test_the_script_finds_what_was_changed(server: SimpleNamespace, statement: str) -> None:
    take_numbers(server, 20)
    change(server, statement)

    done = verify(server)

    assert done.returncode == 1
    assert re.search(r"第 2[01] 条对不上", done.stderr)
