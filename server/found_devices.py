"""What is said of one port that was looked at."""

from server.device_search import DeviceFinding
from web.sentences.found_devices import held, nothing_found, recognised


def told(finding: DeviceFinding) -> str:
    """Who holds it, what answers there, or why nothing is known."""
    found = finding.found
    if found.holders:
        programs = [(each.program, each.pid, each.is_hall) for each in found.holders]
        return held(programs, finding.named_by)
    if found.machine and finding.compared:
        machine = found.machine
        return recognised(machine.kind, machine.baudrate, machine.fault, finding.compared)
    return nothing_found(found.fault or "", found.port.path)
