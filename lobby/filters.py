"""The words that templates use: ``{{ ticket.state | state }}``."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from hall.notices.markdown import as_html
from lobby import catalogue_words, machine_words, sentences

FILTERS: dict[str, Callable[..., Any]] = {
    "clock_time": sentences.clock_time,
    "clock_seconds": sentences.clock_seconds,
    "day": sentences.day,
    "weekday": sentences.weekday,
    "duration": sentences.duration,
    "greeting": sentences.greeting,
    "short_day": sentences.short_day,
    "half_day": sentences.half_day,
    "plain_time": sentences.plain_time,
    "date_and_time": sentences.date_and_time,
    "input_moment": sentences.input_moment,
    "state": sentences.STATES.get,
    "module": sentences.MODULES.get,
    "module_hint": sentences.MODULE_HINTS.get,
    "disclosure": sentences.DISCLOSURES.get,
    "machine": sentences.MACHINES.get,
    "machine_state": sentences.machine_state,
    "trouble": sentences.TROUBLES.get,
    "slip_stage": sentences.SLIP_STAGES.get,
    "fault": sentences.fault,
    "voice": sentences.voice,
    "forecast": sentences.forecast,
    "forecast_short": sentences.forecast_short,
    "minute_clock": sentences.minute_clock,
    "bad_row": machine_words.BAD_ROWS.get,
    "machine_word": sentences.MACHINE_STATES.get,
    "machine_deed": machine_words.MACHINE_DEEDS.get,
    "errand": machine_words.errand,
    "errand_name": machine_words.ERRANDS.get,
    "reader_trouble": machine_words.READER_TROUBLES.get,
    "half": sentences.HALVES.get,
    "day_kind": sentences.DAY_KINDS.get,
    "day_source": sentences.DAY_SOURCES.get,
    "role": sentences.ROLES.get,
    "scope": sentences.SCOPES.get,
    "grade": sentences.GRADES.get,
    "channel": sentences.CHANNELS.get,
    "notice_state": sentences.NOTICE_STATES.get,
    "notice_kind": sentences.NOTICE_KINDS.get,
    "level": sentences.LEVELS.get,
    "personal": sentences.PERSONAL.get,
    "screen_role": sentences.SCREEN_ROLES.get,
    "item_state": catalogue_words.STATES.get,
    "item_kind": catalogue_words.KINDS.get,
    "unit": catalogue_words.UNITS.get,
    "only": catalogue_words.ONLY.get,
    "markdown": lambda text: Markup(as_html(text)),  # noqa: S704 -- no HTML passes through it
}
