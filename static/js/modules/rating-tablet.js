// The faces at a window: one touch is sent once, and the answer is painted where the faces were.

import { answerTime } from "../lib/answer-time.js";

/** @param {HTMLElement} _element */
export function mount(_element, { doc = document } = {}) {
  const region = /** @type {HTMLElement} */ (doc.querySelector(".tablet"));
  let busy = false;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} button
   */
  async function send(form, button) {
    const words = new URLSearchParams(/** @type {any} */ (new FormData(form, button)));
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "X-Fragment": "yes" },
      body: words,
      signal: answerTime(),
    });
    // Too late, or rated elsewhere meanwhile: what stands there now is the answer.
    if (!answer.ok) return void region.dispatchEvent(new Event("refresh"));
    region.dispatchEvent(new CustomEvent("paint", { detail: await answer.text() }));
  }

  region.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    region.setAttribute("data-busy", "");
    send(/** @type {HTMLFormElement} */ (event.target), event.submitter)
      .catch(() => region.dispatchEvent(new Event("refresh")))
      .finally(() => {
        busy = false;
        region.removeAttribute("data-busy");
      });
  });
  for (const kind of ["contextmenu", "dragstart", "selectstart"]) {
    doc.addEventListener(kind, (event) => event.preventDefault());
  }
}
