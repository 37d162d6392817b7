"""The disk on which the database lies, as config.toml says where that is."""

from config import Config
from hall.database_presence import file_of
from hall.disk_room import DiskRoom, keep_the_reserve, room_at
from hall.unit_of_work import Hall


def keep_reserve(config: Config, hall: Hall) -> None:
    """A chore of the caretaker's. Raises OSError."""
    if file := file_of(config.database_url):
        keep_the_reserve(file.parent)


def disk_of(config: Config) -> DiskRoom | None:
    """None for a database that is no file here."""
    file = file_of(config.database_url)
    return room_at(file.parent) if file and file.parent.is_dir() else None
