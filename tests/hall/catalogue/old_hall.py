"""A database as the first version of the program left it, with one item."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from hall.catalogue.model import DISCLOSURES
from hall.database_versions import MIGRATIONS


def make_old_hall(file: Path) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        connection.execute(
            text(
                "INSERT INTO journal (seq, at, actor, kind, details, previous, hash) VALUES "
                "(1, '2019-08-01 00:00:00', 'installer', 'HallFurnished', '{}', '', '')"
            )
        )
        values = {name: f"旧的 {name}" for name in DISCLOSURES}
        connection.execute(
            text(
                "INSERT INTO item (code, name, module, field, aliases, position, "
                f"{', '.join(values)}) VALUES ('OLD-1', '旧事项', 'apply', '', '[]', 0, "
                f"{', '.join(f':{name}' for name in values)})"
            ),
            values,
        )
    engine.dispose()
