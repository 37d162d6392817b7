"""A running hall for documents to be tried on."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from werkzeug.serving import make_server

from app import Machines, create_building
from config import Config
from hall.demonstration.furnish import furnish
from hall.people.deeds import create_token
from hall.people.model import Scope


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """Its address, a token that may do everything, and the file of its database."""
    hall = {"name": "云集镇政务服务中心", "complaint_phone": "0", "hours": "全天"}
    building = create_building(Config.parse({"hall": hall}, tmp_path), Machines())
    with building.hall.work("installer") as work:
        furnish(work)
        token = create_token(work, name="docs", scope=Scope.MANAGE)
    building.open()
    http = make_server("127.0.0.1", 0, building.app, threaded=True)
    thread = Thread(target=http.serve_forever)
    thread.start()
    yield SimpleNamespace(
        address=f"http://127.0.0.1:{http.port}",
        token=token,
        hall=building.hall,
        database=tmp_path / "var/hall.sqlite3",
    )
    http.shutdown()
    thread.join()
    http.server_close()
    building.close()
