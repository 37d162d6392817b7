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
        each = Import(content, name)
        with self._lock:
            while len(self._imports) >= MOST_KEPT:
                del self._imports[next(iter(self._imports))]
            self._imports[each.key] = each
        self._start(each, lambda: look_at(hall, each, None, each.so_far))
        return each

    def find(self, key: str) -> Import:
        if key not in self._imports:
            raise NotFound(file=key)
        return self._imports[key]

    def look_again(
        self, hall: Hall, key: str, keys: Sequence[str | None], *, publish: bool
    ) -> Import:
        each = self._take(key, {ImportStage.READY}, ImportStage.CHECKING)
        each.publish = publish
        self._start(each, lambda: look_at(hall, each, keys, each.so_far))
        return each

    def confirm(self, hall: Hall, key: str, actor: str) -> Import:
        if not self.find(key).may_be_confirmed:
            raise NotReady(why="stage")
        each = self._take(key, {ImportStage.READY}, ImportStage.WRITING)
        self._start(each, lambda: carry_out(hall, each, actor, each.so_far))
        return each

    def _take(self, key: str, stages: set[ImportStage], following: ImportStage) -> Import:
        """Whoever comes second finds it taken."""
        each = self.find(key)
        with self._lock:
            if each.stage not in stages:
                raise NotReady(why="stage")
            each.stage, each.done, each.of = following, 0, 0
        return each

    def _start(self, each: Import, task: Callable[[], None]) -> None:
        thread = Thread(target=_attended, args=(each, task), name="import", daemon=True)
        thread.start()
        thread.join(PATIENCE_SECONDS)


def _attended(each: Import, task: Callable[[], None]) -> None:
    """Whatever happens, the page says so."""
    try:
        task()
    except HallError as refusal:
        each.refusal = refusal
        _give_up(each)
    except Exception:
        log.exception("import %s failed", each.key)
        _give_up(each)


def _give_up(each: Import) -> None:
    each.let_go()
    each.stage = ImportStage.FAILED
