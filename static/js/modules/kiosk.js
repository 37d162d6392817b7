// The kiosk's frame: it stays loaded, and swaps only the page within.
//
// So a touch is one request, a second tap finds nothing to press, a server that restarts is
// waited for instead of shown as the browser's error page, and nothing of the person before is
// left in the history.

import { wake } from "../main.js";
import { answerTime } from "../lib/answer-time.js";
import { watchIdleness } from "../lib/idle-timer.js";
import { guard } from "../lib/guard.js";
import { isRevoked, showWhatToDo } from "../lib/not-enrolled.js";
import { following, isWithin, Visit } from "../lib/visit.js";

const HOME_REFRESH_MS = 60_000;
const SHOW_WAIT_MS = 700;
// The second tap of a double tap must not press what has just come up under the finger.
const SETTLE_MS = 400;
const FREE_MS = 50;
const AGAIN_MS = 1000;

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @param {HTMLElement} viewport */
export function mount(viewport) {
  const frame = new KioskFrame(viewport);
  frame.watch();
  frame.answer();
}

export class KioskFrame {
  #visit = new Visit();
  #here = location.pathname + location.search;
  #title = document.title;
  #arrived = false;
  /** @type {Promise<unknown>} what was chosen is told in its order */
  #told = Promise.resolve();

  /** @param {HTMLElement} viewport */
  constructor(viewport) {
    const { home = "", comfort = "", leave = "", staff = "" } = viewport.dataset;
    this.viewport = viewport;
    this.addresses = { home, comfort, leave, staff };
    this.root = document.documentElement;
    this.wait = /** @type {HTMLElement} */ (document.querySelector("[data-wait]"));
    this.warning = /** @type {HTMLElement} */ (document.querySelector("[data-warning]"));
    this.told = /** @type {HTMLElement | null} */ (document.querySelector("[data-told]"));
    this.shown = viewport.innerHTML;
  }

  /** Is anybody there, is there anything new, does the staff want in? */
  watch() {
    const { quietSeconds, warnSeconds } = this.viewport.dataset;
    this.idle = watchIdleness({
      quietSeconds: Number(quietSeconds),
      warnSeconds: Number(warnSeconds),
      asleep: () => this.#visit.isAsleep(this.isAtHome()),
      warn: (left) => this.warn(left),
      end: () => this.end(),
    });
    guard({ staffWanted: () => this.visit(this.addresses.staff) });
    setInterval(() => this.refreshHome().catch(console.warn), HOME_REFRESH_MS);
  }

  answer() {
    this.viewport.addEventListener("click", (event) => this.follow(event));
    document.addEventListener("submit", (event) => this.submit(event));
    // The warning is taken away by the whole tap, or its end would press what lies beneath.
    this.warning.addEventListener("click", () => {
      this.warning.hidden = true;
      this.settle();
    });
  }

  get page() {
    return /** @type {HTMLElement} */ (this.viewport.querySelector("[data-page]"));
  }

  get heading() {
    const heading = /** @type {HTMLElement} */ (this.page.querySelector("h1") ?? this.page);
    heading.tabIndex = -1;
    return heading;
  }

  /** Who does not see it hears once, and politely, that another page is there. */
  tell() {
    const name = (this.heading.textContent ?? "").trim().replace(/\s+/g, " ");
    document.title = [name, this.#title].filter(Boolean).join(" · ");
    if (this.told) {
      this.told.lang = this.heading.lang || this.root.lang;
      this.told.textContent = name;
    }
    this.#arrived = true;
  }

  isAtHome() {
    return this.page.dataset.page === "home";
  }

  /** @param {number | null} left  seconds until the visit is over; null for enough */
  warn(left) {
    this.warning.hidden = left === null || this.isAtHome();
    if (left === null) return;
    const seconds = /** @type {HTMLElement} */ (this.warning.querySelector("[data-seconds]"));
    seconds.textContent = String(left);
  }

  /** @param {MouseEvent} event */
  follow(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!link) return;
    event.preventDefault();
    if ("end" in link.dataset) this.end();
    else this.visit(link.getAttribute("href") ?? "");
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if ("out" in form.dataset) return; // the staff's way out of the frame
    event.preventDefault();
    if ("comfort" in form.dataset) this.choose(/** @type {HTMLButtonElement} */ (event.submitter));
    else this.visit(form.action, { method: "POST", body: fieldsOf(form, event.submitter) });
  }

