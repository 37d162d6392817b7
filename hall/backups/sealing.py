"""A backup under a key: what is on the stick is of no use to whoever finds it.

HALL-BACKUP-1 | salt:16 | check:16 | chunks of 1 MiB, each AES-256-GCM under the nonce
0:7 | number:4 | last:1

The key comes from a passphrase or the content of a key file by scrypt; ``check`` tells another key
from a damaged file. A chunk that was changed, moved, or cut off at the end does not open.
"""

import hmac
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hall.backups.pace import Breathe, unhurried
from hall.database_unusable import DatabaseUnusable
from hall.durable_files import move_whole

MAGIC = b"HALL-BACKUP-1\n"
SALT_BYTES, CHECK_BYTES, TAG_BYTES = 16, 16, 16
CHUNK_BYTES = 1024 * 1024
COST, BLOCK = 2**16, 8  # 64 MB and a quarter of a second
SHORTEST_SECRET = 10


def is_sealed(file: Path) -> bool:
    """Whether it begins as a sealed backup does; False for one that is not there."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def seal(source: Path, target: Path, secret: bytes, breathe: Breathe = unhurried) -> None:
    """Whole on the disk under its name when this returns.

    Raises OSError, DatabaseUnusable for a secret under 10 bytes, and what ``breathe`` raises.
    """
    if len(secret) < SHORTEST_SECRET:
        raise DatabaseUnusable("backup_key_short", least=SHORTEST_SECRET)
    salt = secrets.token_bytes(SALT_BYTES)
    cipher, check = _derived(secret, salt)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with source.open("rb") as plain, unfinished.open("wb") as sealed:
            sealed.write(MAGIC + salt + check)
            for nonce, chunk in _chunks(plain, CHUNK_BYTES):
                sealed.write(cipher.encrypt(nonce, chunk, MAGIC))
                breathe(len(chunk))
        move_whole(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def unseal(source: Path, target: Path, secret: bytes) -> None:
    """Raises DatabaseUnusable for another key and for a damaged file, and OSError."""
    with source.open("rb") as sealed, target.open("wb") as plain:
        sealed.seek(len(MAGIC))
        salt, check = sealed.read(SALT_BYTES), sealed.read(CHECK_BYTES)
        cipher, expected = _derived(secret, salt)
        if not hmac.compare_digest(check, expected):
            raise DatabaseUnusable("backup_key_wrong", file=source)
        try:
            for nonce, chunk in _chunks(sealed, CHUNK_BYTES + TAG_BYTES):
                plain.write(cipher.decrypt(nonce, chunk, MAGIC))
        except InvalidTag:
            raise DatabaseUnusable("damaged", file=source) from None


def _derived(secret: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    made = Scrypt(salt=salt, length=32 + CHECK_BYTES, n=COST, r=BLOCK, p=1).derive(secret)
    return AESGCM(made[:32]), made[32:]


def _chunks(opened: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each with its nonce; the last one is known by it, and there is always one."""
    number, chunk = 0, opened.read(size)
    while True:
        following = opened.read(size)
        yield bytes(7) + number.to_bytes(4, "big") + bytes([not following]), chunk
        if not following:
            return
        number, chunk = number + 1, following
