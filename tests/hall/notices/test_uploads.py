"""Uploads: judged by content, drawn anew, bounded; a refused one leaves nothing behind."""

import os
import time
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from hall.errors import UnusableFile
from hall.notices.media_sandbox import work_on
from hall.notices.media_store import KEPT_SECONDS, MediaStore
from hall.notices.model import NoticeKind
from hall.notices.redrawing import LONGEST_SIDE, PAGE_SIDE
from hall.notices.uploads import receive

pytestmark = pytest.mark.slow


@pytest.fixture
def media_store(tmp_path):
    return MediaStore(tmp_path)


@pytest.fixture
def put(media_store):
    def put(kind, content):
        with media_store.workbench() as bench:
            source = bench / "upload"
            source.write_bytes(content)
            return receive(media_store, kind, source, bench)

    return put


def left(media_store):
    return sorted(each.name for each in media_store.folder.iterdir())


def picture(size=(400, 300), form="PNG", **more):
    Image.new("RGB", size, "teal").save(kept := BytesIO(), form, **more)
    return kept.getvalue()


def pdf(pages=3, size=(595, 842)):
    sheets = [Image.new("RGB", size, "white") for _ in range(pages)]
    sheets[0].save(kept := BytesIO(), "PDF", save_all=True, append_images=sheets[1:])
    return kept.getvalue()


def locked():
    paper = Canvas(kept := BytesIO(), encrypt="a password")
    paper.save()
    return kept.getvalue()


