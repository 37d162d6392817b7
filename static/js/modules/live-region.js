// A region the server renders, that renews itself when the announcer says so.
//
//   <div data-module="live-region" data-room="kiosk" data-source="/kiosk/tickets/x/slip"
//        data-refresh-on="slip-changed" data-only="A001"><p data-seq="12">…</p></div>
//
// data-only, on the region or within the fragment: refresh only when a value of the message is
// this one. A fragment with data-again-after="8" is out of date by itself after 8 seconds.
// While somebody fills in a form that was unfolded here, what is new waits until they leave it.

import { fragment, keepTrying, listen } from "../lib/wire.js";

/** Loaded when it is wanted: hardly ever. */
const startAnewFor = async (version) => (await import("../lib/start-anew.js")).startAnewFor(version);

export function mount(element, { connect = listen, fetchText = fragment } = {}) {
  const { room, refreshOn, source } = element.dataset;
  const names = refreshOn.split(" ");
  let turn = 0;
  let renewing = false;
  let onceMore = false;
  let again = null;
  let held = null;

  const only = () => element.querySelector("[data-only]")?.dataset.only ?? element.dataset.only;
  // What names neither a number nor a service is news for everybody: a window that pauses.
  const concerns = (words) => !only() || !("number" in words || "service" in words) || Object.values(words).includes(only());
  const fillingIn = () => element.querySelector("details[open] form:focus-within");

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
        if (mine !== turn) continue; // a slow, older answer must not win
        if (fillingIn()) held = html;
        else paint(html);
      } while (onceMore);
    } catch (error) {
      console.warn(error); // refused for good: the last picture stays
    } finally {
      renewing = false;
    }
  }

  function paint(html) {
    turn += 1;
    held = null;
    const focused = document.activeElement?.id;
    element.innerHTML = html;
    if (focused) element.querySelector(`#${CSS.escape(focused)}`)?.focus(); // was painted over
    schedule();
  }

  function schedule() {
    clearTimeout(again);
    const seconds = element.querySelector("[data-again-after]")?.dataset.againAfter;
    if (seconds) again = setTimeout(renew, seconds * 1000);
  }

  element.addEventListener("paint", (event) => paint(event.detail));
  element.addEventListener("refresh", renew);
  element.addEventListener("focusout", () => {
    setTimeout(() => held !== null && !fillingIn() && paint(held)); // the focus is between two
  });

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
    wire.close();
  });
  schedule();
}
