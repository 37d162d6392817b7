// Rotates the notices; a long one is turned page by page instead of shrunk.
//
//   <aside data-module="notices" data-screen="main" data-source="/display/main/_notices"
//          data-stalled="/display/main/stalled" data-page-ms="12000" data-refresh-ms="60000"
//          data-trusted-ms="600000" data-strikes="3">
//     <i data-notices-seq="12" data-change-in="3600" hidden></i>
//     <article class="notice" data-notice="7" data-ends-in="60">…
//
// Two layers: what comes next is made ready behind what is seen, and takes its place once it is
// decoded. What does not get ready in fifteen seconds is skipped, and left out after so many
// strikes. Whose turn it is, lib/rotation.js says. What changes on the server comes with the wire,
// drawn already, and on its minute by our own clock; how long a server that is silent is believed,
// lib/offline-rules.js says.

import { mayShow } from "../lib/offline-rules.js";
import { begin, ready, release, STALLED_MS } from "../lib/notice-media.js";
import { Rotation } from "../lib/rotation.js";
import { postJson } from "../lib/post-json.js";
import { sheetOn, turnTo } from "../lib/turning.js";
import { fragment, keepTrying } from "../lib/wire.js";

const LATEST_MS = 800; // what was taken down does not wait until its successor is decoded
const AFTER_FAILURE_MS = 1000;
const FARTHEST_MS = 2 ** 31 - 1;
const SPREAD_MS = 800; // not all screens ask at once

/** @param {HTMLElement} element */
export function mount(element) {
  new NoticeRegion(element).start();
}

