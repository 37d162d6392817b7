"""A child of ours that is killed, as by a power cut, just before its n-th deed with files."""

import os
import signal
import sys
import traceback
from collections.abc import Callable

#: What Python tells of before it happens (https://docs.python.org/3/library/audit_events.html),
#: as far as it changes what lies on a disk.
DEEDS = {"open", "os.rename", "os.remove", "os.truncate", "os.mkdir", "os.rmdir", "os.link"}


def killed_before(deed: int, work: Callable[[], object]) -> bool:
    """Does the work in a child and kills it before that deed; False: it had ended before.

    Raises ChildProcessError when the work fails.
    """
    child = os.fork()
    if child == 0:
        _work_and_die(deed, work)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    if os.WEXITSTATUS(status) != 0:
        raise ChildProcessError("see what it printed")
    return False


def _work_and_die(deed: int, work: Callable[[], object]) -> None:
    left = deed

    def count(event: str, told: tuple[object, ...]) -> None:
        nonlocal left
        if event in DEEDS and not (event == "open" and _only_reads(told)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _only_reads(told: tuple[object, ...]) -> bool:
    flags = told[2]
    return isinstance(flags, int) and not flags & (os.O_WRONLY | os.O_RDWR)
