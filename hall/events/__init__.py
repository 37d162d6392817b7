"""The vocabulary of facts: what has happened in the hall, past tense, frozen.

A fact is written to the journal under its class's name, and read back from there by whoever
wants to know (announcer, statistics, the county). Add fields only with a default, and never
rename one: rows written years ago are read with today's vocabulary.

One module a room; everybody else imports from here.
"""

from hall.events.absences import *
from hall.events.attendance import *
from hall.events.attendance_months import *
from hall.events.backups import *
from hall.events.catalogue import *
from hall.events.enrolled_devices import *
from hall.events.fact import KINDS as KINDS
from hall.events.fact import Event as Event
from hall.events.fact import read_back as read_back
from hall.events.hours import *
from hall.events.id_cards import *
from hall.events.line import *
from hall.events.lists import *
from hall.events.notices import *
from hall.events.on_screens import *
from hall.events.opinions import *
from hall.events.people import *
from hall.events.recorded import FollowedJournal as FollowedJournal
from hall.events.recorded import JournalRow as JournalRow
from hall.events.retention import *
from hall.events.screens import *
from hall.events.server import *
from hall.events.slips import *
from hall.events.windows import *
