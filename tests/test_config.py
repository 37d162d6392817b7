"""config.toml: understood exactly, or refused in one Chinese sentence that names the key."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import Config, ConfigError
from web.sentences.configuration import config_refusal

HALL = '[hall]\nname = "镇大厅"\ncomplaint_phone = "0734-0000000"\nhours = "9:00—17:00"\n'


@pytest.fixture
def write(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        file = tmp_path / "config.toml"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write


def without(key: str) -> str:
    return re.sub(rf"{key} = .*\n", "", HALL)


def refusal(file: Path) -> str:
    with pytest.raises(ConfigError) as refused:
        Config.load(file)
    return config_refusal(refused.value.why, refused.value.said)


WRONG = {
    "unknown section": (HALL + "[prnter]\n", "[prnter]"),
    "unknown key": (HALL + "[server]\nprot = 1\n", "[server] 中有不认识的项 prot"),
    "key outside any section": ("port = 1\n" + HALL, "[port]"),
    "section that is a value": ('printer = "virtual:"\n' + HALL, "[printer] 应当是一个小节"),
    "section that is a list": (HALL + "[[printer]]\n", "[printer] 应当是一个小节"),
    "no hall": ("", "[hall] 缺少 name"),
    "no name": (without("name"), "[hall] 缺少 name"),
    "no phone": (without("complaint_phone"), "[hall] 缺少 complaint_phone"),
    "no hours": (without("hours"), "[hall] 缺少 hours"),
    "empty phone": (HALL.replace("0734-0000000", " "), "[hall] complaint_phone 不能为空"),
    "empty name": (HALL.replace("镇大厅", ""), "[hall] name 不能为空"),
    "number for text": (HALL.replace('"0734-0000000"', "734"), "[hall] complaint_phone 应当是文字"),
    "text for number": (HALL + '[server]\nport = "8000"\n', "[server] port 应当是整数"),
    "true for number": (HALL + "[server]\nport = true\n", "[server] port 应当是整数"),
    "half for whole": (HALL + "[printer]\nwidth_mm = 80.0\n", "[printer] width_mm 应当是整数"),
    "port 0": (HALL + "[server]\nport = 0\n", "[server] port 应在 1 到 65535"),
    "port too large": (HALL + "[server]\nport = 65536\n", "[server] port 应在 1 到 65535"),
    "paper width": (HALL + "[printer]\nwidth_mm = 57\n", "[printer] width_mm 只能是 58 或 80"),
    "printer scheme": (HALL + '[printer]\nurl = "http://x"\n', "[printer] url"),
    "printer without colon": (HALL + '[printer]\nurl = "virtual"\n', "[printer] url"),
    "printer device": (HALL + '[printer]\nurl = "/dev/usb/lp0"\n', "[printer] url"),
    "reader scheme": (HALL + '[fingerprint_reader]\nurl = "usb:"\n', "[fingerprint_reader] url"),
    "database": (HALL + '[database]\nurl = "hall.sqlite3"\n', "[database] url"),
    "database kind": (HALL + '[database]\nurl = "mysql://localhost/hall"\n', "[database] url"),
    "two slashes": (HALL + '[database]\nurl = "sqlite://var/hall.db"\n', "[database] url"),
    "in memory": (HALL + '[database]\nurl = "sqlite:///:memory:"\n', "[database] url"),
    "proxy": (HALL + '[server]\nproxy = "nginx"\n', "[server] proxy"),
    "nul": (HALL + '[storage]\nfolder = "va\\u0000r"\n', "[storage] folder"),
    "broken TOML": (HALL + "[server\n", "写法有误"),
    "twice the same key": (HALL + 'name = "x"\n', "写法有误"),
    "monstrous number": (HALL + f"[server]\nport = {'9' * 5000}\n", "写法有误"),
    "not UTF-8": ((HALL).encode("gb18030"), "不是 UTF-8"),
}


@pytest.mark.parametrize(("content", "named"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_in_one_sentence_that_names_the_key(write, content, named):
    sentence = refusal(write(content))

    assert named in sentence
    assert sentence.endswith("。")
    assert sentence.count("\n") == 0


def test_a_missing_file_is_refused_with_its_name(tmp_path):
    assert "config.toml" in refusal(tmp_path / "config.toml")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    assert str(tmp_path) in refusal(tmp_path)


def test_the_shortest_file_gets_every_default(write):
    config = Config.load(write(HALL))

    assert (config.server.host, config.server.port) == ("127.0.0.1", 8000)
    assert (config.printer.url, config.printer.width_mm) == ("none:", 80)
    assert config.fingerprint_reader.url == "none:"


def test_a_file_saved_with_a_byte_order_mark_is_understood(write):
    assert Config.load(write(b"\xef\xbb\xbf" + HALL.encode())).hall.name == "镇大厅"


def test_spaces_around_a_text_do_not_count(write):
    config = Config.load(write(HALL + '[printer]\nurl = " virtual: "\n'))

    assert config.printer.url == "virtual:"


def test_relative_paths_start_at_the_file(write, tmp_path, monkeypatch):
    monkeypatch.chdir("/")

    config = Config.load(write(HALL))

    assert config.storage_folder == tmp_path / "var"
    assert config.database_url == f"sqlite:///{tmp_path}/var/hall.sqlite3"


def test_absolute_paths_and_other_databases_stay_as_they_are(write):
    absolute = Config.load(write(HALL + '[database]\nurl = "sqlite:////data/h.db"\n'))
    other = Config.load(write(HALL + '[database]\nurl = "postgresql://localhost/hall"\n'))

    assert absolute.database_url == "sqlite:////data/h.db"
    assert other.database_url == "postgresql://localhost/hall"


def test_the_file_we_ship_can_be_used():
    Config.load(Path(__file__).parents[1] / "config.toml")


keys = st.sampled_from(
    ["name", "complaint_phone", "hours", "host", "port", "url", "folder", "width_mm", "?"]
)
values = st.one_of(
    st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text()),
    st.sampled_from(["virtual:", "tcp://[", "serial:", "://", "sqlite://", "none:"]),
)  # fmt: skip
sections = st.sampled_from(
    ["hall", "server", "database", "storage", "printer", "fingerprint_reader", "?"]
)


@given(st.dictionaries(sections, st.one_of(values, st.dictionaries(keys, values))))
def test_whatever_stands_in_the_file_nothing_but_a_refusal_is_raised(content):
    filled = {"name": "n", "complaint_phone": "p", "hours": "h"}
    hall = content.get("hall", {})

    with suppress(ConfigError):
        Config.parse(
            {**content, "hall": {**filled, **hall} if isinstance(hall, dict) else hall}, Path("/x")
        )
