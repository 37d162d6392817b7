// Written by `make vocabulary` from announcer/vocabulary.py; change that file, not this one.

export const WELCOME = "welcome";
export const TICKET_CALLED = "ticket-called";
export const LINE_CHANGED = "line-changed";
export const WINDOWS_CHANGED = "windows-changed";
export const SLIP_CHANGED = "slip-changed";
export const TOUCH_ANSWERED = "touch-answered";
export const MACHINE_CHANGED = "machine-changed";
export const SETTINGS_CHANGED = "settings-changed";
export const ANNOUNCEMENT = "announcement";
export const VOICE_CHANGED = "voice-changed";
export const OPINIONS_CHANGED = "opinions-changed";
export const NOTICES_CHANGED = "notices-changed";
export const NOTICES_HANDLED = "notices-handled";
export const SCREEN_ORDERED = "screen-ordered";

export const ROOM = Object.freeze({
  BOARD: "board",
  COUNTER: "counter",
  KIOSK: "kiosk",
  PHONE: "phone",
  TIMECLOCK: "timeclock",
  OFFICE: "office",
  TABLET: "tablet",
});

/** The voice has begun with a call by then, or never will: announcer/voice/queue.py. */
export const ANNOUNCED_WITHIN_MS = 2500;
