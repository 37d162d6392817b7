"""A manual on paper, drawn and read back by another program than the one that drew it."""

from io import BytesIO

import pypdfium2
import pytest

from hall.pdf_papers.pdf_paper import PosterSize
from web.manual_text import manual_sections
from web.sentences.fault_table import fault_groups
from web.sentences.manual_names import FAULTS, VISITORS

A4, A3 = (595, 842), (842, 1191)  # points
PDF = "application/pdf"


def read(client, address):
    answer = client.get(address)
    assert answer.mimetype == PDF
    return pypdfium2.PdfDocument(BytesIO(answer.data))


def sizes(document):
    return {tuple(round(side) for side in page.get_size()) for page in document}


def words(document):
    """Without the ends of lines: a heading of the document may go over two."""
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join(pages).replace("\r\n", "")


def embedded(document):
    """Whether each font that a text of the document uses is in the file."""
    flags = []
    for page in document:
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            font = pypdfium2.raw.FPDFTextObj_GetFont(thing)
            flags.append(pypdfium2.raw.FPDFFont_GetIsEmbedded(font) == 1)
    return bool(flags) and all(flags)


def pictures(document):
    kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    return sum(1 for page in document for _ in page.get_objects(filter=[kind]))


def test_a_manual_on_paper_has_its_headings_pictures_numbers_and_letters(as_):
    document = read(as_("ren"), "/help/director.pdf")
    said = words(document)

    assert sizes(document) == {A4}
    assert embedded(document)
    assert all(part.title in said for part in manual_sections("director"))
    assert pictures(document) == 3
    for number in range(1, len(document) + 1):
        assert f"第 {number} 页，共 {len(document)} 页" in said


def test_the_faults_on_paper_are_all_there(as_):
    document = read(as_("ren"), f"/help/{FAULTS}.pdf")
    said = words(document)

    assert sizes(document) == {A4}
    assert embedded(document)
    for group in fault_groups():
        assert group.title in said


@pytest.mark.parametrize(("sheet", "size"), [(PosterSize.A4, A4), (PosterSize.A3, A3)])
def test_what_hangs_in_the_hall_is_one_sheet_of_the_size_one_chose(as_, sheet, size):
    document = read(as_("ren"), f"/help/{VISITORS}.pdf?sheet={sheet}")
    said = words(document)

    assert len(document) == 1
    assert sizes(document) == {size}
    assert embedded(document)
    assert all(part.title in said for part in manual_sections(VISITORS))
    assert "【" not in said
