"""Which numbers are an ID number, a bank card, a mobile: told by their digits alone. Pure."""

import re


def is_id_number(digits: str) -> bool:
    """GB 11643: 17 digits with a date of birth among them, and a check digit over them."""
    if not re.fullmatch(
        r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]", digits
    ):
        return False
    weights = (pow(2, 17 - place, 11) for place in range(17))
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return digits[17] == "10X98765432"[total % 11]


def is_bank_card(digits: str) -> bool:
    """16 to 19 digits whose last is right by Luhn."""
    if not (digits.isdigit() and 16 <= len(digits) <= 19):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def is_mobile(digits: str) -> bool:
    """Eleven digits that begin with 13 to 19, as dialled from abroad or another province too."""
    return re.fullmatch(r"(?:(?:00)?86|0)?1[3-9]\d{9}", digits) is not None


def area_code(digits: str) -> str:
    """Of a telephone number on a line: three digits before eight others, or four before seven or
    eight; empty for any other number.
    """
    found = re.fullmatch(r"(010|02\d)\d{8}|(0[3-9]\d{2})\d{7,8}", digits)
    return (found[1] or found[2]) if found else ""
