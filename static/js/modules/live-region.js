// A region the server renders, that renews itself when the announcer says so.
//
//   <div data-module="live-region" data-room="kiosk" data-source="/kiosk/tickets/x/slip"
//        data-refresh-on="slip-changed" data-only="A001"><p data-seq="12">…</p></div>
//
// data-only: refresh only when a value of the message is this one. A fragment with
// data-again-after="8" is out of date by itself after 8 seconds.

import { keepTrying } from "../lib/retry.js";
import { fragment, listen } from "../lib/wire.js";

export function mount(element, { connect = listen, fetchText = fragment } = {}) {
  const { room, refreshOn, source, only } = element.dataset;
  const names = refreshOn.split(" ");
  let turn = 0;
  let again = null;

  async function refresh() {
    const mine = ++turn;
    const html = await fetchText(source);
    if (mine === turn) paint(html); // a slow, older answer must not win
  }

  function paint(html) {
    turn += 1;
    element.innerHTML = html;
    element.dispatchEvent(new CustomEvent("painted", { bubbles: true }));
    schedule();
  }

  function schedule() {
    clearTimeout(again);
    const seconds = element.querySelector("[data-again-after]")?.dataset.againAfter;
    if (seconds) again = setTimeout(() => keepTrying(refresh), seconds * 1000);
  }

  element.addEventListener("paint", (event) => paint(event.detail));
  element.addEventListener("refresh", () => keepTrying(refresh));

  const seq = Number(element.querySelector("[data-seq]")?.dataset.seq ?? 0);
  const wire = connect(room, seq, {
    renew: () => keepTrying(refresh),
    connected: () => element.removeAttribute("data-lost"),
    lost: () => element.setAttribute("data-lost", ""),
    message(name, words) {
      if (!names.includes(name) || (only && !Object.values(words).includes(only))) return;
      keepTrying(refresh);
    },
  });
  element.addEventListener("leave", () => wire.close?.());
  schedule();
}
