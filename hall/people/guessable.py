"""Secrets that whoever wants in tries first: 12345678, 888888, qwertyui. Pure."""

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


def is_guessable(secret: str) -> bool:
    """Hardly any different characters, a part twice, keys in their order, or a common one."""
    plain = secret.lower()
    if plain in COMMON or len(set(plain)) <= 2 or _repeats(plain):
        return True
    return all(_is_a_row(piece) for piece in _pieces(plain))


def _repeats(plain: str) -> bool:
    """12341234 and abcabcabc."""
    return plain in (plain + plain)[1:-1]


def _pieces(plain: str) -> list[str]:
    """Digits apart from letters, which is how people join two easy ones: abc12345."""
    pieces: list[str] = []
    for letter in plain:
        if pieces and pieces[-1][-1].isdigit() == letter.isdigit():
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _is_a_row(piece: str) -> bool:
    if len(set(piece)) == 1:
        return True
    both = (way for row in ROWS for way in (row, row[::-1]))
    return len(piece) >= PIECE and any(piece in way for way in both)
