"""A Word file (.docx) as a notice: its first line is the title, the rest our Markdown.

Headings, lists, tables, bold and italic stay; colours and boxes do not, and where a picture stood
stand words instead: whoever reads the draft sees what is missing. What cannot be read is refused
with the reason: an older .doc, something else, damage, a file that unpacks to more than a notice
could be.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from xml.etree import ElementTree

import mammoth

from hall.errors import UnusableFile
from hall.notices.html_to_markdown import as_markdown
from hall.notices.writing import LONGEST_BODY, LONGEST_TITLE

MB = 1024 * 1024
LARGEST_WORD_FILE = 20 * MB
#: Of its text alone, unpacked: some fifty times what the longest notice takes.
LARGEST_TEXT = 4 * MB
#: How .doc and .wps begin, and a .docx that needs a password.
OLDER = bytes.fromhex("d0cf11e0a1b11ae1")
TEXT = "word/document.xml"
#: What Word and WPS call headings in Chinese; their English names are known already.
STYLES = "\n".join(
    f"p[style-name='{name}'] => h{level}:fresh"
    for level in range(1, 5)
    for name in (f"标题 {level}", f"标题{level}")
)


@dataclass(frozen=True, slots=True)
class WordNotice:
    title: str
    body: str


def read_word(content: bytes, file_name: str, *, picture: str = "") -> WordNotice:
    """Its title is the file's name where the first line is none; ``picture`` stands for each.

    Raises UnusableFile, with the reason.
    """
    _must_be_word(content)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=STYLES,
            convert_image=lambda _image: [mammoth.html.text(picture)],
        ).value
        document = ElementTree.fromstring(f"<div>{html}</div>")
    # Whatever a damaged file makes of it: the library promises no kind of its own.
    except Exception as error:
        raise UnusableFile(reason="word_damaged") from error
    if not _words(document, picture):
        raise UnusableFile(reason="word_empty")
    title = _take_title(document, picture) or plain_stem(file_name)
    body = as_markdown(document)
    if len(body) > LONGEST_BODY:
        raise UnusableFile(reason="word_too_long")
    return WordNotice(title, body)


def plain_stem(file_name: str) -> str:
    return PurePath(file_name).stem.strip()[:LONGEST_TITLE]


def _must_be_word(content: bytes) -> None:
    """Unpacks the text alone, counting."""
    if not content:
        raise UnusableFile(reason="empty")
    if content.startswith(OLDER):
        raise UnusableFile(reason="word_older")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if TEXT not in archive.namelist():
                raise UnusableFile(reason="word_other")
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _must_be_small(stream.read(LARGEST_TEXT + 1))
    except zipfile.BadZipFile as error:
        reason = "word_damaged" if content.startswith(b"PK") else "word_other"
        raise UnusableFile(reason=reason) from error
    except (zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise UnusableFile(reason="word_damaged") from error


def _must_be_small(text: bytes) -> None:
    if len(text) > LARGEST_TEXT:
        raise UnusableFile(reason="word_too_long")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:  # no Word writes one; bombs do
        raise UnusableFile(reason="word_damaged")


def _words(block: ElementTree.Element, picture: str) -> str:
    words = "".join(block.itertext())
    return (words.replace(picture, "") if picture else words).strip()


def _take_title(document: ElementTree.Element, picture: str) -> str:
    """The first line, taken away, where it is short and stands alone."""
    for block in document:
        words = _words(block, picture)
        if not words:
            continue
        if block.tag in {"p", "h1", "h2", "h3"} and len(words) <= LONGEST_TITLE:
            document.remove(block)
            return " ".join(words.split())
        return ""
    return ""
