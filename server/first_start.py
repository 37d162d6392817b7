"""How the first director is made, for who installs the hall and does not read its log.

In the storage folder, for the server's own account alone, and only for as long as it is of use.
"""

from pathlib import Path

from hall.durable_files import write_whole

FILE = "first-start"


def tell_installer(storage: Path, told: list[str]) -> list[str]:
    """Keep these sentences, which it returns; none: there is a director. Raises OSError."""
    file = storage / FILE
    if told:
        write_whole(file, "\n".join([*told, ""]).encode(), mode=0o600)
    else:
        file.unlink(missing_ok=True)
    return told


def told_installer(storage: Path) -> str:
    """In one line; "" where there is nothing to tell any more."""
    try:
        return "".join((storage / FILE).read_text("utf-8").splitlines())
    except OSError:
        return ""
