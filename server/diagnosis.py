"""``hall doctor``: what is well and what is not; web/sentences/diagnosis.py says it."""

import json
import os
from collections.abc import Iterator
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from config import Config
from devices.ticket_printer.connect import LOGO
from devices.ticket_printer.logo import is_printable
from hall import journal
from hall.backups.due import last_good_backup
from hall.database import open_database
from hall.database_file import damage_of
from hall.database_presence import file_of
from hall.database_unusable import DatabaseUnusable
from hall.demo_data.accounts import accounts_as_loaded
from hall.failed_upgrade import failed_upgrade
from hall.hall_details import details_kept
from hall.hall_time import BeforeStart
from hall.machines import WrongAddress
from hall.notices.media_store import MediaStore
from hall.people.queries import agent_has_too_much, directors
from hall.people.second_factor import sealed_with_another_key
from hall.proof_of_play.inspection import inspect
from hall.readiness import contents_of, missing_before_opening
from hall.unit_of_work import Hall
from server.backups import missing_backup_places
from server.check_result import CheckResult, trouble, unknown, warning, well
from server.configured_details import details_in
from server.data_folder import seal_there
from server.device_wiring import NONE, REMOTE, wire_devices
from server.first_start import told_installer
from server.machine_checks import check_machines, check_printer_profile, check_trial_print
from server.port_checks import check_ports
from server.public_url import is_ours_alone, phone_url

ANSWER_SECONDS = 3
LEAST_GIGABYTES = 1
#: Where nobody here can choose a printer's model.
NO_MODEL = (NONE, REMOTE)


def examine(config: Config, *, trial_print: bool = False) -> Iterator[CheckResult]:
    """Look at every part; what cannot be looked at is a finding too, never an exception."""
    yield well("config", "config_usable", hall=config.hall.name)
    yield _storage(config)
    if (logo := config.storage_folder / LOGO).exists() and not is_printable(logo):
        yield warning("logo", "logo_unusable", file=logo)
    if failed := failed_upgrade(config.storage_folder):
        yield warning("upgrade", "upgrade_failed", failed=failed)
    yield from _records(config)
    yield _phones(config)
    health = _ask_server(config)
    yield _server(config, health)
    yield check_ports(config)
    try:
        machines = wire_devices(config)
    except WrongAddress as error:
        yield trouble("devices", "address_wrong", refusal=error)
        return
    if config.printer.url not in NO_MODEL:
        yield check_printer_profile(config)
    try:
        yield from check_machines(config, machines, health)
        if trial_print:
            yield check_trial_print(config, machines, health)
    finally:
        machines.unplug()


def _storage(config: Config) -> CheckResult:
    folder = config.storage_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError as error:
        return trouble("storage", "folder_error", folder=folder, error=error.strerror)
    free = os.statvfs(folder)
    gigabytes = free.f_bavail * free.f_frsize / 1e9
    if not writable:
        return trouble("storage", "folder_closed", folder=folder)
    if gigabytes < LEAST_GIGABYTES:
        return trouble("storage", "disk_full", gigabytes=gigabytes)
    return well("storage", "disk_roomy", gigabytes=gigabytes)


def _records(config: Config) -> Iterator[CheckResult]:
    try:
        records = open_database(config.database_url, config.storage_folder)
        hall = Hall(records, before=BeforeStart(config.server.longest_pause_hours))
    except DatabaseUnusable as error:
        yield trouble("database", "database_unusable", refusal=error)
        return
    try:
        yield _pages(config)
        yield _journal(hall)
        yield _files(hall, MediaStore(config.storage_folder))
        yield _clock(hall)
        yield from _first_start(hall, config)
        yield from _opening(hall, config)
        yield _backup(hall)
        yield from missing_backup_places(config)
        if not is_ours_alone(config.server.host) and (known := _known_to_everybody(hall)):
            yield warning("accounts", "demo_passwords", accounts=known)
        yield from _codes(hall, config)
        if _is_remote(config) and _agent_has_too_much(hall):
            yield warning("devices", "agent_has_too_much")
    except DatabaseUnusable as error:  # it opens, and is damaged further in
        yield trouble("database", "database_unusable", refusal=error)
    finally:
        hall.close()


def _pages(config: Config) -> CheckResult:
    file = file_of(config.database_url)
    if file and (damage := damage_of(file)):
        return trouble("database", "database_damaged", damage=damage)
    return well("database", "database_usable")


