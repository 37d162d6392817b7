"""Every table of the hall, for whoever needs them all: migrations and tests."""

import hall.attendance.arrivals
import hall.attendance.model
import hall.cards.model
import hall.catalogue.counting
import hall.catalogue.model
import hall.exposures.model
import hall.guidance.cards
import hall.guidance.model
import hall.hours.model
import hall.journal
import hall.line.model
import hall.notices.model
import hall.opinions.model
import hall.outlook.model
import hall.people.model
import hall.screens.model
import hall.settings
import hall.slips.model
import hall.slips.papers
import hall.terminals.model  # noqa: F401
