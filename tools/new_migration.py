"""Draws up the next migration from the difference between the models and the last one.

python -m tools.new_migration "what changes"
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from hall.database_versions import MIGRATIONS, known_versions


def main(message: str) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'draft.sqlite3'}")
        with engine.begin() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            version = f"{len(known_versions()) + 1:04d}"
            command.revision(settings, message, autogenerate=True, rev_id=version)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
