"""What is said to people: one plain Chinese sentence for each refusal, fault and state.

The hall speaks in codes and values; here, and only here, they become sentences that say what
happened and what to do.
"""

from lobby.sentences.machines import *
from lobby.sentences.moments import *
from lobby.sentences.names import *
from lobby.sentences.opinions import *
from lobby.sentences.outlook import *
from lobby.sentences.refusals import *
from lobby.sentences.screens import *
