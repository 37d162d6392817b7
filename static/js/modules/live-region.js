// A region the server renders, that renews itself when the announcer says so.
//
//   <div data-module="live-region" data-room="kiosk" data-source="/kiosk/tickets/x/slip"
//        data-refresh-on="slip-changed" data-only="A001"><p data-seq="12">…</p></div>
//
// data-only, on the region or within the fragment: refresh only when a value of the message is
// this one. A fragment with data-again-after="8" is out of date by itself after 8 seconds.
// While somebody fills in a form that was unfolded here, what is new waits until they leave it; and
// while a button is held down: drawn anew under the finger, it would not be pressed at all.

import { fragment, keepTrying, listen } from "../lib/wire.js";

const LONGEST_PRESS_MS = 3000; // its end may be lost, outside of the window

const seqIn = (/** @type {string} */ html) => Number(/data-seq="(\d+)"/.exec(html)?.[1] ?? 0);

/** Loaded when it is wanted: hardly ever. */
const startAnewFor = async (/** @type {string} */ version) =>
  (await import("../lib/start-anew.js")).startAnewFor(version);

/** @param {HTMLElement} element */
export function mount(element, { connect = listen, fetchText = fragment } = {}) {
  const { room = "", refreshOn = "", source = "" } = element.dataset;
  const names = refreshOn.split(/\s+/);
  let turn = 0;
  let renewing = false;
  let onceMore = false;
  /** @type {number | undefined} */
  let again;
  /** @type {string | null} */
  let held = null;
  /** @type {number | undefined} */
  let pressed;
  let painted = 0;

  const only = () => element.querySelector("[data-only]")?.dataset.only ?? element.dataset.only;
  // What names neither a number nor a service is news for everybody: a window that pauses.
  const concerns = (/** @type {object} */ words) =>
    !only() || !("number" in words || "service" in words) || Object.values(words).includes(only());
  const inUse = () => pressed || element.querySelector("details[open] form:focus-within");

  // A rush of messages costs one request under way and one after it, not one each.
  async function renew() {
    onceMore = renewing;
    if (renewing) return;
    renewing = true;
    try {
      do {
        onceMore = false;
        const mine = ++turn;
        const html = await keepTrying(() => fetchText(source));
        // A slow answer must not win over what was painted meanwhile, unless it is newer.
        if (mine !== turn && seqIn(html) <= painted) continue;
        if (inUse()) held = html;
        else paint(html);
      } while (onceMore);
    } catch (error) {
      console.warn(error); // refused for good: the last picture stays
    } finally {
      renewing = false;
    }
  }

  function paint(/** @type {string} */ html) {
    turn += 1;
    held = null;
    painted = seqIn(html);
    const focused = document.activeElement?.id;
    element.innerHTML = html;
    if (focused) element.querySelector(`#${CSS.escape(focused)}`)?.focus(); // was painted over
    schedule();
  }

  function schedule() {
    clearTimeout(again);
    const seconds = element.querySelector("[data-again-after]")?.dataset.againAfter;
    if (seconds) again = setTimeout(renew, Number(seconds) * 1000);
  }

  element.addEventListener("paint", (event) => paint(event.detail));
  element.addEventListener("refresh", renew);
  const paintHeld = () => held !== null && !inUse() && paint(held);
  element.addEventListener("focusout", () => setTimeout(paintHeld)); // the focus is between two

  function release() {
    clearTimeout(pressed);
    pressed = undefined;
    paintHeld();
  }
  element.addEventListener("pointerdown", () => {
    clearTimeout(pressed);
    pressed = setTimeout(release, LONGEST_PRESS_MS);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    element.addEventListener(end, () => setTimeout(release)); // once the click is through
  }

  const seq = Number(element.querySelector("[data-seq]")?.dataset.seq ?? 0);
  const wire = connect(room, seq, {
    renew,
    connected: () => element.removeAttribute("data-lost"),
    lost: () => element.setAttribute("data-lost", ""),
    // Within the kiosk's frame, the frame decides when.
    outdated: (version) => element.closest("[data-page]") || startAnewFor(version),
    message(name, words) {
      if (names.includes(name) && concerns(words)) renew();
    },
  });
  element.addEventListener("leave", () => {
    clearTimeout(again);
    clearTimeout(pressed);
    wire.close();
  });
  schedule();
}
