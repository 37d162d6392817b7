// The search box of the office: what is found comes while one types.
//
//   <search data-module="office-search" data-source="/office/_search">
//     <form action="/office/search"><input name="q"></form><div data-found hidden></div>
//
// "/" or Ctrl+K leads into it from anywhere, arrows to what was found, Escape back. Enter in the
// box asks for the page of results, as without this script.

const PAUSE_MS = 150;

/** @param {HTMLElement} search */
export function mount(search, { pauseMs = PAUSE_MS } = {}) {
  const box = /** @type {HTMLInputElement} */ (search.querySelector("[name=q]"));
  const found = /** @type {HTMLElement} */ (search.querySelector("[data-found]"));
  const look = new OfficeSearch(search.dataset.source ?? "", box, found);
  let soon = 0;
  box.addEventListener("input", () => {
    clearTimeout(soon);
    soon = Number(setTimeout(() => look.ask(), pauseMs));
  });
  search.addEventListener("keydown", (event) => look.press(event));
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(/** @type {Node} */ (event.relatedTarget))) look.close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!search.contains(/** @type {Node} */ (event.target))) look.close();
  });
  document.addEventListener("keydown", (event) => {
    if (!leadsHere(event)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/** @param {KeyboardEvent} event */
function leadsHere(event) {
  if (event.key === "k" && (event.ctrlKey || event.metaKey)) return true;
  const at = /** @type {Element} */ (event.target);
  const isTyping = at.matches?.("input, select, textarea, [contenteditable], [contenteditable] *");
  return event.key === "/" && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping;
}

export class OfficeSearch {
  turn = 0;

  /**
   * @param {string} source
   * @param {HTMLInputElement} box
   * @param {HTMLElement} found
   */
  constructor(source, box, found) {
    this.source = source;
    this.box = box;
    this.found = found;
  }

  /** Answers that come late are dropped: the list belongs to what stands in the box. */
  async ask() {
    const turn = ++this.turn;
    const words = this.box.value.trim();
    if (!words) return this.close();
    const address = `${this.source}?${new URLSearchParams({ q: words })}`;
    const answer = await fetch(address, { headers: { "X-Fragment": "1" } }).catch(() => null);
    if (turn !== this.turn || !answer?.ok || answer.redirected) return;
    this.found.innerHTML = await answer.text();
    this.found.hidden = false;
  }

  close() {
    this.turn += 1;
    this.found.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !this.found.hidden) {
      this.close();
      this.box.focus();
    } else if (step && !this.found.hidden) this.move(step);
    else return;
    event.preventDefault();
  }

  /** @param {number} step */
  move(step) {
    const stops = [this.box, ...this.found.querySelectorAll("a")];
    const at = stops.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    stops[(at + step + stops.length) % stops.length].focus();
  }
}