def refused(put, kind, content):
    with pytest.raises(UnusableFile) as why:
        put(kind, content)
    return why.value.details["reason"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"])
def test_a_picture_is_drawn_anew_whatever_it_was(put, media_store, form):
    (shown,) = put(NoticeKind.IMAGE, picture(form=form))

    assert (shown.width, shown.height) == (400, 300)
    with Image.open(media_store.path(shown.name)) as kept:
        assert kept.format == "WEBP"
    assert left(media_store) == [shown.name]


def test_nothing_of_the_original_is_kept(put, media_store):
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    exif[0x0112] = 6  # lies on its side
    (shown,) = put(NoticeKind.IMAGE, picture(form="JPEG", exif=exif) + b"<script>SECRET</script>")

    assert (shown.width, shown.height) == (300, 400)
    assert b"SECRET" not in media_store.path(shown.name).read_bytes()


def test_a_large_picture_is_made_as_large_as_a_screen(put):
    (shown,) = put(NoticeKind.IMAGE, picture((6000, 3000)))

    assert (shown.width, shown.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_every_page_of_a_pdf_is_drawn(put):
    shown = put(NoticeKind.PDF, pdf(3))

    assert len(shown) == 3
    assert {each.height for each in shown} == {PAGE_SIDE}


@pytest.mark.bad_day("上传坏的图片、PDF", "不收，写明原因，什么也不留")
@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        (NoticeKind.IMAGE, b"", "empty"),
        (NoticeKind.IMAGE, b"GIF89a<script>alert(1)</script>", "not_a_picture"),
        (NoticeKind.IMAGE, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (NoticeKind.IMAGE, picture()[:200], "broken"),
        (NoticeKind.IMAGE, pdf(1), "not_a_picture"),
        (NoticeKind.IMAGE, picture((1, 50)), "too_slender"),
        (NoticeKind.IMAGE, b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "heic"),
        (NoticeKind.PDF, picture(), "not_a_pdf"),
        (NoticeKind.PDF, pdf(1)[:100], "broken"),
        (NoticeKind.PDF, pdf(61, (40, 60)), "too_many_pages"),
        (NoticeKind.PDF, locked(), "locked"),
        (NoticeKind.VIDEO, picture(), "not_a_film"),
        (NoticeKind.TEXT, b"words", "no_file_wanted"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_leaves_nothing(
    put, media_store, kind, content, reason
):
    assert refused(put, kind, content) == reason
    assert left(media_store) == []


def test_a_picture_with_nothing_on_it_is_known(put):
    drawn = Image.new("RGB", (400, 300), "white")
    drawn.paste("black", (10, 10, 60, 20))
    drawn.save(kept := BytesIO(), "PNG")

    assert [each.is_blank for each in put(NoticeKind.IMAGE, kept.getvalue())] == [False]
    assert [each.is_blank for each in put(NoticeKind.IMAGE, picture())] == [True]
    assert [each.is_blank for each in put(NoticeKind.IMAGE, picture((1, 1)))] == [True]
    assert [each.is_blank for each in put(NoticeKind.PDF, pdf(2))] == [True, True]


@pytest.mark.bad_day("上传六万见方的图片", "解开以前就不收")
def test_a_bomb_of_pixels_is_refused_before_it_goes_off(put):
    Image.new("1", (20_000, 20_000)).save(bomb := BytesIO(), "PNG")

    assert len(bomb.getvalue()) < 100_000
    assert refused(put, NoticeKind.IMAGE, bomb.getvalue()) == "too_many_pixels"


def test_every_sheet_of_a_scan_is_drawn_and_of_a_moving_picture_the_first(put):
    sheets = [Image.new("RGB", (40, 60), shade) for shade in ("red", "green", "blue")]
    forms = {}
    for form in ("TIFF", "GIF"):
        sheets[0].save(kept := BytesIO(), form, save_all=True, append_images=sheets[1:])
        forms[form] = put(NoticeKind.IMAGE, kept.getvalue())

    assert len({each.name for each in forms["TIFF"]}) == 3
    assert len(forms["GIF"]) == 1


def test_a_long_picture_is_cut_into_parts_that_leave_nothing_out(put, media_store):
    rows = Image.linear_gradient("L").resize((20, 256)).resize((300, 3000)).convert("RGB")
    rows.save(kept := BytesIO(), "PNG")

    shown = put(NoticeKind.IMAGE, kept.getvalue())

    assert {(each.width, each.height) for each in shown} == {(300, 450)}
    seen = [Image.open(media_store.path(each.name)).convert("L").resize((1, 450)) for each in shown]
    first, last = ([each.getpixel((0, at)) for each in seen] for at in (0, 449))
    assert first[0] < 3
    assert last[-1] > 252
    assert all(before >= after for before, after in zip(last, first[1:], strict=False))


def test_a_scanner_s_sixteen_bits_of_grey_are_still_greys(put, media_store):
    grey = Image.new("I;16", (40, 40), 40_000)
    grey.save(kept := BytesIO(), "TIFF")

    (shown,) = put(NoticeKind.IMAGE, kept.getvalue())

    with Image.open(media_store.path(shown.name)) as kept_picture:
        assert abs(kept_picture.convert("L").getpixel((20, 20)) - 40_000 // 256) <= 2


def test_what_a_form_says_is_drawn_and_read_as_an_electronic_seal_is(put, media_store):
    paper = Canvas(kept := BytesIO(), pagesize=(300, 300))
    paper.acroForm.textfield(value="13800001234", x=50, y=100, width=200, height=40, fontSize=20)
    paper.showPage()
    paper.save()

    (shown,) = put(NoticeKind.PDF, kept.getvalue())

    assert "13800001234" in shown.text  # so that the check of personal data marks it
    with Image.open(media_store.path(shown.name)) as page:
        darkest, _ = page.convert("L").crop((360, 1200, 1800, 1400)).getextrema()
    assert darkest < 100


def test_the_same_content_lies_on_the_shelf_once(put, media_store):
    first, second = put(NoticeKind.IMAGE, picture()), put(NoticeKind.IMAGE, picture())

    assert first == second
    assert len(left(media_store)) == 1


def test_orphans_are_swept_when_they_are_an_hour_old(put, media_store):
    (wanted,) = put(NoticeKind.IMAGE, picture())
    (orphan,) = put(NoticeKind.IMAGE, picture((30, 30)))
    assert media_store.sweep({wanted.name}) == 0  # it may be on its way to its notice

    for name in left(media_store):
        os.utime(media_store.folder / name, (0, time.time() - KEPT_SECONDS - 1))

    assert media_store.sweep({wanted.name}) == 1
    assert media_store.path(orphan.name) is None
    assert media_store.path(wanted.name) is not None


@pytest.mark.parametrize("name", ["../secret.key", "secret.key", "..", "a.webp", "", "0" * 64])
def test_only_names_of_the_shelf_are_found_on_it(media_store, name):
    media_store.folder.mkdir()
    (media_store.folder.parent / "secret.key").touch()

    assert media_store.path(name) is None


GOOD = {"image": picture((60, 40), "JPEG"), "pdf": pdf(1, (60, 80))}


@pytest.mark.bad_day("上传改坏了几个字节的图片、PDF", "看得清就收，否则不收，从不出错")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kind=st.sampled_from(["image", "pdf"]), data=st.data())
def test_any_damage_is_a_page_or_a_refusal(tmp_path, kind, data):
    content = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    source = tmp_path / "source"
    source.write_bytes(bytes(content))

    answer = work_on(kind, source, tmp_path)

    assert answer.keys() in ({"pages"}, {"refused"})
