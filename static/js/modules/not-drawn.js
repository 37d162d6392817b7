// What screens will not draw as it was typed, told while it is being written.
//
//   <ul data-saved-marks><li>…</li></ul>  what is told of the saved draft: the same is not said twice
//   <div data-module="not-drawn" data-source="/office/notices/not-drawn" role="status"></div>

import { askedOf, writtenNotice } from "../lib/written-notice.js";

const LOOK_MS = 700;

/** @param {HTMLElement} element */
export function mount(element) {
  let asked = "";
  let isAsking = false;
  async function look() {
    const written = writtenNotice();
    if (isAsking || !written || String(written) === asked) return;
    isAsking = true;
    try {
      show(element, await askedOf(element.dataset.source ?? "", written));
      asked = String(written);
    } finally {
      isAsking = false;
    }
  }
  setInterval(() => look().catch(console.warn), LOOK_MS);
}

/**
 * @param {HTMLElement} element
 * @param {string} html
 */
export function show(element, html) {
  const drawn = document.createElement("div");
  drawn.innerHTML = html;
  const saved = document.querySelector("[data-saved-marks]");
  if (saved && lines(saved) === lines(drawn)) drawn.replaceChildren();
  if (element.innerHTML !== drawn.innerHTML) element.replaceChildren(...drawn.childNodes); // heard only when it is new
}

/** @param {Element} list */
const lines = (list) => [...list.querySelectorAll("li")].map((line) => line.textContent?.trim()).join("\n");
