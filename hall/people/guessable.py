"""Secrets that whoever wants in tries first: 12345678, 888888, qwertyui, admin@2026. Pure."""

import re
from collections.abc import Iterable

#: Keys side by side, in both directions.
ROWS = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
#: A piece so long out of a row, and nothing else, is no secret.
PIECE = 3
#: What remains on the lists of stolen Chinese passwords, year after year.
COMMON = frozenset(
    {
        "password", "passw0rd", "admin123", "admin888", "adminadmin", "iloveyou", "woaini520",
        "woaini1314", "5201314", "52013145", "520520", "521521", "1314520", "13145200",
        "qq123456", "1q2w3e4r", "1qaz2wsx", "q1w2e3r4", "zxcvbnm1", "147258369", "159357",
        "159753", "147258", "100200", "5211314", "wang1234", "li123456",
    }
)  # fmt: skip


#: Joined with digits, a year or a sign, they are what people take who must take something.
WORDS = frozenset(
    {
        "admin", "administrator", "root", "test", "user", "guest", "manager", "office", "hall",
        "pass", "password", "passwd", "passw", "pwd", "abc", "qwe", "asd", "zxc", "qaz", "wsx",
        "zhengwu", "fuwu", "zhongxin", "dating", "zwfw", "zwdt", "bmfw", "bianmin", "zhen", "xiang",
        "xiangzhen", "zhuren", "chuangkou", "gongzuo", "mima", "denglu", "woaini", "aini", "love",
        "loveyou", "iloveyou", "hello", "welcome", "china", "zhongguo", "beijing",
    }
)  # fmt: skip
#: A year, or a whole birthday.
DATE = re.compile(r"(19[4-9]\d|20[0-3]\d)((0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))?")


def is_guessable(secret: str, about: Iterable[str] = ()) -> bool:
    """Hardly any different characters, a part twice, keys in their order, or a common one.

    ``about`` are words that everybody knows of its owner and of the hall: no secret either, alone
    or with digits, a year or signs.
    """
    plain = secret.lower()
    if plain in COMMON or len(set(plain)) <= 2 or _repeats(plain):
        return True
    known = WORDS | {word.lower() for word in about if len(word) >= PIECE}
    rest = _without(plain, known)
    return all(_is_easy(piece, known) for piece in _pieces(rest))


def _without(plain: str, known: Iterable[str]) -> str:
    """Words of several kinds in one, such as li.ming-2, stand for a sign."""
    for word in sorted(known, key=len, reverse=True):
        if not word.isalpha():
            plain = plain.replace(word, "-")
    return plain


def _repeats(plain: str) -> bool:
    """12341234 and abcabcabc."""
    return plain in (plain + plain)[1:-1]


def _pieces(plain: str) -> list[str]:
    """Digits, letters and signs apart, which is how people join easy ones: abc@12345."""
    return re.findall(r"[0-9]+|[^\W0-9_]+|(?:[^\w]|_)+", plain)


def _is_easy(piece: str, known: Iterable[str]) -> bool:
    """A row, a known word, a date and what is easy behind it; signs are on every list."""
    if piece in known or _is_a_row(piece) or not piece[0].isalnum():
        return True
    date = DATE.match(piece)
    if date:
        rest = piece[date.end() :]
        return not rest or _is_a_row(rest)
    return piece.isdigit() and len(piece) < PIECE


def _is_a_row(piece: str) -> bool:
    if len(set(piece)) == 1:
        return True
    both = (way for row in ROWS for way in (row, row[::-1]))
    return len(piece) >= PIECE and any(piece in way for way in both)
