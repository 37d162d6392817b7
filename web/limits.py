"""The table of limits: every number that bounds what anybody in the network may ask for.

    python -m tools.limits_page         writes docs/limits.md from it

Beside each stands what a busy morning asks for: one kiosk that gives a number every two seconds, 40
screens that come back together, 30 members of staff before opening, 300 phones behind the one
address of the Wi-Fi. A limit is at least twice that. By source (web/source.py): one source's
requests are never counted against another's.
"""

from hall.rate_limit import Rate
from web.limit import HeavyWork, Limit

LIMITS = (
    Limit(
        name="numbers",
        what="numbers and return slips",
        endpoints=("kiosk.take_ticket", "kiosk.make", "kiosk.redeem_on_the_phone"),
        rate=Rate(60, 60, burst=20),
        busiest="one every 2 s at a kiosk: 30 a minute",
    ),
    Limit(
        name="papers",
        what="papers printed once more, cards asked for",
        endpoints=("kiosk.another_slip", "kiosk.print_card"),
        rate=Rate(60, 60, burst=30),
        busiest="a card takes the printer 4 s: 15 a minute",
    ),
    Limit(
        name="slips of one number",
        what="slips of one number printed once more",
        endpoints=("kiosk.another_slip",),
        thing="code",
        rate=Rate(12, 3600, burst=4),
        busiest="one after a paper jam, one lost: 2 an hour",
    ),
    Limit(
        name="opinions",
        what="opinions handed in",
        endpoints=("opinions.leave", "phone_opinions.leave"),
        rate=Rate(30, 3600, burst=15),
        busiest="three minutes each at the kiosk, or 15 phones on a bad day: 15 an hour",
    ),
    Limit(
        name="codes",
        what="codes typed from a paper, ID cards laid for a lost slip",
        endpoints=(
            "kiosk.number_typed", "kiosk.lost_slip_typed", "kiosk.lost_slip_of_card",
            "kiosk.return_slip_typed", "rating.found", "opinions.found", "phone_opinions.found",
        ),
        rate=Rate(30, 60, burst=15),
        busiest="5 s to type one at the kiosk: 12 a minute",
    ),
    Limit(
        name="links that lead nowhere",
        what="addresses of papers (/t, /b, /o, /rate) that no paper carries",
        endpoints=(
            "kiosk.phone", "kiosk.your_ticket", "kiosk.return_slip_on_the_phone",
            "kiosk.your_return_slip", "phone_opinions.yours", "opinions.yours",
            "tablet.faces", "tablet.touched", "rating.on_the_phone", "rating.at_the_kiosk",
        ),
        rate=Rate(60, 60, burst=30),
        busiest="300 phones, one in ten with an old slip that it looks at once: 30 a minute",
        reads=True,
        answered=404,
    ),
    Limit(
        name="own numbers",
        what="numbers given back, ratings",
        endpoints=(
            "kiosk.give_back", "kiosk.give_back_here", "rating.rate_at_the_kiosk",
            "rating.rate_on_the_phone", "tablet.touched",
        ),
        rate=Rate(120, 60, burst=40),
        busiest="300 phones, each once within 10 minutes: 30 a minute",
    ),
    Limit(
        name="sign-ins",
        what="passwords typed",
        endpoints=(
            "web.enter", "account.change", "setup.begin", "setup.load_demonstration",
            "recovery.use",
        ),
        rate=Rate(60, 60, burst=30),
        busiest="30 members of staff within 5 minutes: 6 a minute",
    ),
    Limit(
        name="PINs",
        what="PINs typed at the timeclock and the kiosk",
        endpoints=("timeclock.punch_by_pin", "kiosk.pin_typed"),
        rate=Rate(60, 60, burst=20),
        busiest="30 members of staff within 2 minutes: 15 a minute",
    ),
    Limit(
        name="tokens",
        what="access tokens that nobody was given",
        endpoints=("api.*", "api_tickets.*"),
        rate=Rate(60, 60, burst=30),
        busiest="one program with a wrong token, every 2 s: 30 a minute",
        reads=True,
        answered=401,
    ),
    Limit(
        name="searches",
        what="searches at the kiosk and on phones",
        endpoints=("kiosk.search.results", "kiosk.search.missed"),
        rate=Rate(600, 60, burst=60),
        busiest="one a key, 4 keys a second: 240 a minute",
        reads=True,
    ),
    Limit(
        name="keys of the kiosk",
        what="large type, languages, the end of a visit, cards in the demonstration",
        endpoints=(
            "kiosk.choose", "kiosk.leave", "kiosk.lock", "kiosk.unlock", "kiosk.lay_from_the_shelf",
            "timeclock.touch_the_glass", "web.leave",
        ),
        rate=Rate(120, 60, burst=40),
        busiest="one touch a second: 60 a minute",
    ),
    Limit(
        name="screens",
        what="what screens say of themselves: heartbeats, diaries, sounds",
        endpoints=("beats.beat", "beats.give_up", "exposures.tell", "sounds.report"),
        rate=Rate(2400, 60, burst=400),
        busiest="40 screens, 6 heartbeats and 15 calls a minute each: 840 a minute",
    ),
    Limit(
        name="terminals",
        what="what attendance terminals push",
        endpoints=("iclock.*",),
        rate=Rate(600, 60, burst=200),
        busiest="4 terminals that ask every 5 s and push 30 punches: 168 a minute",
        reads=True,
    ),
    Limit(
        name="uploads",
        what="files uploaded by staff",
        endpoints=(
            "office_notices.change_file", "office_notice_writing.from_word", "office_plates.put_up",
            "office.exchange.bring", "office_papers.put_up_a_logo", "office_setup.bring",
            "office_terminals.look_at_a_log", "office_finger_copies.restore",
        ),
        rate=Rate(60, 60, burst=20),
        busiest="10 s to choose one, 3 people behind one address: 18 a minute",
    ),
)  # fmt: skip

