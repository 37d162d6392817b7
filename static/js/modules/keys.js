// The kiosk without touching it: by a plain keyboard, and by one or two switches.
//
// Tab and Enter are the browser's own; arrows go to the nearest control that way, Escape goes
// back. Whoever holds Enter or Space for a while begins to scan: a frame moves on by itself, over
// whole rows first where many things lie (scanning.js), and a press of the key takes what is in it.
// A second key steps by hand, and the frame waits (switch-scan.js).

import { after, opened, rewound, rows } from "./scanning.js";
import { around, ARROWS, nearest, SWITCHES, SwitchScan } from "./switch-scan.js";

const SCAN_MS = 1800;
const CONTROLS = "a[href], button:not(:disabled), summary, input:not([type=hidden]), textarea, select, [tabindex='0']";
const GROUPS = "nav, ul, [role=group]"; // whose controls belong together

/** @typedef {import("./scanning.js").Place<HTMLElement>} Place */

export function mount() {
  new KioskKeys().listen();
}

export class KioskKeys {
  #scan = new SwitchScan();
  /** @type {number | undefined} */
  #timer;
  /** @type {Place} */
  #place = nowhere();

  constructor() {
    this.root = document.documentElement;
    this.caption = /** @type {HTMLElement} */ (document.querySelector("[data-caption]"));
    this.frame = document.body.appendChild(document.createElement("i"));
    this.frame.className = "scan-highlight";
    this.frame.hidden = true;
  }

  listen() {
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keyup", ({ key }) => SWITCHES.includes(key) && this.#scan.up());
    document.addEventListener("scroll", () => this.draw(), { capture: true, passive: true });
    addEventListener("resize", () => this.draw());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key, repeat, target } = event;
    const writes = target instanceof Element && target.matches("textarea, input:not([inputmode=none])");
    if (SWITCHES.includes(key) && !writes) return this.press(event);
    const movesTheCaret = writes && ["ArrowLeft", "ArrowRight"].includes(key);
    if (key in ARROWS && !movesTheCaret) this.arrow(key);
    else if (key === "Escape") repeat || this.escape();
    else return;
    event.preventDefault();
  }

  escape() {
    if (this.#scan.scanning) this.stop();
    else this.back();
  }

  /** @param {KeyboardEvent} event  of a switch */
  press(event) {
    const { wish, prevented } = this.#scan.down(event);
    if (prevented) event.preventDefault();
    if (wish === "scan") this.begin();
    if (wish === "take") this.take();
    if (wish === "step") this.onward();
    if (wish) this.go();
  }

  begin() {
    this.root.dataset.scan = "";
    this.caption.textContent = scanCaption();
    this.caption.hidden = false;
    this.#place = nowhere(focused());
  }

  go() {
    clearInterval(this.#timer);
    if (!this.#scan.byHand) this.#timer = setInterval(() => this.onward(), SCAN_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#scan.stop();
    delete this.root.dataset.scan;
    this.caption.hidden = this.frame.hidden = true;
  }

  /** On from what is lit, or from where a finger has put the focus meanwhile. */
  onward() {
    const isTouched = this.#place.lit.length < 2 && focused() !== this.#place.lit[0];
    this.light(after(inRows(), isTouched ? nowhere(focused()) : this.#place));
  }

  take() {
    const { lit, within } = this.#place;
    if (lit.length > 1 && lit.every((each) => each.isConnected)) return this.light(opened(lit));
    focused()?.click();
    if (within?.[0].isConnected) this.light(rewound(inRows(), within[0], groupOf));
  }

  /** @param {Place} next */
  light(next) {
    this.#place = next;
    if (next.lit.length === 1) reach(next.lit[0]);
    else {
      focused()?.blur(); // one frame at a time
      for (const each of [next.lit.at(-1), next.lit[0]]) each?.scrollIntoView({ block: "nearest" });
    }
    this.draw();
  }

  draw() {
    const { lit } = this.#place;
    this.frame.hidden = !("scan" in this.root.dataset) || lit.length < 2 || !lit.every((each) => each.isConnected);
    if (this.frame.hidden) return;
    const { left, top, width, height } = around(lit.map(boxOf));
    Object.assign(this.frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  }

  /** @param {string} key */
  arrow(key) {
    const from = focused();
    const all = controls();
    if (!from || !all.includes(from)) return this.step(); // from the page, or its heading: to its first control
    const others = all.filter((each) => each !== from);
    reach(nearest(others, boxOf(from), key, boxOf));
  }

  step() {
    const all = controls();
    const now = focused();
    reach(all[((now ? all.indexOf(now) : -1) + 1) % all.length]);
  }

  back() {
    const stage = /** @type {HTMLElement} */ (document.querySelector(".viewport"));
    const over = controls()[0]?.closest(".wait");
    const home = `a[href="${stage.dataset.home}"]`;
    (over?.querySelector("button") ?? stage.querySelector(".back, [data-back]") ?? stage.querySelector(home))?.click();
  }
}

/** What may be reached now: under a warning, the warning alone. */
function controls() {
  const over = [...document.querySelectorAll(".wait")].find((each) => !each.hidden) ?? document;
  return [...over.querySelectorAll(CONTROLS)].filter((each) => !isCovered(each));
}

/** @param {HTMLElement} each */
const isCovered = (each) => each.closest("[inert]") || !each.checkVisibility({ visibilityProperty: true });

/** @param {HTMLElement | undefined} control */
function reach(control) {
  control?.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));
  control?.scrollIntoView({ block: "nearest" });
}

/** In the page's language, which may change under this script. */
const scanCaption = () => document.querySelector("[data-scan-caption]")?.textContent ?? "";

const focused = () => /** @type {HTMLElement | null} */ (document.activeElement);

/** @param {HTMLElement} control */
const groupOf = (control) => control.closest(GROUPS);

/** @param {HTMLElement} control */
const boxOf = (control) => control.getBoundingClientRect();

const inRows = () => rows(controls(), groupOf, boxOf);

/**
 * @param {HTMLElement | null} control  that has the focus
 * @returns {Place}
 */
function nowhere(control = null) {
  return { lit: control ? [control] : [], within: null };
}
