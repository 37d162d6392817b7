"""What is said to people: one plain Chinese sentence for each refusal, fault and state.

The hall speaks in codes and values; here, and only here, they become sentences that say what
happened and what to do.
"""

from web.sentences.absences import *
from web.sentences.addresses import *
from web.sentences.clock import *
from web.sentences.disk import *
from web.sentences.files import *
from web.sentences.forecast import *
from web.sentences.machines import *
from web.sentences.malformed_parts import *
from web.sentences.moments import *
from web.sentences.names import *
from web.sentences.opinions import *
from web.sentences.power import power_sentence as power_sentence
from web.sentences.refusals import *
from web.sentences.screens import *
from web.sentences.staff_pages import *
