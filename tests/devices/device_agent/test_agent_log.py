"""What ``hall devices`` writes to the terminal: Chinese, whatever happens to it."""

import ast
import logging
import re
from pathlib import Path

import pytest

from commands.agent_log import ChineseLines, is_told
from devices.device_agent.agent_threads import AgentThread
from devices.device_agent.server_client import ServerAway, ServerRefused
from hall.machines import Fault, MachineUnavailable
from web.sentences.agent_log import SENTENCES, agent_sentence

ROOT = Path(__file__).parents[3]
FILES = [*sorted((ROOT / "devices/device_agent").glob("*.py")), ROOT / "hall/periodic_worker.py"]
LATIN = re.compile("[A-Za-z]{3,}")
#: What an installer types or reads in Latin letters.
NAMES = re.compile(
    r"hall (devices|token create --scope device)|config\.toml|remote:|url|[\w/.-]+\.log"
)


def logged() -> list[str]:
    """The words of every line that the agent writes into its log."""
    calls = [
        node
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log.")
    ]
    return [call.args[0].value for call in calls]


def test_every_line_of_the_agent_has_its_sentence():
    assert set(logged()) - {"%s met the unexpected"} == set(SENTENCES)


class Troubled(AgentThread):
    trouble = None

    def round(self):
        if self.trouble:
            raise self.trouble.with_traceback(None)  # as if it were a new one
        return 0


@pytest.fixture
def told(caplog):
    """What stands on the terminal."""
    caplog.set_level(logging.INFO)
    lines = ChineseLines(Path("/var/lib/hall/hall-devices.log"))
    return lambda: [lines.format(record) for record in caplog.records if is_told(record)]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (ServerAway("[Errno 111] Connection refused"), "号票打印机：连不上大厅服务，会一直重试。"),
        (ServerRefused(401, "NotSignedIn"), "号票打印机：大厅服务不认这个令牌"),
        (ServerRefused(404, "NotFound"), "号票打印机：大厅服务的配置里没有这台设备"),
        (ServerRefused(409, "Odd"), "号票打印机：大厅服务没有收下，会再试。"),
        (MachineUnavailable(Fault.PAPER_OUT, "1A 32"), "号票打印机：打印纸用完了：请换一卷纸。"),
        (ZeroDivisionError("division by zero"), "出了没有料到的差错，程序会再试。经过写在"),
    ],
)
def test_each_trouble_is_said_once_in_chinese_and_once_when_it_is_over(told, trouble, said):
    thread = Troubled("printer")
    thread.trouble = trouble
    thread.run_guarded()
    thread.run_guarded()
    thread.trouble = None
    thread.run_guarded()

    first, last = told()
    assert said in first
    assert last.endswith(("恢复正常。", "又正常了。"))
    assert not LATIN.search(NAMES.sub("", first + last))


@pytest.mark.parametrize("message", SENTENCES)
def test_no_sentence_has_english_in_it(message):
    values = ["printer", "403", "Refused"][: message.count("%s")]

    assert not LATIN.search(NAMES.sub("", agent_sentence(message, values) or ""))
