"""Printers out of python-escpos's database: what follows from a model, and what overrides it."""

import json
from base64 import b64decode
from pathlib import Path

import numpy
import pytest
import zxingcpp
from escpos.capabilities import CAPABILITIES
from PIL import Image

from config import Config, ConfigError
from devices.link import CutShort
from devices.ticket_printer.capabilities import UnknownModel, model_named, printer_models
from devices.ticket_printer.connect import Profile, printer_at, renderer
from devices.ticket_printer.pacing import PIECE_BYTES, PacedCable
from hall.machines import Fault, MachineUnavailable, Paragraph, PrintProof, Sheet, TextSize
from server.device_wiring import printer_profile

MODELS = printer_models()
#: What was sent without a profile when profiles came: it must stay so to the byte.
GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))
RARE = Sheet(title="䶮溪村", body=(Paragraph(text="𬭎"), Paragraph(text="镕", size=TextSize.TALL)))


def configured(**printer) -> Profile:
    hall = {"name": "大厅", "complaint_phone": "0", "hours": "全天"}
    config = Config.parse({"hall": hall, "printer": {"url": "virtual:", **printer}}, Path())
    return printer_profile(config.printer)


@pytest.mark.parametrize("name", GOLDEN)
def test_without_a_profile_every_byte_is_as_before(make_slip, tmp_path, name):
    width_mm, page = name.split()
    pages = {"slip": make_slip(check="0427"), "rare": RARE}

    job = renderer(configured(width_mm=int(width_mm)), tmp_path)(pages[page])

    assert job == b64decode(GOLDEN[name])


def test_every_printer_of_the_database_that_can_draw_is_offered():
    profiles = CAPABILITIES["profiles"]
    drawing = {name for name in profiles if profiles[name]["features"]["bitImageRaster"]}

    assert MODELS.keys() == drawing
    assert not drawing & {"OCD-100", "AF-240", "TM-U220"}


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("text", ["codes", "picture"])
def test_every_model_prints_a_slip_that_a_telephone_reads(make_slip, tmp_path, name, text):
    printer, tray = printer_at("virtual:", configured(profile=name, text=text), tmp_path)
    slip = make_slip(service="䶮溪村低保")

    assert printer.print(slip) is PrintProof.CONFIRMED

    (picture,) = tray.slips()
    image = Image.open(tmp_path / "slips" / picture).convert("L")
    links = [code.text for code in zxingcpp.read_barcodes(numpy.array(image))]
    assert slip.link in links


@pytest.mark.parametrize("name", MODELS)
def test_no_line_is_wider_than_the_model_prints(name):
    model = MODELS[name]

    assert model.columns >= 32
    assert not model.dots or model.columns * 12 <= model.dots
    assert model.dots % 8 == 0


def test_a_model_is_found_whatever_its_capitals():
    assert model_named("pos-5890") is MODELS["POS-5890"]


@pytest.mark.parametrize(
    ("typed", "near"), [("pos5890", "POS-5890"), ("tm-t88", "TM-T88II"), ("RP-326", "RP326")]
)
def test_an_unknown_model_is_refused_with_those_most_like_it(typed, near):
    with pytest.raises(UnknownModel) as refused:
        model_named(typed)
    assert near in refused.value.near

    with pytest.raises(ConfigError, match="model_unknown") as refused:
        configured(profile=typed)
    assert (refused.value.said["name"], near in refused.value.said["near"]) == (typed, True)


def test_a_model_brings_its_paper_cutter_code_and_pace():
    profile = configured(profile="POS-5890")

    assert (profile.width_mm, profile.cutter, profile.qr) == (58, False, "drawn")
    assert profile.bytes_per_second == 9_600


def test_what_the_file_says_overrides_the_model():
    said = {"width_mm": 80, "cutter": True, "qr": "printer", "bytes_per_second": 0}

    profile = configured(profile="POS-5890", **said)

    assert {key: getattr(profile, key) for key in said} == said
    assert profile.dots == 576  # another paper than the model is made for


@pytest.mark.parametrize(
    ("name", "dots"), [("CT-S651", 640), ("TM-T88V", 512), ("TM-P80-42col", 544), ("RP326", 576)]
)
def test_a_picture_is_as_wide_as_the_models_head(tmp_path, name, dots):
    Image.new("L", (80, 40), 0).save(tmp_path / "logo.png")

    job = renderer(configured(profile=name), tmp_path)(Sheet(title="", logo=True))

    assert b"\x1dv0\x00" + (dots // 8).to_bytes(2, "little") in job


def test_a_rule_is_as_long_as_the_models_line(tmp_path):
    sheet = Sheet(title="", body=(Paragraph(text="---"),))

    assert b"\n" + b"-" * 42 not in renderer(configured(), tmp_path)(sheet)
    assert b"-" * 42 + b"\n" in renderer(configured(profile="P822D"), tmp_path)(sheet)
    assert b"-" * 43 not in renderer(configured(profile="P822D"), tmp_path)(sheet)


@pytest.mark.parametrize(
    ("cut", "ending"), [("gs_v", b"\x1dVB\x00"), ("esc_i", b"\x1bd\x05\x1bi"), ("esc_m", b"\x1bm")]
)
def test_paper_is_cut_by_the_command_that_the_printer_knows(slip, tmp_path, cut, ending):
    job = renderer(configured(cut=cut), tmp_path)(slip)

    assert job.endswith(ending)
    assert (b"\x1dV" in job) is (cut == "gs_v")


def test_a_printer_that_draws_nothing_within_text_gets_the_line_as_a_picture(tmp_path):
    usual = renderer(configured(width_mm=58), tmp_path)(RARE)
    raster = renderer(configured(profile="POS-5890"), tmp_path)(RARE)

    assert usual.count(b"\x1b*") == 3
    assert (raster.count(b"\x1b*"), raster.count(b"\x1dv0")) == (0, 3)


def test_a_printer_that_prints_pictures_by_columns_gets_no_raster(slip, tmp_path):
    Image.new("L", (80, 40), 0).save(tmp_path / "logo.png")

    job = renderer(configured(profile="TH230"), tmp_path)(slip)

    assert b"\x1dv0" not in job
    assert b"\x1b*\x21" in job


class Cable:
    """Takes pieces, and breaks at the one that is told."""

    def __init__(self, breaks_at: int = -1) -> None:
        self.pieces: list[bytes] = []
        self.breaks_at = breaks_at

    def send(self, data: bytes) -> None:
        if len(self.pieces) == self.breaks_at:
            raise MachineUnavailable(Fault.ABSENT)
        self.pieces.append(data)


def test_a_printer_that_loses_bytes_is_sent_them_in_pieces_with_pauses():
    cable, pauses = Cable(), []
    job = bytes(range(256)) * 3

    PacedCable(cable, 1_024, pauses.append).send(job)

    assert b"".join(cable.pieces) == job
    assert pauses == [PIECE_BYTES / 1_024] * (len(cable.pieces) - 1)


@pytest.mark.parametrize(("piece", "error"), [(0, MachineUnavailable), (1, CutShort)])
def test_after_the_first_piece_a_fault_leaves_the_job_in_doubt(piece, error):
    with pytest.raises(MachineUnavailable) as caught:
        PacedCable(Cable(piece), 1_000_000, lambda _: None).send(bytes(1_000))

    assert type(caught.value) is error
