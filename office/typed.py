"""What was typed into a form of the office, as values."""

from flask import request

from hall.errors import Malformed


def number_typed(name: str, least: int, most: int) -> int:
    text = request.form.get(name, "").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    if not least <= number <= most:
        raise Malformed(field="number", least=least, most=most)
    return number
