"""A hall that answers on a port, for documents to be tried on."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from werkzeug.serving import make_server

from app import create_building
from config import Config
from hall.people.deeds import create_token
from hall.people.model import Scope
from plugs import Machines


@pytest.fixture
def server(config: Config) -> Iterator[SimpleNamespace]:
    """Its address, a token that may do everything, and the file of its database.

    It has no machines, so that nobody but the test writes into the journal.
    """
    building = create_building(config, Machines())
    with building.hall.work("installer") as work:
        token = create_token(work, name="docs", scope=Scope.MANAGE)
    http = make_server("127.0.0.1", 0, building.app, threaded=True)
    building.open()
    thread = Thread(target=http.serve_forever)
    thread.start()
    yield SimpleNamespace(
        address=f"http://127.0.0.1:{http.port}",
        token=token,
        hall=building.hall,
        database=Path(config.database_url.removeprefix("sqlite:///")),
    )
    http.shutdown()
    thread.join()
    http.server_close()
    building.close()
