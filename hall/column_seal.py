"""What stands sealed in a column: a secret that the server needs in the clear, and a copy of the
database must not tell.

"sealed:" and base64 of nonce | AES-256-GCM, under a key derived from ``secret.key`` and tied to the
row it stands in. That key lies beside the database: it keeps the secret from whoever gets the file
or a backup alone, and not from a thief who has the whole disk.
"""

import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hall.errors import SealingKeyLost

NONCE_BYTES = 12
MARK = "sealed:"


class ColumnSeal:
    """Under one key; "" is none, as in a command that opens no secret."""

    def __init__(self, secret: str) -> None:
        self._cipher = None
        if secret:
            derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"hall columns")
            self._cipher = AESGCM(derived.derive(secret.encode()))

    def sealed(self, plain: str, row: str) -> str:
        """``row`` says where it stands: it opens nowhere else. Raises SealingKeyLost."""
        if self._cipher is None:
            raise SealingKeyLost()
        nonce = secrets.token_bytes(NONCE_BYTES)
        return MARK + b64encode(
            nonce + self._cipher.encrypt(nonce, plain.encode(), row.encode())
        ).decode("ascii")

    def opened(self, kept: str, row: str) -> str:
        """Raises SealingKeyLost: sealed with another key, or in another row."""
        if self._cipher is None or not is_sealed(kept):
            raise SealingKeyLost()
        content = b64decode(kept.removeprefix(MARK))
        try:
            plain = self._cipher.decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], row.encode())
        except InvalidTag:
            raise SealingKeyLost() from None
        return plain.decode()


NO_SEAL = ColumnSeal("")


def is_sealed(kept: str) -> bool:
    """Not as older versions kept it."""
    return kept.startswith(MARK)
