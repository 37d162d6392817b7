"""The sealed copy of fingerprint templates: one file, one password, and no way around it.

HALL-FINGERS-1 | salt:16 | nonce:12 | AES-256-GCM of JSON. The key comes from the password by
scrypt, whose cost is fixed by the first word: a file cannot ask for a year of computing.
"""

import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hall.errors import Malformed

MAGIC = b"HALL-FINGERS-1\n"
SALT_BYTES, NONCE_BYTES = 16, 12
COST, BLOCK = 2**16, 8  # 64 MB and a quarter of a second: once for us, dear for a guesser
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
LARGEST_COPY = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFinger:
    """A template, and of which enrolment it is."""

    page: int
    staff_id: int
    enrolled_at: datetime
    template: bytes = field(repr=False)


def password_typed(first: str, again: str) -> str:
    """Typed twice alike, and long enough: whoever has the file may try for ever.

    Raises Malformed, from 10 to 200 characters.
    """
    if first != again:
        raise Malformed(field="seal_again")
    if not SHORTEST_PASSWORD <= len(first) <= LONGEST_PASSWORD:
        raise Malformed(field="seal_password", least=SHORTEST_PASSWORD)
    return first


def seal(fingers: list[CopiedFinger], password: str) -> bytes:
    """One file as the head of this module draws it; takes a quarter of a second and 64 MB."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    content = json.dumps([_told(finger) for finger in fingers]).encode()
    return MAGIC + salt + nonce + AESGCM(_key(password, salt)).encrypt(nonce, content, MAGIC)


def unseal(data: bytes, password: str) -> list[CopiedFinger]:
    """The fingers of a sealed file.

    Raises Malformed: no copy of ours, more than 4 MB, another password, or a changed byte.
    """
    if not data.startswith(MAGIC) or len(data) > LARGEST_COPY:
        raise Malformed(field="seal_file")
    salt, rest = _split(data[len(MAGIC) :], SALT_BYTES)
    nonce, content = _split(rest, NONCE_BYTES)
    try:
        opened = AESGCM(_key(password, salt)).decrypt(nonce, content, MAGIC)
        return [_finger(told) for told in json.loads(opened)]
    except (InvalidTag, ValueError, KeyError, TypeError):
        raise Malformed(field="seal_broken") from None


def _key(password: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=COST, r=BLOCK, p=1).derive(password.encode())


def _split(data: bytes, at: int) -> tuple[bytes, bytes]:
    return data[:at], data[at:]


def _told(finger: CopiedFinger) -> dict[str, Any]:
    return {
        "page": finger.page,
        "staff": finger.staff_id,
        "enrolled_at": finger.enrolled_at.isoformat(),
        "template": b64encode(finger.template).decode(),
    }


def _finger(told: dict[str, Any]) -> CopiedFinger:
    return CopiedFinger(
        page=int(told["page"]),
        staff_id=int(told["staff"]),
        enrolled_at=datetime.fromisoformat(told["enrolled_at"]),
        template=b64decode(told["template"], validate=True),
    )
