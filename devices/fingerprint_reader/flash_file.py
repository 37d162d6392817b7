"""What a simulated module keeps while the program does not run: its flash, as a file.

Without it the demonstration's reader would come back from every restart as another one.
"""

import json
from pathlib import Path

from devices.fingerprint_reader.simulated_module import SimulatedModule
from hall.durable_files import write_whole


def remember(module: SimulatedModule, file: Path) -> None:
    """Take up what the file holds, and write it again with every change.

    A file that is missing or cut short leaves the module as new.
    """
    _take_up(module, file)
    module.flashed = lambda: _write_down(module, file)


def _take_up(module: SimulatedModule, file: Path) -> None:
    try:
        kept = json.loads(file.read_text())
        module.password = kept["password"]
        module.notepad = [bytes.fromhex(page) for page in kept["notepad"]]
        module.library = {
            int(page): bytes.fromhex(template) for page, template in kept["library"].items()
        }
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or cut short: as new
        return


def _write_down(module: SimulatedModule, file: Path) -> None:
    kept = {
        "password": module.password,
        "notepad": [page.hex() for page in module.notepad],
        "library": {str(page): template.hex() for page, template in sorted(module.library.items())},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(kept).encode())
