"""Making plain text of what exports contain. Pure, and doing it twice changes nothing more."""

import html
import re
import unicodedata

#: Whatever any of the rules below might look for in a line of printable characters.
SUSPICIOUS = re.compile(r"[&<_]|  ")
RARE = re.compile("[\u3400-\u4dbf\U00010000-\U0010ffff]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
LINE_TAG = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
OTHER_TAG = re.compile(
    r"</?\s*(?:p|div|span|font|b|i|u|strong|em|a|ul|ol|li|table|tbody|thead|tr|td|th|h\d|o:p|img)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
CARRIAGE_RETURN = re.compile(r"_x000[dD]_")  # as Excel writes it into its files
BLANKS = re.compile(r"[ \t\xa0\u3000]+")
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
BLANK_LINES = re.compile(r"\n{3,}")


def cleaned(text: str) -> tuple[str, set[str]]:
    """The text as people meant it, and what had to be done: escaped, markup, control."""
    done: set[str] = set()
    if _is_plain(text):  # nearly every cell; the rest costs thirty times as much
        return text, done
    before = None
    while before != text:  # what was escaped twice comes out in two rounds
        before = text
        text = _once(text, done)
    return text, done


def _is_plain(text: str) -> bool:
    return text.isprintable() and text == text.strip() and not SUSPICIOUS.search(text)


def _once(text: str, done: set[str]) -> str:
    text = LINE_ENDS.sub("\n", CARRIAGE_RETURN.sub("\n", text))
    text = _told("control", text, "".join(letter for letter in text if _visible(letter)), done)
    text = _told("escaped", text, ENTITY.sub(lambda found: html.unescape(found[0]), text), done)
    text = _told("markup", text, OTHER_TAG.sub("", LINE_TAG.sub("\n", text)), done)
    lines = (BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _told(what: str, before: str, after: str, done: set[str]) -> str:
    if before != after:
        done.add(what)
    return after


def _visible(letter: str) -> bool:
    """Neither a control character nor one that only steers others (zero width, direction)."""
    return letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


def unreadable_in(text: str) -> str:
    """Characters that some program before us could not read, or made up for itself."""
    if "\ufffd" not in text and text.replace("\n", "").isprintable():
        return ""
    return "".join(dict.fromkeys(letter for letter in text if _unreadable(letter)))


def _unreadable(letter: str) -> bool:
    return letter == "\ufffd" or unicodedata.category(letter) in ("Co", "Cn")


def rare_in(text: str) -> str:
    """Characters that many fonts and older programs do not have."""
    if not RARE.search(text):
        return ""
    return "".join(dict.fromkeys(letter for letter in text if _rare(letter)))


def _rare(letter: str) -> bool:
    return "\u3400" <= letter <= "\u4dbf" or (letter > "\uffff" and letter.isalpha())
