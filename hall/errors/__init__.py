"""Ways the hall can say no.

* HallError
  - NotFound             there is no such ticket, service, window, item ...
  - Malformed            the request cannot be understood or is out of bounds
    + UnusableFile       an uploaded file is broken, too large, or of a kind no screen shows
  - RuleBroken           the request is clear, but a rule of the hall forbids it: most are these
  - NotSignedIn          nobody is known to be asking
    + WrongPassword      the account or the password is not right
    + CodeNeeded         the account has a second factor
    + WrongFactor        not its code
    + SealingKeyLost     its secret cannot be opened
    + ClockNeedsPaperCode no code of an app can be checked now
    + Closed             the right password of somebody who works here no longer
  - NotAllowed           the one asking may not do this
    + NotEnrolled        the browser that asks is no enrolled device
  - TooOften             more often than anybody needs it (web/limits.py)
    + TooManyTries       an account is closed for a while, here, after repeated failures
    + SecretClosed       it is closed for strangers, after failures in many places
    + CodesClosed        typing codes is closed for a while, here, after repeated failures
  - TooBusy              too many wait for the same heavy thing

``code`` picks the sentence a person reads (web/sentences/refusals.py); ``details`` fill it in.

One module a part; everybody else imports from here.
"""

from hall.errors.absences import *
from hall.errors.attendance import *
from hall.errors.attendance_months import *
from hall.errors.catalogue import *
from hall.errors.enrolled_devices import *
from hall.errors.history import *
from hall.errors.issuing import *
from hall.errors.line import *
from hall.errors.notices import *
from hall.errors.opinions import *
from hall.errors.people import *
from hall.errors.refusal import *
from hall.errors.server import *
