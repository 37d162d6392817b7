"""The words that templates use: ``{{ ticket.state | state }}``, ``{% for grade in grades %}``."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from hall.line.window_names import all_called, called, words_after
from hall.notices.markdown import as_html
from hall.notices.model import NOTICE_KINDS
from hall.notices.uploads import LARGEST, MB
from hall.opinions.model import Grade
from hall.screens.computer_strain import strains
from web import sentences
from web.fault_page import key_of_health
from web.forms.held_values import with_what_it_shows
from web.forms.once import once
from web.language import named, spoken_as, told, windows_spoken
from web.sentences import (
    backups,
    catalogue,
    device_jobs,
    enrolment,
    moments,
    month_sheets,
    needs,
    punches,
    retention,
)
from web.sentences.browsers import browser_name
from web.sentences.readiness import workbook_problem
from web.sentences.work_times import weekdays_in_words
from web.slip_forms import slot_value
from web.unbroken import unbroken

#: What templates count out, as the hall has it.
GLOBALS: dict[str, Any] = {
    "grades": tuple(Grade),
    "once": once,
    "slip_time": sentences.slip_time,
    "DAY_PARTS": sentences.DAY_PARTS,
    "SLOT_SIDES": sentences.SLOT_SIDES,
}

FILTERS: dict[str, Callable[..., Any]] = {
    "workbook_problem": workbook_problem,
    "with_what_it_shows": with_what_it_shows,
    "backup_sentence": backups.backup_sentence,
    "backup_failure": backups.backup_failure,
    "backup_age": backups.backup_age,
    "place_state": backups.place_state,
    "file_size": backups.file_size,
    "kept_days": retention.kept_days,
    "disk_sentence": sentences.disk_sentence,
    "power_sentence": sentences.power_sentence,
    "clock_doubt": sentences.clock_doubt,
    "clock_time": sentences.clock_time,
    "clock_seconds": sentences.clock_seconds,
    "day": sentences.day,
    "weekday": sentences.weekday,
    "weekdays_in_words": weekdays_in_words,
    "duration": sentences.duration,
    "film_time": sentences.film_time,
    "hours_and_minutes": sentences.hours_and_minutes,
    "greeting": sentences.greeting,
    "short_day": sentences.short_day,
    "second_in_full": moments.second_in_full,
    "half_day": sentences.half_day,
    "plain_time": sentences.plain_time,
    "date_and_time": sentences.date_and_time,
    "input_moment": sentences.input_moment,
    "need_title": needs.need_title,
    "need_sentence": needs.need_sentence,
    "need_since": needs.need_since,
    "need_press": needs.PRESSES.get,
    "since_when": enrolment.since_when,
    "device_role": enrolment.DEVICE_ROLES.get,
    "state": spoken_as(sentences.STATES),
    "module": spoken_as(sentences.MODULES),
    "module_hint": spoken_as(sentences.MODULE_HINTS),
    "disclosure": spoken_as(sentences.DISCLOSURES),
    "machine": sentences.MACHINES.get,
    "machine_state": sentences.machine_state,
    "printer_model": sentences.printer_model,
    "trouble": sentences.TROUBLES.get,
    "slip_stage": sentences.SLIP_STAGES.get,
    "fault": sentences.fault,
    "voice": sentences.voice,
    "forecast": sentences.forecast,
    "forecast_short": sentences.forecast_short,
    "minute_clock": sentences.minute_clock,
    "days_word": month_sheets.days_word,
    "slot_sentence": month_sheets.slot_sentence,
    "missing_slot": month_sheets.missing_slot,
    "slip_sentence": month_sheets.slip_sentence,
    "ruled_place": month_sheets.ruled_place,
    "ruled_day": month_sheets.ruled_day,
    "ruled_word": month_sheets.ruled_word,
    "sign_step": month_sheets.STEP_NAMES.get,
    "punch_way": device_jobs.punch_way,
    "bad_row": device_jobs.BAD_ROWS.get,
    "punch_answer": punches.punch_answer,
    "counts_as": punches.counts_as,
    "missed_by": punches.missed_by,
    "punch_doubt": device_jobs.PUNCH_DOUBTS.get,
    "punch_source": device_jobs.punch_source,
    "machine_word": sentences.MACHINE_STATES.get,
    "machine_deed": device_jobs.MACHINE_DEEDS.get,
    "reader_trial": device_jobs.reader_trial,
    "errand": device_jobs.job,
    "errand_name": device_jobs.ERRANDS.get,
    "reader_trouble": device_jobs.READER_TROUBLES.get,
    "card_trouble": device_jobs.CARD_TROUBLES.get,
    "half": spoken_as(sentences.HALVES),
    "day_kind": sentences.DAY_KINDS.get,
    "day_source": sentences.DAY_SOURCES.get,
    "role": sentences.ROLES.get,
    "scope": sentences.SCOPES.get,
    "unserved": sentences.UNSERVED.get,
    "grade": spoken_as(sentences.GRADES),
    "channel": sentences.CHANNELS.get,
    "window": called,
    "windows": all_called,
    "after_window": words_after,
    "window_spoken": lambda name: windows_spoken([name]),
    "windows_spoken": windows_spoken,
    "named": named,
    "browser_name": browser_name,
    "told": told,
    "unbroken": unbroken,
    "opinion_kind": spoken_as(sentences.OPINION_KINDS),
    "opinion_phrase": spoken_as(sentences.PHRASES),
    "notice_state": sentences.NOTICE_STATES.get,
    "slip_state": sentences.SLIP_STATES.get,
    "slip_act": sentences.SLIP_ACTS.get,
    "slip_effect": sentences.SLIP_EFFECTS.get,
    "day_count": sentences.day_count,
    "due_slot": sentences.due_slot,
    "slot_value": slot_value,
    "largest_megabytes": lambda kind: LARGEST[kind] // MB,
    "notice_kind": NOTICE_KINDS.__getitem__,
    "level": sentences.LEVELS.get,
    "personal": sentences.PERSONAL.get,
    "screen_role": sentences.SCREEN_ROLES.get,
    "fault_place": key_of_health,
    "condition": sentences.CONDITIONS.get,
    "condition_advice": sentences.CONDITION_ADVICE.get,
    "computer_line": sentences.computer_line,
    "strain_words": lambda computer: sentences.strain_sentence(computer, strains(computer)),
    "screen_order": sentences.ORDERS.get,
    "item_state": catalogue.STATES.get,
    "item_kind": catalogue.KINDS.get,
    "unit": catalogue.UNITS.get,
    "only": catalogue.ONLY.get,
    "markdown": lambda text: Markup(as_html(text)),  # no HTML of the writer's passes through it
}