#: Counted by the view, which tells a second tap from a second card. More is a game with buttons.
CARDS = Limit(
    name="fact cards",
    what="fact cards printed",
    endpoints=("kiosk.print_card",),
    rate=Rate(72, 3600, burst=12),
    busiest="every second of 60 visitors an hour at one kiosk: 30 an hour",
)

#: What takes much of the computer. The wait is shorter than a browser's patience; with 16 requests
#: of one source at once (below) nobody alone fills the line.
HEAVY = (
    HeavyWork(
        name="reports",
        what="months, years, items and lists as PDF and XLSX, proofs, the journal checked",
        endpoints=(
            "office_months.paper", "office_months.file", "office_attendance_year.file",
            "office.exchange.export", "office_proofs.make", "office_figures.file",
            "office_figures.paper",
            "office.exchange.export", "office_proofs.make",
            "office_lists.file", "office_changes.file", "office_journal.file",
            "office_journal.check",
        ),
        at_once=2,
        most_waiting=8,
        patience_seconds=20,
        busiest="3 managers on the first of the month, one each",
        leaves_much=True,
    ),
    HeavyWork(
        name="manuals",
        what="manuals and the visitors' poster as PDF",
        endpoints=("manual.paper",),
        at_once=1,
        most_waiting=4,
        patience_seconds=20,
        busiest="one in a month",
        leaves_much=True,
    ),
    HeavyWork(
        name="figures",
        what="figures of a period, a year of them at most, on the page and to programs",
        endpoints=("office_figures.page", "api_figures.figures"),
        at_once=1,
        most_waiting=8,
        patience_seconds=20,
        busiest="3 managers and the bureau's program, 2 s each",
    ),
    HeavyWork(
        name="uploads",
        what="uploaded notices, photos, logos, Word files, spreadsheets, logs",
        endpoints=(
            "office_notices.change_file", "office_notice_writing.from_word", "office_plates.put_up",
            "office.exchange.bring", "office_papers.put_up_a_logo", "office_setup.bring",
            "office_terminals.look_at_a_log", "office_terminals.take_up_a_log",
        ),
        at_once=2,
        most_waiting=8,
        patience_seconds=20,
        busiest="3 managers, one each",
        leaves_much=True,
    ),
    HeavyWork(
        name="pictures",
        what="slips and papers drawn as pictures",
        endpoints=("kiosk.slip_picture", "office_papers.picture", "office_virtual_printer.slip"),
        at_once=2,
        most_waiting=40,
        patience_seconds=20,
        busiest="one every 2 s at a kiosk with a virtual printer, 0.1 s each",
    ),
)  # fmt: skip


# --- connections, before there is a request ---

#: Every open WebSocket holds one thread, and pages need some besides (docs/adr/0007).
THREADS = 256
MOST_SOCKETS = THREADS - 32
#: 40 screens behind one address and 100 phones with them; 64 places stay for everybody else, who
#: are 40 screens at most.
SOCKETS_OF_ONE_SOURCE = 160
#: 340 come back within two seconds of a restart, and those without a place ask again each second.
SOCKETS_COMING = Rate(1200, 60, burst=400)
#: A browser opens six connections to a server; several may stand behind one address.
REQUESTS_AT_ONCE = 16
#: Open without a request in hand, for one address; the oldest gives way.
IDLE_CONNECTIONS = 200
#: Of these an enrolled device keeps so many, whoever else comes from there: twice a browser's.
IDLE_OF_A_DEVICE = 12
#: Between a head's first byte, or the connection, and its last; and again for a small body.
GATHER_SECONDS = 10.0
#: Our longest honest head is under 2 KiB: a browser's headers, a session and an address.
MOST_HEAD_BYTES = 32 * 1024
#: The largest form by far is a notice of some pages; files are larger, and a thread reads them.
WHOLE_BODY_BYTES = 64 * 1024
#: A client that takes nothing, or sends nothing of its file, for so long has gone.
STALL_SECONDS = 20.0
#: A file may come as slowly as this; a poor line in the hall's network is ten times faster.
SLOWEST_BYTES_PER_SECOND = 32 * 1024
