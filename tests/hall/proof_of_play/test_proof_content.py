"""A proof prints what was published, whole, and how anybody checks it."""

from io import BytesIO

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeKind
from hall.notices.publishing import Decision, approve, submit
from hall.notices.queries import notice_by_id
from hall.notices.substance import digest
from hall.notices.uploads import Shown
from hall.notices.writing import Draft, put_files, write
from hall.pdf_papers.font_subset import fonts_for
from hall.people.queries import staff_by_account
from hall.proof_of_play.model import PublicationProof
from hall.proof_of_play.proving import prove

BODY = """下列 **2 户** 拟享受低保，
有异议请打电话。

1. 公示期内
- 可以当面提

| 姓名 | 村 | 金额（元） |
|---|---|---:|
| 𬭎䶮㐂 | 清镇村 | 1,234 |
| 甲某 | <b>东村</b> & 西村 | 560 |
"""


@pytest.fixture
def media_store(tmp_path):
    return MediaStore(tmp_path)


def public(hall, draft, files=()):
    with hall.work("staff:1") as work:
        jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
        notice = write(work, draft, jia)
        if files:
            put_files(work, notice, files, jia)
        submit(work, notice, Decision.LET_STAND)
        approve(work, notice, yi)
        return notice.id


def proved(hall, media_store, notice_id):
    """The paper's bytes, and its pages as one text without line ends."""
    proof_id = prove(hall, media_store, notice_id, "测试大厅")
    with hall.read() as snapshot:
        name = snapshot.session.get(PublicationProof, proof_id).name
    content = media_store.path(name).read_bytes()
    pages = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    return content, text.replace("\r", "").replace("\n", "")


def pictures(media_store, colours):
    for colour in colours:
        noise = Image.effect_noise((1200, 1600), 60).convert("RGB")
        noise.paste(colour, (0, 0, 1200, 1500))
        with media_store.workbench() as bench:
            noise.save(file := bench / "picture.webp", "WEBP", lossless=True)
            yield Shown(media_store.keep(file), 1200, 1600)


def colours_of(content):
    return {
        image.get_bitmap().to_pil().convert("RGB").resize((8, 8)).getpixel((4, 2))
        for page in pypdfium2.PdfDocument(content)
        for image in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
    }


def test_the_words_and_tables_of_the_notice_are_printed_with_their_rare_characters(
    hall, media_store
):
    draft = Draft(kind=NoticeKind.TEXT, title="低保公示", body=BODY, letterhead="清镇民政所")

    content, text = proved(hall, media_store, public(hall, draft))

    for words in (
        "清镇民政所", "下列 2 户 拟享受低保，", "1. 公示期内", "· 可以当面提", "䶮㐂",
        "1,234", "<b>东村</b> & 西村",
    ):  # fmt: skip
        assert words in text
    (font,) = fonts_for("𬭎", 400)
    drawn = TTFont(font)
    assert drawn["glyf"][drawn.getBestCmap()[ord("𬭎")]].numberOfContours > 1
    assert "**" not in text
    assert "|" not in text
    assert len(content) < 400_000


def test_a_table_of_any_size_is_printed(hall, media_store):
    wide = "|".join(["列"] * 30)
    long = "长" * 6000
    body = f"{wide}\n{'|'.join(['-'] * 30)}\n{wide}\n\n甲|乙\n-|-\n一|{long}\n"

    _, text = proved(
        hall, media_store, public(hall, Draft(kind=NoticeKind.TEXT, title="表", body=body))
    )

    assert text.count("列　") + text.count("列") >= 60
    assert text.count("长") >= 6000


def test_each_picture_is_printed_small_with_the_hash_of_its_file(hall, media_store):
    files = list(pictures(media_store, ["red", "blue"]))
    notice_id = public(hall, Draft(kind=NoticeKind.IMAGE, title="两张图"), files)

    content, text = proved(hall, media_store, notice_id)

    assert len(colours_of(content)) == 2
    assert "第 2 张" in text
    for file in files:
        assert file.name.removesuffix(".webp") in text
    assert len(content) < 700_000  # each of them alone has more


def test_a_picture_that_was_damaged_is_not_printed_as_what_was_approved(hall, media_store):
    sound, lost, changed = pictures(media_store, ["red", "blue", "green"])
    notice_id = public(hall, Draft(kind=NoticeKind.IMAGE, title="图"), [sound, lost, changed])
    media_store.path(lost.name).unlink()
    Image.new("RGB", (9, 9), "black").save(kept := BytesIO(), "WEBP")
    media_store.path(changed.name).write_bytes(kept.getvalue())

    content, text = proved(hall, media_store, notice_id)

    assert len(colours_of(content)) == 1
    assert text.count("没有印出") == 2
    assert lost.name.removesuffix(".webp") in text


def test_what_was_changed_past_the_office_is_said_to_be_no_longer_what_was_approved(
    hall, media_store
):
    notice_id = public(hall, Draft(kind=NoticeKind.TEXT, title="公示", body="原来的。"))
    _, before = proved(hall, media_store, notice_id)
    with hall.work("staff:1") as work:
        notice_by_id(work.session, notice_id).body = "改过的。"

    _, after = proved(hall, media_store, notice_id)

    assert "与审核时的不一致，下面印的" not in before
    assert "与审核时的不一致，下面印的" in after


def test_the_last_sheet_says_with_which_command_and_against_what_it_is_checked(hall, media_store):
    notice_id = public(hall, Draft(kind=NoticeKind.TEXT, title="公示", body="字。"))
    with hall.read() as snapshot:
        approved, tail = digest(notice_by_id(snapshot.session, notice_id)), snapshot.seq

    content, _ = proved(hall, media_store, notice_id)

    last = list(pypdfium2.PdfDocument(content))[-1].get_textpage().get_text_range()
    for words in (
        "certutil -hashfile proof.pdf SHA256", "sha256sum proof.pdf", "ProofMade",
        approved, f"第 {tail} 条",
    ):  # fmt: skip
        assert words in last