  /**
   * One thing at a time, with nothing to press meanwhile.
   * @param {() => Promise<unknown>} task
   */
  async alone(task) {
    if (!this.#visit.begin()) return;
    this.viewport.inert = true;
    this.viewport.toggleAttribute("data-busy", true);
    const slow = setTimeout(() => (this.wait.hidden = false), SHOW_WAIT_MS);
    await untilItWorks(task);
    clearTimeout(slow);
    this.wait.hidden = true;
    this.viewport.removeAttribute("data-busy");
    this.idle?.touched();
    this.settle();
  }

  settle() {
    this.viewport.inert = true;
    setTimeout(() => {
      this.viewport.inert = false;
      if (this.#arrived) this.heading.focus({ preventScroll: true }); // while inert, nothing takes it
      this.#arrived = false;
      this.#visit.settled();
    }, SETTLE_MS);
  }

  /**
   * @param {string} address
   * @param {RequestInit} options
   */
  visit(address, options = {}) {
    if (!isWithin(address, { home: this.addresses.home, here: location.href })) return;
    // Whoever has walked away meanwhile does not get a number any more.
    const isThere = () => (this.idle?.secondsLeft() ?? 0) > 0;
    this.alone(() => (isThere() ? this.load(address, options) : this.leaveNow()));
  }

  /**
   * @param {string} address
   * @param {RequestInit} options
   */
  async load(address, options) {
    const answer = await ask(address, options);
    const html = await answer.text();
    this.#here = answer.headers.get("Content-Location") ?? answer.url;
    this.show(html);
    this.tell();
    if (isOutdated(answer) && this.isAtHome()) location.reload();
  }

  /** @param {string} html */
  show(html) {
    this.viewport.querySelectorAll("[data-module]").forEach((element) => element.dispatchEvent(new Event("leave")));
    this.viewport.innerHTML = this.shown = html;
    this.viewport.scrollTop = 0;
    wake(this.viewport);
  }

  /**
   * The whole frame anew, as the server sees this visitor now; what was typed is put back in.
   * @param {string} address
   * @returns {Promise<void>}
   */
  async renew(address) {
    const { home } = this.addresses;
    const answer = await ask(address, { headers: {} });
    if (!answer.ok && address !== home) return this.renew(home);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const { name, value } of fresh.documentElement.attributes) this.root.setAttribute(name, value);
    const focused = /** @type {Field | null} */ (document.activeElement)?.name;
    const parts = fresh.querySelectorAll("[data-frame]");
    document.querySelectorAll("[data-frame]").forEach((part, place) => (part.innerHTML = parts[place].innerHTML));
    const typed = this.typed();
    this.#title = fresh.title;
    this.show(/** @type {HTMLElement} */ (fresh.querySelector(".viewport")).innerHTML);
    this.typeAgain(typed);
    document.title = fresh.title;
    if (focused) document.querySelector(`[data-comfort] [name="${CSS.escape(focused)}"]`)?.focus();
    else if (!this.isAtHome()) this.tell(); // the heading that had the focus is another one now
    this.#here = address;
  }

  /** @returns {[name: string, value: string][]} */
  typed() {
    /** @type {NodeListOf<Field>} */
    const fields = this.viewport.querySelectorAll("input:not([type=hidden]), textarea");
    return [...fields].map(({ name, value }) => [name, value]);
  }

  /** @param {[name: string, value: string][]} typed */
  typeAgain(typed) {
    for (const [name, value] of typed) {
      /** @type {Field | null} */
      const field = this.viewport.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
  }

  /** Nobody is there: new notices come in quietly, and nothing that is touched meanwhile is lost. */
  async refreshHome() {
    const isFree = () => !this.#visit.busy && this.isAtHome();
    if (!isFree()) return;
    const answer = await ask(this.addresses.home);
    const html = await answer.text();
    if (!isFree()) return;
    if (isOutdated(answer)) location.reload();
    else if (html !== this.shown) this.show(html);
  }

  /** The visit is over: gone before anything is asked of the server, which may be away. */
  end() {
    this.warning.hidden = true;
    this.viewport.innerHTML = `<main data-page="over"></main>`;
    forget();
    this.alone(() => this.leaveNow()).then(() => this.#visit.left());
  }

  async leaveNow() {
    await ask(this.addresses.leave, { method: "POST" });
    await this.renew(this.addresses.home);
  }

  /** @param {HTMLButtonElement} button */
  choose(button) {
    const { name, value } = button;
    const may = (button.dataset.may ?? "").split(" ");
    this.root.dataset[name] = value;
    button.value = following(value, may);
    if (button.ariaPressed) button.ariaPressed = String(value !== may[0]);
    this.#visit.touched();
    const { size = "", contrast = "", reach = "", language = "" } = this.root.dataset;
    const body = new URLSearchParams({ size, contrast, reach, language });
    this.#told = this.#told.then(() => untilItWorks(() => ask(this.addresses.comfort, { method: "POST", body })));
    if (button.name === "language") this.#told.then(() => this.renewWhenFree());
  }

  /** Whoever touched something else meanwhile gets that first, and then the frame's language. */
  async renewWhenFree() {
    while (this.#visit.busy) await new Promise((resolve) => setTimeout(resolve, FREE_MS));
    await this.alone(() => this.renew(this.#here));
  }
}

/**
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function ask(address, options) {
  const answer = await fetch(address, {
    headers: { "X-Fragment": "yes" },
    signal: answerTime(),
    ...options,
  });
  if (isRevoked(answer)) showWhatToDo({ load: () => location.assign(firstPage()) });
  if (answer.status >= 500 || isRevoked(answer)) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** @param {Response} answer */
const isOutdated = (answer) => answer.headers.get("X-Version") !== document.body.dataset.version;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
const fieldsOf = (form, submitter) => new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)));

const firstPage = () => location.pathname.split("/").slice(0, 2).join("/");

/** What a page may have kept in this browser, wherever it is kept. */
async function forget() {
  history.replaceState(null, "", firstPage());
  performance.clearResourceTimings();
  for (const store of [sessionStorage, localStorage]) store.clear();
  const databases = (await globalThis.indexedDB?.databases?.()) ?? []; // older browsers do not tell
  for (const { name } of databases) indexedDB.deleteDatabase(name ?? "");
  if (globalThis.caches) for (const name of await caches.keys()) caches.delete(name);
}

/**
 * As wire.js does, whose live wire no first page needs.
 * @param {() => Promise<unknown>} task
 */
async function untilItWorks(task) {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
