"""Whatever the office can add, it can put right, end, and take away again while it is unused."""

import pytest

#: By the address that adds something: where that is put right, where it ends, and where it goes
#: altogether while nothing refers to it; "" where there is no such thing, for the reason beside it.
ADDED = {
    "office_windows.change_window": ("change_window", "keep_window", "keep_window"),
    "office_windows.change_service": ("change_service", "keep_service", "keep_service"),
    "office_windows.word_reason": ("word_reason", "keep_priority", "keep_pause_reason"),
    "office_screens.save": ("save", "keep_screen", "keep_screen"),
    "office_people.join": ("change", "close_or_reopen", "keep_staff"),
    # The journal names a program with all it did: another name is another token.
    "office_people.let_in": ("", "revoke", "revoke"),
    "office_work_times.change_group": (
        "change_group",
        "keep_work_group",
        "keep_work_group",
    ),
    "office_work_times.change_timetable": (
        "change_timetable",
        "keep_work_timetable",
        "keep_work_timetable",
    ),
    "office_work_times.use": ("end", "end", "end"),
    # Who belonged to which group stays: another word for the same day is the later one.
    "office_work_times.move_people": ("move_people", "move_people", ""),
    "office_days_off.add": ("forget", "forget", "forget"),
    "office_roster.put_on_duty": ("take_off", "take_off", "take_off"),
    "office_roster.copy": ("take_off", "take_off", "take_off"),
    "office_leave_settings.new_kind": ("save_kind", "keep_slip_kind", "keep_slip_kind"),
    # A slip is withdrawn; that it was handed in stays.
    "office_leave.hand_in": ("move_on", "move_on", ""),
    "office_finger_consents.agree": ("withdraw", "withdraw", ""),  # who agreed when is on record
    # Punches are never taken away: another decision about them stands above the earlier one.
    "office_punches.enter_a_sheet": ("decide_about_punches", "", ""),
    "office_month_steps.add_outage": ("forget_outage", "forget_outage", "forget_outage"),
    "office_month_steps.sign": ("reopen", "reopen", ""),  # signatures stay on record
    "office_month_steps.answer": ("answer", "", ""),  # a later answer stands above it
    "office_month_steps.decide": ("decide", "", ""),
    "office_month_steps.post": ("", "", ""),  # a notice, which ends as the others do
    "office_enrolment.enrol": ("revoke", "revoke", ""),  # that it was here stays on record
    "office_enrolment.link": ("", "", ""),  # good for one browser and three days
    "office_terminals.admit": ("admit", "dismiss", "dismiss"),
    "office_terminals.assign_a_pin": ("assign_a_pin", "assign_a_pin", "assign_a_pin"),
    "office_fingerprints.enrol": ("enrol", "forget", "forget"),
    "office_hours.set_day": ("set_day", "forget_day", "forget_day"),
    "office_hours.import_notice": ("set_day", "forget_day", "forget_day"),
    "office_hours.save": ("save", "save", "save"),  # quotas and a window's own week
    "office_outlook.change_week": ("change_week", "change_week", "change_week"),
    "office_outlook.change_date": ("change_date", "change_date", "change_date"),
    "office_papers.put_up_a_logo": ("put_up_a_logo", "take_the_logo_down", "take_the_logo_down"),
    "office_captions.change": ("change", "change", "change"),
    # What was shown on a day is looked up by that day: drafts stay, ended.
    "office.items.create": ("save", "hide", ""),
    "office.exchange.bring": ("name_columns", "", ""),  # forgotten by itself
    "office.exchange.confirm": ("", "", ""),  # its items are as those that were written
    "office_notices.begin": ("revise_it", "say_no", ""),
    "office_notice_writing.from_word": ("change_text", "", ""),  # its notice ends as the others do
    # A number of today, which ends as any number does.
    "office_unfinished.readmit_here": ("", "", ""),
    "office_slot_rulings.rule": ("rule", "", ""),  # a later ruling stands above it
    "office_proofs.make": ("", "", ""),  # a proof is a proof
}
#: These add nothing.
CHANGES = {
    "office": {"accept_the_clock", "print_again"},
    "office_virtual_printer": {"trouble_the_printer"},
    "office_timeclock_settings": {"settings"},
    "office_opening_check": {"change", "check_now", "heard"},
    "office_daily_pages": {"change", "count_again", "print_it"},
    "office_changes": {"back"},
    "office_journal": {"check"},
    "office_lists": {"do"},
    "office.counts": {"keep"},
    "office.items": {"hide", "save", "show"},
    "office.exchange": {"name_columns"},
    "office_backups": {"change_hour", "download", "make_now", "prepare_stick"},
    "office_devices": {"begin_to_find", "test_print"},
    "office_enrolment": {"revoke", "take_link_back"},
    "office_figures": {"close_the_forgotten"},
    "office_fingerprints": {
        "adopt", "cancel", "forget", "lay_a_finger", "lock", "look_into_it", "set_security",
        "trouble",
    },
    "office_finger_copies": {"copied", "copy", "restore"},
    "office_hours": {"forget_day"},
    "office_id_cards": {"change", "trouble"},
    "office_kiosk": {"change_pin"},
    "office_line": {"change_limits"},
    "office_rights": {"change"},
    "office_plates": {"put_up", "take_down"},
    "office_departures": {"go"},
    "office_notices": {
        "approve", "change_file", "revise_it", "rules", "say_no", "submit",
    },
    "office_notice_periods": {"agree_to_shortening", "schedule"},
    "office_notice_writing": {"change_text", "drawn", "drawn_whole", "not_drawn"},
    "office_opinions": {"answer", "change_settings", "weigh"},
    "office_papers": {
        "as_delivered", "picture", "print_the_diary", "save", "take_the_logo_down", "test_print",
    },
    "office_people": {
        "change", "close_or_reopen", "keep_staff", "lift", "revoke", "set_password", "set_pin",
    },
    "office_setup": {"bring", "enter", "make"},
    "office_sign_ins": {"change_limits", "demand_codes", "end"},
    "office_screens": {"keep_screen", "order"},
    "office_skills": {"change"},
    "office_days_off": {"forget"},
    "office_finger_consents": {"forget", "withdraw"},
    "office_leave": {"move_on"},
    "office_leave_settings": {"change_ladder", "keep_slip_kind", "save_allowance", "save_kind"},
    "office_month_steps": {"forget_outage", "name_signers", "reopen", "rule_missing_punches"},
    "office_attendance_year": {"rule"},
    "office_proofs": {"rules"},
    "office_punch_windows": {"change"},
    "office_punches": {"decide_about_punches"},
    "office_retention": {"change"},
    "office_roster": {"take_off"},
    "office_work_times": {"end", "keep_work_group", "keep_work_timetable"},
    "office_terminals": {
        "confirm_from_where", "dismiss", "look_at_a_log", "say_dealt_with", "take_up_a_log",
    },
    "office_unfinished": {"end"},
    "office_voice": {"change", "say", "say_text"},
    "office_windows": {"keep_pause_reason", "keep_priority", "keep_service", "keep_window"},
}  # fmt: skip


@pytest.fixture
def posted(application):
    """Every address of the office that takes a form."""
    return {
        rule.endpoint
        for rule in application.app.url_map.iter_rules()
        if "POST" in rule.methods and rule.endpoint.startswith("office")
    }


def test_every_form_of_the_office_is_known_to_add_something_or_nothing(posted):
    nothing = {f"{part}.{name}" for part, names in CHANGES.items() for name in names}

    assert posted == ADDED.keys() | nothing


def test_whatever_is_added_has_its_way_back(posted):
    for adds, ways in ADDED.items():
        part = adds.rpartition(".")[0]
        assert {f"{part}.{way}" for way in ways if way} <= posted, adds
