"""A hall that answers on a port, for documents to be tried on."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from werkzeug.serving import make_server

from app import create_application
from config import Config
from hall.people.actions import create_token
from hall.people.model import Scope
from server.device_wiring import Devices


@pytest.fixture
def server(config: Config) -> Iterator[SimpleNamespace]:
    """Its address, a token that may do everything, and the file of its database.

    It has no machines, so that nobody but the test writes into the journal.
    """
    application = create_application(config, Devices())
    with application.hall.work("installer") as work:
        token = create_token(work, name="docs", scope=Scope.MANAGE)
    http = make_server("127.0.0.1", 0, application.app, threaded=True)
    application.open()
    thread = Thread(target=http.serve_forever)
    thread.start()
    yield SimpleNamespace(
        address=f"http://127.0.0.1:{http.port}",
        token=token,
        hall=application.hall,
        database=Path(config.database_url.removeprefix("sqlite:///")),
    )
    http.shutdown()
    thread.join()
    http.server_close()
    application.close()
