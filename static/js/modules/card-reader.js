// The kiosk waits for an ID card: the region says what to do with it, and when it was read the
// form beside it asks for the number, as a touch would.
//
//   <div data-module="card-reader" data-source="/kiosk/take/card/x"><p data-stage="lay">…</p></div>

import { fragment } from "../lib/wire.js";

const LOOK_MS = 400;

/** @param {HTMLElement} element */
export function mount(element, { fetchText = fragment, look = LOOK_MS } = {}) {
  const page = element.closest("[data-page]") ?? document;
  const { source = "" } = element.dataset;
  /** @type {number | undefined} */
  let timer;
  let left = false;

  function askForIt() {
    const form = /** @type {HTMLFormElement} */ (page.querySelector("form[data-card-taken]"));
    form.requestSubmit();
  }

  async function round() {
    try {
      const html = await fetchText(source);
      if (left) return;
      // Written only when it is new, so that it is not read aloud again and again.
      if (html.trim() !== element.innerHTML.trim()) element.innerHTML = html;
    } catch (error) {
      console.warn(error); // the frame says when the server is away; the buttons still stand
    }
    if (left) return;
    if (element.querySelector('[data-stage="read"]')) askForIt();
    timer = setTimeout(round, look); // again, should the frame have been busy
  }

  for (const button of page.querySelectorAll("[data-demonstration]")) {
    const body = new URLSearchParams({ [button.dataset.demonstration ?? ""]: "yes" });
    button.addEventListener("click", () => fetch(`${source}/shelf`, { method: "POST", body }));
  }
  element.addEventListener("leave", () => {
    left = true;
    clearTimeout(timer);
  });
  round();
}
