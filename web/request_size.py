"""How large a request may be: little, unless a page that takes a file says how much more."""

from flask import request

LARGEST_BODY = 64 * 1024  # bytes
FORM_AROUND_A_FILE = 64 * 1024


def may_hold_file(largest_bytes: int) -> None:
    """This request may bring one file of that size within a form."""
    request.max_content_length = largest_bytes + FORM_AROUND_A_FILE
