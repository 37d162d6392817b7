"""The tray keeps the newest slips, also through a restart, and gives out nothing else."""

from devices.ticket_printer import png_tray as trays
from devices.ticket_printer.png_tray import PngTray


def test_newest_first_also_after_a_restart(tmp_path):
    first = PngTray(tmp_path / "slips").keep(b"one")
    second = PngTray(tmp_path / "slips").keep(b"two")

    tray = PngTray(tmp_path / "slips")
    assert tray.slips() == [second, first]
    assert tray.picture(first) == b"one"


def test_only_the_last_two_hundred_are_kept(tmp_path):
    tray = PngTray(tmp_path)
    names = [tray.keep(b"slip") for _ in range(trays.KEPT_SLIPS + 3)]

    assert tray.slips() == names[:2:-1]
    assert len(list(tmp_path.iterdir())) == trays.KEPT_SLIPS == 200


def test_an_unfinished_slip_of_a_power_cut_is_not_shown(tmp_path):
    (tmp_path / "slip-00000001.png.unfinished").write_bytes(b"half")

    assert PngTray(tmp_path).slips() == []
    assert PngTray(tmp_path).keep(b"whole") == "slip-00000001.png"
    assert len(list(tmp_path.iterdir())) == 1


def test_no_other_file_can_be_had(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    tray = PngTray(tmp_path / "slips")
    tray.keep(b"slip")

    for name in ("../secret.png", "secret.png", "", "/etc/hostname", "slip-00000009.png"):
        assert tray.picture(name) is None
