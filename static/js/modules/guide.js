// The guide beside the desk: of the visit in hand, or of the item that the clerk looked for.
//
// It has no wire of its own. The desk beside it is renewed whenever the line changes; the guide
// follows only when another visit is in hand, or goes on with its next service, so that no tick and
// no word is lost meanwhile.

import { fragment, keepTrying } from "../lib/wire.js";

/** @param {HTMLElement} element */
export function mount(element, { doc = document, fetchText = fragment } = {}) {
  const desk = /** @type {HTMLElement} */ (doc.querySelector(".desk"));
  const { source = "" } = element.dataset;
  let turn = 0;

  const visitOf = (/** @type {HTMLElement} */ part) => part.querySelector("[data-visit]")?.dataset.visit?.trim();

  async function show(/** @type {string} */ address) {
    const mine = ++turn;
    const html = await keepTrying(() => fetchText(address));
    if (mine === turn) element.innerHTML = html; // a slow, older answer must not win
  }

  function follow() {
    const visit = visitOf(desk); // "" when nobody is there: the last one may be told still
    if (visit && visit !== visitOf(element)) show(source).catch(console.warn);
  }

  element.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[data-guide]");
    if (!link) return;
    event.preventDefault();
    show(/** @type {HTMLAnchorElement} */ (link).href).catch(console.warn);
  });
  element.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method !== "get") return;
    event.preventDefault();
    show(`${form.action}?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`).catch(console.warn);
  });
  new MutationObserver(follow).observe(desk, { childList: true });
  show(source).catch(console.warn);
}
