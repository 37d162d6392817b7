// The clerk's desk by keyboard and by mouse: one request a key, and no key counts twice.
//
//   <div data-module="desk-keys" data-unreachable="没有连上服务器…" hidden></div>
//
// Buttons say their key in data-key. A key on a summary opens the form under it; Escape closes it.
// What a key means, lib/call-pad.js says; which one counts while the server is still answering,
// lib/pressed-keys.js.

import { answerTime } from "../lib/answer-time.js";
import { CallPad, padDigit } from "../lib/call-pad.js";
import { PressedKeys } from "../lib/pressed-keys.js";

/** @param {HTMLElement} element */
export function mount(element) {
  new DeskKeys(element).listen();
}

export class DeskKeys {
  #pad = new CallPad();
  #pressed = new PressedKeys();

  /** @param {HTMLElement} element */
  constructor(element) {
    this.unreachable = element.dataset.unreachable ?? "";
    this.desk = /** @type {HTMLElement} */ (document.querySelector(".desk"));
    this.refusal = /** @type {HTMLElement} */ (document.querySelector("[data-refusal]"));
  }

  listen() {
    document.addEventListener("submit", (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (!this.desk.contains(form)) return;
      event.preventDefault();
      this.submit(form);
    });
    document.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {HTMLFormElement} form  whose button was pressed or clicked */
  async submit(form) {
    if (!this.#pressed.begin(form.querySelector("[data-key]")?.dataset.key)) return;
    this.desk.setAttribute("data-busy", "");
    try {
      await this.send(form);
    } catch {
      this.refuse(this.unreachable);
    }
    this.desk.removeAttribute("data-busy");
    const next = this.#pressed.end();
    if (next) this.press(next);
  }

  /** @param {HTMLFormElement} form */
  async send(form) {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "X-Fragment": "yes" },
      body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
      signal: answerTime(),
    });
    if (answer.redirected) {
      this.#pressed.forget();
      return location.assign(answer.url);
    }
    const html = await answer.text();
    if (answer.ok) {
      this.refusal.hidden = true;
      this.desk.dispatchEvent(new CustomEvent("paint", { detail: html }));
    } else {
      this.refuse(new DOMParser().parseFromString(html, "text/html").body.textContent.trim());
      this.desk.dispatchEvent(new Event("refresh"));
    }
  }

  /** @param {string} sentence */
  refuse(sentence) {
    this.#pressed.forget();
    this.refusal.textContent = sentence;
    this.refusal.hidden = false;
  }

  /**
   * True if the key does something here.
   * @param {string} key
   */
  press(key) {
    /** @type {HTMLButtonElement | null} */
    const found = this.desk.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (!found) return false;
    if (found.form) this.submit(found.form);
    else this.unfold(/** @type {HTMLDetailsElement} */ (found.closest("details")));
    return true;
  }

  /** @param {HTMLDetailsElement} details */
  unfold(details) {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const others = this.desk.querySelectorAll("details[open]");
    for (const other of others) other.open = other === details;
    details.open = true;
    details.querySelector("input:not([type=hidden]), select")?.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (isNoStroke(event)) return;
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLDetailsElement | null} */
    const unfolded = target.closest("details[open]");
    if (unfolded && event.key === "Escape") return fold(unfolded);
    /** @type {HTMLSelectElement | null} */
    const list = unfolded && target.closest("select");
    if (list && event.code.startsWith("Numpad")) return choose(list, event);
    if (isItsOwn(target, event)) return;
    const key = this.#pad.meant(event);
    if (!key) return event.preventDefault();
    if (this.#pressed.busy) this.#pressed.meanwhile(key);
    else if (this.press(key)) event.preventDefault();
  }
}

/**
 * A part of a shortcut or of an input method, or a key that is only held.
 * @param {KeyboardEvent} event
 */
const isNoStroke = ({ ctrlKey, altKey, metaKey, repeat, isComposing }) =>
  ctrlKey || altKey || metaKey || repeat || isComposing;

/**
 * Typing is no command, and Enter presses the button that has the focus.
 * @param {Element} target
 * @param {KeyboardEvent} event
 */
function isItsOwn(target, { key }) {
  if (target.closest("input:not([type=checkbox]), select, textarea")) return true;
  return key === "Enter" && target.closest("button, summary") !== null;
}

/** @param {HTMLDetailsElement} details */
function fold(details) {
  details.open = false;
  details.querySelector("summary")?.focus();
}

/**
 * A list without a mouse: a digit counts to the entry, + and - go on, Enter is the button.
 * @param {HTMLSelectElement} list
 * @param {KeyboardEvent} event
 */
function choose(list, event) {
  const step = event.code === "NumpadAdd" ? 1 : event.code === "NumpadSubtract" ? -1 : 0;
  const last = list.options.length - 1;
  const wanted = step ? list.selectedIndex + step : Number(padDigit(event));
  if (event.key === "Enter") list.form?.requestSubmit();
  else if (event.code === "NumpadDivide") /** @type {HTMLDetailsElement} */ (list.closest("details")).open = false;
  else if (!Number.isNaN(wanted)) list.selectedIndex = Math.max(0, Math.min(wanted, last));
  else return;
  event.preventDefault();
}
