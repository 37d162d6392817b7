// A region the server renders, that renews itself when the announcer says so.
//
//   <div data-module="live-region" data-room="kiosk" data-source="/kiosk/tickets/x/slip"
//        data-refresh-on="slip-changed" data-only="A001"><p data-seq="12">…</p></div>
//
// data-only, on the region or within the fragment: refresh only when a value of the message is
// this one. A fragment with data-again-after="8" is out of date by itself after 8 seconds.
// While somebody fills in a form that was unfolded here, what is new waits until they leave it; and
// while a button is held down: drawn anew under the finger, it would not be pressed at all.
// Which answer is painted, lib/pictures.js says.

import { Pictures } from "../lib/pictures.js";
import { fragment, keepTrying, listen } from "../lib/wire.js";

const LONGEST_PRESS_MS = 3000; // its end may be lost, outside of the window

const seqIn = (/** @type {string} */ html) => Number(/data-seq="(\d+)"/.exec(html)?.[1] ?? 0);

/** Loaded when it is wanted: hardly ever. */
const reloadFor = async (/** @type {string} */ version) => (await import("../lib/reload-page.js")).reloadFor(version);

/** @param {HTMLElement} element */
export function mount(element, { connect = listen, fetchText = fragment } = {}) {
  const region = new LiveRegion(element, fetchText);
  region.listen(connect);
  region.watchFingers();
  region.schedule();
}

export class LiveRegion {
  #pictures = new Pictures();
  /** @type {number | undefined} */
  #again;
  /** @type {number | undefined} while a button is held down */
  #pressed;

  /**
   * @param {HTMLElement} element
   * @param {typeof fragment} fetchText
   */
  constructor(element, fetchText) {
    this.element = element;
    this.fetchText = fetchText;
    this.names = (element.dataset.refreshOn ?? "").split(/\s+/);
  }

  /** @param {typeof listen} connect */
  listen(connect) {
    const { element } = this;
    const seq = Number(element.querySelector("[data-seq]")?.dataset.seq ?? 0);
    const wire = connect(element.dataset.room ?? "", seq, {
      renew: () => this.renew(),
      connected: () => element.removeAttribute("data-lost"),
      lost: () => element.setAttribute("data-lost", ""),
      // Within the kiosk's frame the frame itself sees to that, once nobody is there.
      outdated: (version) => element.closest("[data-page]") || reloadFor(version),
      message: (name, words) => this.hear(name, words),
    });
    element.addEventListener("paint", (event) => this.paint(event.detail));
    element.addEventListener("refresh", () => this.renew());
    element.addEventListener("leave", () => {
      clearTimeout(this.#again);
      clearTimeout(this.#pressed);
      wire.close();
    });
  }

  watchFingers() {
    const { element } = this;
    element.addEventListener("focusout", () => setTimeout(() => this.paintHeld())); // the focus is between two
    element.addEventListener("pointerdown", () => {
      clearTimeout(this.#pressed);
      this.#pressed = setTimeout(() => this.release(), LONGEST_PRESS_MS);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      element.addEventListener(end, () => setTimeout(() => this.release())); // once the click is through
    }
  }

  release() {
    clearTimeout(this.#pressed);
    this.#pressed = undefined;
    this.paintHeld();
  }

  isInUse() {
    return Boolean(this.#pressed || this.element.querySelector("details[open] form:focus-within"));
  }

  /**
   * @param {string} name
   * @param {object} words
   */
  hear(name, words) {
    const only = this.element.querySelector("[data-only]")?.dataset.only ?? this.element.dataset.only;
    if (this.names.includes(name) && concerns(words, only)) this.renew();
  }

  /** A rush of messages costs one request under way and one after it, not one each. */
  async renew() {
    if (!this.#pictures.begin()) return;
    try {
      do {
        const mine = this.#pictures.ask();
        const html = await keepTrying(() => this.fetchText(this.element.dataset.source ?? ""));
        if (this.#pictures.isWanted(mine, seqIn(html))) this.show(html);
      } while (this.#pictures.isAskedAgain);
    } catch (error) {
      console.warn(error); // refused for good: the last picture stays
    } finally {
      this.#pictures.end();
    }
  }

  /** @param {string} html */
  show(html) {
    if (this.isInUse()) this.#pictures.held = html;
    else this.paint(html);
  }

  paintHeld() {
    const { held } = this.#pictures;
    if (held !== null && !this.isInUse()) this.paint(held);
  }

  /** @param {string} html */
  paint(html) {
    this.#pictures.painted(seqIn(html));
    const focused = document.activeElement?.id;
    this.element.innerHTML = html;
    if (focused) this.element.querySelector(`#${CSS.escape(focused)}`)?.focus(); // was painted over
    this.schedule();
  }

  schedule() {
    clearTimeout(this.#again);
    const seconds = this.element.querySelector("[data-again-after]")?.dataset.againAfter;
    if (seconds) this.#again = setTimeout(() => this.renew(), Number(seconds) * 1000);
  }
}

/**
 * What names neither a number nor a service is news for everybody: a window that pauses.
 * @param {object} words
 * @param {string | undefined} only
 */
export function concerns(words, only) {
  const isForOne = "number" in words || "service" in words;
  return !only || !isForOne || Object.values(words).includes(only);
}
