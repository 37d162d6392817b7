"""The files that managers have brought, each worked on by a thread of its own."""

import logging
from collections.abc import Callable, Sequence
from threading import Lock, Thread

from hall.catalogue.import_export.importing import Import, ImportStage, carry_out, look_at
from hall.errors import HallError, NotFound, NotReady
from hall.unit_of_work import Hall

log = logging.getLogger(__name__)

#: Files of which the previews are kept; the oldest goes first.
MOST_KEPT = 3
#: A small file is ready before its page is asked for.
PATIENCE_SECONDS = 0.8


class ImportJobs:
    """The files that managers look at. In memory: a restart forgets what was not confirmed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._imports: dict[str, Import] = {}

    def bring(self, hall: Hall, content: bytes, name: str) -> Import:
        """Start reading a file; comes back when it is ready, or after 0.8 seconds.

        Of more than three files the oldest is forgotten.
        """
        file = Import(content, name)
        with self._lock:
            while len(self._imports) >= MOST_KEPT:
                del self._imports[next(iter(self._imports))]
            self._imports[file.key] = file
        self._start(file, lambda: look_at(hall, file, None, file.so_far))
        return file

    def find(self, key: str) -> Import:
        """Raises NotFound: never brought, forgotten for newer ones, or before a restart."""
        if key not in self._imports:
            raise NotFound(file=key)
        return self._imports[key]

    def look_again(
        self, hall: Hall, key: str, keys: Sequence[str | None], *, publish: bool
    ) -> Import:
        """Read its columns by ``keys`` (None: a column to leave out). Raises NotFound, NotReady."""
        file = self._take(key, {ImportStage.READY}, ImportStage.CHECKING)
        file.publish = publish
        self._start(file, lambda: look_at(hall, file, keys, file.so_far))
        return file

    def confirm(self, hall: Hall, key: str, actor: str) -> Import:
        """Start writing what its page showed, as ``actor``. Raises NotFound, NotReady."""
        if not self.find(key).may_be_confirmed:
            raise NotReady(why="stage")
        file = self._take(key, {ImportStage.READY}, ImportStage.WRITING)
        self._start(file, lambda: carry_out(hall, file, actor, file.so_far))
        return file

    def _take(self, key: str, stages: set[ImportStage], following: ImportStage) -> Import:
        """Whoever comes second finds it taken."""
        file = self.find(key)
        with self._lock:
            if file.stage not in stages:
                raise NotReady(why="stage")
            file.stage, file.done, file.of = following, 0, 0
        return file

    def _start(self, file: Import, task: Callable[[], None]) -> None:
        thread = Thread(target=_attended, args=(file, task), name="import", daemon=True)
        thread.start()
        thread.join(PATIENCE_SECONDS)


def _attended(file: Import, task: Callable[[], None]) -> None:
    """Whatever happens, the page says so."""
    try:
        task()
    except HallError as refusal:
        file.refusal = refusal
        _give_up(file)
    except Exception:
        log.exception("import %s failed", file.key)
        _give_up(file)


def _give_up(file: Import) -> None:
    file.let_go()
    file.stage = ImportStage.FAILED