def _journal(hall: Hall) -> CheckResult:
    with hall.read() as snapshot:
        count, broken = snapshot.seq, journal.first_break(snapshot.session)
    if broken:
        return trouble("journal", "journal_broken", seq=broken.seq)
    return well("journal", "journal_whole", count=count)


def _files(hall: Hall, media_store: MediaStore) -> CheckResult:
    """Of notices and of proofs: each is named by its content, so any change is found."""
    with hall.read() as snapshot:
        found = inspect(snapshot.session, media_store)
    if not found.troubles and not found.unwritten:
        return well("files", "files_whole", count=found.count)
    troubles = [(file.title, file.name, str(file.verdict)) for file in found.troubles]
    troubles += [("", name, "") for name in found.unwritten]
    return trouble("files", "files_damaged", troubles=troubles)


def _clock(hall: Hall) -> CheckResult:
    with hall.read() as snapshot:
        if snapshot.clock_is_doubted:
            return trouble("clock", "clock_doubted", time=snapshot.time)
        return well("clock", "clock_right", moment=snapshot.now)


def _first_start(hall: Hall, config: Config) -> Iterator[CheckResult]:
    with hall.read() as snapshot:
        is_begun = bool(directors(snapshot.session))
    if not is_begun and (told := told_installer(config.storage_folder)):
        yield warning("first_start", "no_director", told=told)


def _opening(hall: Hall, config: Config) -> Iterator[CheckResult]:
    with hall.read() as snapshot:
        found = contents_of(
            snapshot,
            details_kept(snapshot.session, details_in(config)),
            has_printer=config.printer.url != NONE,
            enrolment_in_force=not is_ours_alone(config.server.host),
        )
    missing = missing_before_opening(found)
    if not missing:
        yield well("opening", "nothing_missing")
    for thing in missing:
        yield warning("opening", "missing", missing=thing)


def _backup(hall: Hall) -> CheckResult:
    with hall.read() as snapshot:
        last = last_good_backup(snapshot)
    if last is None or last.is_old:
        return warning("backup", "backup_old", backup=last)
    return well("backup", "backup_recent", backup=last)


def _codes(hall: Hall, config: Config) -> Iterator[CheckResult]:
    try:
        seal = seal_there(config.storage_folder)
    except OSError as error:  # another account's, as it should be
        yield unknown("codes", "key_unreadable", error=error.strerror)
        return
    with hall.read() as snapshot:
        lost = sealed_with_another_key(snapshot.session, seal)
    if lost:
        yield warning("codes", "codes_unopened", accounts=lost)


def _is_remote(config: Config) -> bool:
    named = (config.printer, config.fingerprint_reader, config.call_pads, config.id_card_reader)
    return any(machine.url == REMOTE for machine in named)


def _agent_has_too_much(hall: Hall) -> bool:
    with hall.read() as snapshot:
        return agent_has_too_much(snapshot.session)


def _known_to_everybody(hall: Hall) -> list[str]:
    with hall.read() as snapshot:
        return accounts_as_loaded(snapshot.session)


def _phones(config: Config) -> CheckResult:
    url = phone_url(config)
    return well("phones", "phones_can", url=url) if url else warning("phones", "phones_cannot")


def _ask_server(config: Config) -> dict[str, Any] | None:
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(
        config.server.host, config.server.host
    )
    host = f"[{host}]" if ":" in host else host
    address = f"http://{host}:{config.server.port}/api/v1/health"
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=ANSWER_SECONDS) as answer:
            return _ours(answer, "ok")
    except HTTPError as error:  # it runs, and says what is wrong
        return _ours(error, error.code)
    except (URLError, HTTPException, OSError, ValueError):
        return None


def _ours(answer: IO[bytes], status: object) -> dict[str, Any] | None:
    """What a server of ours says: of another program at this port nothing is known."""
    try:
        health = json.load(answer)
    except (HTTPException, OSError, ValueError):
        return None
    return health if isinstance(health, dict) and health.get("status") == status else None


def _server(config: Config, health: dict[str, Any] | None) -> CheckResult:
    place = f"{config.server.host}:{config.server.port}"
    if health is None:
        return well("server", "server_stopped", place=place)
    if health["status"] != "ok":
        return trouble("server", "server_troubled", place=place, detail=health.get("detail", ""))
    return well("server", "server_running", place=place)
