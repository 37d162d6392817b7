"""What systemd is told: the door's address, what the server cannot do, which steps there are."""

import re
import shutil
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
import steps

from config import Config

SERVER = Path(__file__).parents[2] / "packaging" / "server"
UNIT = SERVER / "systemd" / "township-hall.service"
MOST_EXPOSURE = 2.5


def test_the_service_is_exposed_to_little():
    analyser = shutil.which("systemd-analyze")
    if analyser is None:
        pytest.skip("no systemd-analyze here")
    asked = [analyser, "security", "--offline=yes", "--no-pager", str(UNIT)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = re.search(r"exposure level for \S+ ([\d.]+)", said)
    if found is None:
        pytest.skip("this systemd-analyze cannot look at a file")

    assert float(found[1]) <= MOST_EXPOSURE


def test_every_step_that_is_called_exists():
    scripts = [UNIT, SERVER / "debian" / "township-hall.postinst"]
    texts = "\n".join(file.read_text("utf-8") for file in scripts)
    called = set(re.findall(r"(?:steps\.py|\$STEPS) ([a-z-]+)", texts))

    assert called == set(steps.STEPS)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ('host = "0.0.0.0"\nport = 80', "0.0.0.0:80"),
        ('host = "::"', "[::]:8000"),
        ('host = ""', "0.0.0.0:8000"),
        ("", "127.0.0.1:8000"),
        ('host = "localhost"', "127.0.0.1:8000"),
    ],
)
def test_systemd_listens_where_config_toml_says(tmp_path, generator, written, address):
    config = tmp_path / "config.toml"
    config.write_text(f"[server]\n{written}\n", "utf-8-sig")

    generator.main(tmp_path / "units", config)

    drop_in = (tmp_path / "units/township-hall.socket.d/address.conf").read_text("utf-8")
    assert f"\nListenStream={address}\n" in drop_in


@pytest.mark.parametrize("content", [b"[server\n", b"server = 1", b"\xff", None])
def test_a_file_that_cannot_be_read_leaves_the_door_where_it_was(tmp_path, generator, content):
    config = tmp_path / "config.toml"
    if content is not None:
        config.write_bytes(content)

    generator.main(tmp_path / "units", config)

    assert not (tmp_path / "units").exists()


def test_the_configuration_that_is_put_there_can_be_used():
    config = Config.load(SERVER / "config.toml")

    assert str(config.storage_folder) == "/var/lib/township-hall"
    assert config.database_url == "sqlite:////var/lib/township-hall/hall.sqlite3"


@pytest.fixture
def generator():
    loader = SourceFileLoader("generator", str(SERVER / "bin" / "township-hall-generator"))
    spec = spec_from_loader("generator", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module
