"""Every table of the hall, for whoever needs them all: migrations and tests."""

import hall.attendance.absences.model
import hall.attendance.model
import hall.attendance.months.model
import hall.attendance.remote_touches
import hall.attendance.work_times.model
import hall.catalogue.model
import hall.catalogue.usage_counts
import hall.catalogue.versions
import hall.change_records.model
import hall.daily_page.model
import hall.departures.model
import hall.enrolled_devices.model
import hall.guidance.fact_cards
import hall.guidance.model
import hall.hours.model
import hall.id_cards.model
import hall.journal
import hall.line.model
import hall.notices.model
import hall.notices.shortening
import hall.opening_check.model
import hall.opinions.model
import hall.people.model
import hall.people.recovery_paper
import hall.people.second_factor
import hall.people.sign_ins
import hall.pressed_forms
import hall.proof_of_play.model
import hall.screens.model
import hall.settings
import hall.slips.model
import hall.slips.paper_layouts
import hall.terminals.model
import hall.wait_forecast.model  # noqa: F401
