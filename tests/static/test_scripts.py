"""The scripts' own tests, and what their linters say; skipped where there is no Node.js."""

import re
import subprocess
from pathlib import Path

import pytest

from tools.lint_pages import scripts
from tools.node import find_node

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(ROOT.glob("static/js/**/*.js"))
IDEOGRAPH = re.compile("[\u3400-\u9fff]")
#: To the end of its line, where no address of the web is meant.
COMMENT = re.compile(r"/\*[\s\S]*?\*/|(?<!:)//.*")

#: Written from the server's vocabulary, and compared with it in tests/announcer/.
GENERATED = {"vocabulary"}

pytestmark = pytest.mark.skipif(
    find_node() is None, reason="没有 Node.js 20.19 或更新的版本，页面脚本没有检查。"
)


@pytest.mark.slow_because("Node starts a process for each of some fifty files")
def test_the_pages_scripts() -> None:
    node = find_node()
    files = sorted(ROOT.glob("tests/static/*.test.js"))
    done = run([node or "node", "--test", "--test-force-exit", *files])

    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_script_has_its_test() -> None:
    tested = {file.name.removesuffix(".test.js") for file in ROOT.glob("tests/static/*.test.js")}
    there = {file.stem for file in SCRIPTS}

    assert there - tested - GENERATED == set()


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_sentence_to_people_comes_from_the_page_and_stands_in_no_script(file: Path) -> None:
    code = COMMENT.sub("", file.read_text("utf-8"))

    assert IDEOGRAPH.findall(code) == []


def test_no_script_is_left_out_by_the_checker_of_types() -> None:
    assert [file.name for file in SCRIPTS if "@ts-nocheck" in file.read_text("utf-8")] == []


@pytest.mark.parametrize("number", range(3), ids=["eslint", "prettier", "types"])
def test_linters_and_checkers_find_nothing_in_the_scripts(number: int) -> None:
    done = run(scripts()[number])

    assert done.returncode == 0, done.stdout + done.stderr


def run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
