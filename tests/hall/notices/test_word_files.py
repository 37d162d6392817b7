"""A Word file becomes a notice; what is no Word file gets its own reason, and nothing hangs."""

import io
import random
import zipfile
from contextlib import suppress

import pytest

from hall.errors import UnusableFile
from hall.notices.markdown import as_html
from hall.notices.word_files import LARGEST_TEXT, OLDER, read_word

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
PART_RELATIONS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="i" Type="{OFFICE}/image" Target="media/image1.png"/></Relationships>"""
#: As WPS names them.
STYLE_SHEET = f"""<?xml version="1.0"?><w:styles {SPACE}>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="标题 3"/></w:style></w:styles>"""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
#: A picture as Word writes it, without what we do not read.
INLINE = (
    f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main">'
    f'<a:graphic><a:graphicData><p:pic xmlns:p="{DRAWING}/picture"><p:blipFill>'
    f'<a:blip r:embed="i" xmlns:r="{OFFICE}"/></p:blipFill></p:pic></a:graphicData></a:graphic>'
    "</wp:inline>"
)
NUMBERING = f"""<?xml version="1.0"?><w:numbering {SPACE}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def line(words, style="", bold=False, number=False):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r>{run}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def table(*rows):
    cells = ("".join(f"<w:tc>{line(words)}</w:tc>" for words in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(*blocks):
    body = f"<w:body>{''.join(blocks)}</w:body>"
    text = f"<?xml version='1.0'?><w:document {SPACE}>{body}</w:document>"
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": PART_RELATIONS,
        "word/media/image1.png": "PNG",
        "word/styles.xml": STYLE_SHEET,
        "word/numbering.xml": NUMBERING,
        "word/document.xml": text,
    }
    with zipfile.ZipFile(kept := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


LETTER = word(
    line("关于公布低保对象的公示"),
    line("根据《办法》，公示如下：", bold=True),
    line("一、名单", style="2"),
    table(["姓名", "村"], ["刘*", "云集村 | 3组"]),
    line("二、要求", style="3"),
    line("如实反映", number=True),
    line("留下电话 *必填*", number=True),
    line("# 不是标题"),
)


def refused(content):
    with pytest.raises(UnusableFile) as caught:
        read_word(content, "公示.docx")
    return caught.value.details["reason"]


def test_headings_lists_tables_and_bold_words_become_our_markdown():
    read = read_word(LETTER, "公示.docx")

    assert read.title == "关于公布低保对象的公示"
    assert read.body == (
        "**根据《办法》，公示如下：**\n\n## 一、名单\n\n"
        "| 姓名 | 村 |\n| --- | --- |\n| 刘\\* | 云集村 \\| 3组 |\n\n"
        "### 二、要求\n\n1. 如实反映\n2. 留下电话 \\*必填\\*\n\n\\# 不是标题"
    )
    assert "<td>云集村 | 3组</td>" in as_html(read.body)


def test_a_long_first_line_is_no_title_and_the_file_lends_its_name():
    read = read_word(word(line("很长的一句话，" * 20)), "停电通知.docx")

    assert (read.title, read.body) == ("停电通知", "很长的一句话，" * 20)


def test_every_other_file_gets_the_sentence_of_its_kind():
    assert refused(b"") == "empty"
    assert refused(OLDER + b"\0" * 600) == "word_older"
    assert refused(b"%PDF-1.4") == "word_other"
    with zipfile.ZipFile(kept := io.BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert refused(kept.getvalue()) == "word_other"
    assert refused(LETTER[: len(LETTER) // 2]) == "word_damaged"
    assert refused(word("<w:p><w:r>")) == "word_damaged"
    assert refused(word(*[line("字" * 3000)] * 10)) == "word_too_long"


def picture_of_line(words=""):
    return line(words).replace("</w:p>", f"<w:r><w:drawing>{INLINE}</w:drawing></w:r></w:p>")


def test_where_a_picture_stood_is_said_at_its_place():
    content = word(picture_of_line(), line("停电通知"), picture_of_line("路线见图"))

    read = read_word(content, "a.docx", picture="（图）")

    assert (read.title, read.body) == ("停电通知", "（图）\n\n路线见图（图）")


def test_a_file_of_pictures_alone_or_of_nothing_is_no_notice():
    for content in (word(), word(line(" ")), word(picture_of_line(), picture_of_line())):
        with pytest.raises(UnusableFile) as caught:
            read_word(content, "扫描件.docx", picture="（图）")
        assert caught.value.details["reason"] == "word_empty"


def test_a_file_that_unpacks_to_more_than_any_notice_is_not_unpacked():
    assert refused(word(" " * (LARGEST_TEXT + 1))) == "word_too_long"


def test_an_entity_that_grows_is_never_read():
    bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"
    with zipfile.ZipFile(kept := io.BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", bomb)
    assert refused(kept.getvalue()) == "word_damaged"


@pytest.mark.bad_day("上传改坏了的 Word", "读得了就收，否则不收，从不出错")
def test_damage_anywhere_is_refused_or_read_and_never_anything_else():
    luck = random.Random(3)
    for _ in range(60):
        content = bytearray(LETTER)
        for _ in range(luck.randint(1, 8)):
            content[luck.randrange(len(content))] = luck.randrange(256)
        with suppress(UnusableFile):
            read_word(bytes(content), "公示.docx")
