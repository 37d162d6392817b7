"""How large a request may be: little, unless a page that takes a file says how much more."""

from flask import request

LARGEST_BODY = 64 * 1024  # bytes
FORM_AROUND_A_FILE = 64 * 1024


def may_hold_file(largest_bytes: int) -> None:
    """This request may bring one file of that size within a form."""
    request.max_content_length = largest_bytes + FORM_AROUND_A_FILE


def may_hold_text(largest_bytes: int) -> None:
    """This request may bring a form with so much typed into it."""
    request.max_content_length = request.max_form_memory_size = largest_bytes