export class NoticeRegion {
  /** @type {Rotation<HTMLElement>} */
  #rotation;
  /** @type {WeakMap<HTMLElement, number>} by our own clock */
  #ends = new WeakMap();
  /** @type {string | null} */
  #kept = null;
  #turn = 0;
  /** @type {number | undefined} */
  #next;
  /** @type {number | undefined} */
  #watch;
  /** @type {number | undefined} */
  #change;
  #lost = false;
  #heardAt = performance.now(); // the page itself came from the server
  #asked = 0;
  #newest = 0;
  #waiting = 0;
  #changes = 0;
  #ongoing = Promise.resolve(true);

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.#rotation = new Rotation(idOf, Number(element.dataset.strikes));
  }

  start() {
    const { element } = this;
    document.addEventListener("wire", ({ detail }) => this.hear(detail));
    setInterval(() => (this.#waiting ? this.leave() : this.refresh()), Number(element.dataset.refreshMs));
    if (element.dataset.letter) element.style.setProperty("--letter", `${element.dataset.letter}vmin`);
    const first = element.innerHTML;
    document.fonts.ready.then(() => this.put(first)); // pages are counted in the letters that are shown
  }

  get pageMs() {
    return Number(this.element.dataset.pageMs);
  }

  get trustedMs() {
    return Number(this.element.dataset.trustedMs);
  }

  get isHeard() {
    return "sound" in this.element.dataset;
  }

  get all() {
    return [...this.element.querySelectorAll(".notice")];
  }

  /** What may play: not over by our own clock, and not given up. The last resort is there too. */
  playing() {
    this.all.filter((notice) => this.isGone(notice)).forEach((notice) => notice.remove());
    if (!this.all.length) this.element.append(lastResort());
    this.element.toggleAttribute("data-alone", performance.now() - this.#heardAt >= this.trustedMs);
    return this.#rotation.playable(this.all);
  }

  /**
   * Over, or not to be believed any more; the hall's own name and hours never are.
   * @param {HTMLElement} notice
   */
  isGone(notice) {
    const moment = { now: performance.now(), heardAt: this.#heardAt, trustedMs: this.trustedMs };
    const { notice: id, kind = "" } = notice.dataset;
    return id !== "0" && !mayShow({ kind, endsAt: this.#ends.get(notice) }, moment);
  }

  /** Nothing that was begun goes on, and nothing of it is held: the watch of a film neither. */
  halt() {
    clearTimeout(this.#next);
    clearInterval(this.#watch);
    return ++this.#turn;
  }

  /** @param {number} ms */
  showIn(ms) {
    this.#next = setTimeout(() => this.show(), ms);
  }

  /** Show the next page of this notice, or the first of the next one. */
  async show() {
    const mine = this.halt();
    const notices = this.playing();
    if (!notices.length) return this.showIn(this.pageMs);
    const { notice, page } = this.#rotation.next(notices);
    try {
      await ready(notice, sheetOn(notice, page), this);
    } catch (error) {
      if (mine === this.#turn) this.giveUp(notice, error);
      return;
    }
    if (mine !== this.#turn || !notice.isConnected) return;
    this.#rotation.shown(notice, { pages: this.reveal(notice, page), notices: notices.length });
    /** @type {HTMLVideoElement | null} */
    const film = notice.querySelector("video");
    if (film) this.play(film, notice, mine);
    else this.showIn(this.pageMs);
  }

  /**
   * @param {HTMLVideoElement} film
   * @param {HTMLElement} notice
   * @param {number} mine  the turn in which it plays
   */
  play(film, notice, mine) {
    let seen = -1;
    this.#watch = setInterval(() => {
      if (film.currentTime !== seen) return void (seen = film.currentTime);
      clearInterval(this.#watch);
      this.giveUp(notice, new Error("the film stands still"));
    }, STALLED_MS);
    film.onended = () => mine === this.#turn && this.show();
    begin(film).catch((error) => mine === this.#turn && this.giveUp(notice, error));
  }

  /**
   * @param {HTMLElement} notice
   * @param {unknown} error
   */
  giveUp(notice, error) {
    const { stalled } = this.element.dataset;
    console.warn(notice.dataset.notice, error);
    if (stalled) postJson(stalled, { notice: Number(notice.dataset.notice) }).catch(console.warn);
    this.#rotation.giveUp(notice);
    this.showIn(AFTER_FAILURE_MS);
  }

  /**
   * One notice alone is seen; what the others hold in memory is let go of.
   * @param {HTMLElement} notice
   * @param {number} page
   */
  reveal(notice, page) {
    for (const each of this.all) {
      if (each === notice) continue;
      each.hidden = true;
      each.querySelectorAll("img, video").forEach(release);
    }
    notice.hidden = false;
    return turnTo(notice, page);
  }

  /**
   * Put in what the server gave; what is on stays on, if it is still there and still the same.
   * @param {string} html
   */
  async put(html) {
    this.#heardAt = performance.now();
    const layer = document.createElement("template");
    layer.innerHTML = html;
    const mark = /** @type {HTMLElement} */ (layer.content.querySelector("[data-notices-seq]"));
    mark.remove();
    this.plan(Number(mark.dataset.changeIn ?? 0));
    const ends = takeEnds(layer.content);
    const said = layer.innerHTML.trim();
    if (said !== this.#kept || !this.isThere(ends)) this.#ongoing = this.changeTo(layer.content);
    this.#kept = said;
    if (!(await this.#ongoing)) return; // what overtook it tells what is painted
    this.all.forEach((notice) => this.#ends.set(notice, ends.get(idOf(notice)) ?? Infinity));
    this.element.dataset.painted = mark.dataset.noticesSeq;
    document.dispatchEvent(new CustomEvent("painted"));
  }

  /**
   * Whether these are on the screen still; what was over, or not to be believed, was taken out.
   * @param {Map<string, number>} ends
   */
  isThere(ends) {
    return ends.size === this.all.length && this.all.every((notice) => ends.has(idOf(notice)));
  }

  /**
   * Resolves to false if it was overtaken by a newer change while it was made ready.
   * @param {DocumentFragment} drawn
   */
  async changeTo(drawn) {
    const mine = ++this.#changes;
    const content = document.importNode(drawn, true); // in a template's own document no picture loads
    const notices = [...content.querySelectorAll(".notice")];
    const now = this.#kept === null ? undefined : this.all.find((notice) => !notice.hidden);
    const same = now ? notices.findIndex((notice) => isSame(notice, now)) : -1;
    this.halt();
    if (now && same >= 0) {
      notices[same].replaceWith(now); // goes on as it is, in its new place
      this.element.replaceChildren(...content.children);
      this.#rotation.goOnAt(same);
      this.showIn(this.pageMs);
      return true;
    }
    if (this.#kept !== null) {
      const first = ready(notices[0], sheetOn(notices[0], 0), this);
      await Promise.race([first, wait(LATEST_MS)]).catch(() => {});
    }
    if (mine !== this.#changes) return false;
    this.#rotation.restart();
    this.element.replaceChildren(...content.children);
    this.show();
    return true;
  }

  /** @param {number} seconds  until something changes by itself; 0 for nothing known */
  plan(seconds) {
    clearTimeout(this.#change);
    if (seconds) this.#change = setTimeout(() => this.refresh(), Math.min(seconds * 1000 + 50, FARTHEST_MS));
  }

  /** @param {WireNews} news */
  hear({ name, words, state }) {
    if (name === "notices-changed") this.take(words.rotations);
    else if (state === "missed") this.refresh();
    if (state === "connected" && this.#lost) this.refresh();
    this.#lost = state === "lost" || (this.#lost && state !== "connected");
  }

  /**
   * What came with the wire; what would be too long for it is asked for, not by all at once.
   * @param {Record<string, string>} rotations  by screen; "" for all the others
   */
  take(rotations = {}) {
    const { screen = "" } = this.element.dataset;
    const drawn = rotations[screen in rotations ? screen : ""];
    if (!drawn) return void setTimeout(() => this.refresh(), Math.random() * SPREAD_MS);
    this.#newest = ++this.#asked;
    this.put(drawn).catch(console.warn);
  }

  async refresh() {
    this.leave();
    const mine = ++this.#asked;
    this.#waiting += 1;
    try {
      const html = await keepTrying(() => fragment(this.element.dataset.source ?? ""));
      if (mine < this.#newest) return; // a slow, older answer must not win
      this.#newest = mine;
      await this.put(html);
    } catch (error) {
      console.warn(error); // refused for good: the last picture stays
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Without the server too. */
  leave() {
    if (this.all.some((notice) => !notice.hidden && this.isGone(notice))) this.show();
  }
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {HTMLElement} notice */
const idOf = (notice) => notice.dataset.notice ?? "";

/**
 * @param {HTMLElement} one
 * @param {HTMLElement} other
 */
const isSame = (one, other) => one.dataset.notice === other.dataset.notice && one.dataset.mark === other.dataset.mark;

function lastResort() {
  /** @type {HTMLTemplateElement | null} */
  const kept = document.querySelector("[data-last-resort]");
  return /** @type {Node} */ (kept?.content.firstElementChild?.cloneNode(true));
}

/**
 * The server says how long each has left; from here on our own clock counts.
 * @param {DocumentFragment} content
 */
function takeEnds(content) {
  /** @type {Map<string, number>} */
  const ends = new Map();
  for (const notice of content.querySelectorAll(".notice")) {
    const seconds = notice.dataset.endsIn;
    delete notice.dataset.endsIn;
    ends.set(idOf(notice), seconds ? performance.now() + Number(seconds) * 1000 : Infinity);
  }
  return ends;
}
