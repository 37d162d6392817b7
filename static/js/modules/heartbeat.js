// Says every few seconds, and whenever something new was painted, what is really on this screen;
// and does what the office tells this one screen to do.
//
//   <i data-later="heartbeat" data-source="/display/main/beat" data-screen="main"
//      data-every-seconds="10" data-spread-seconds="1.5" hidden></i>
//
// Pictures drawn are counted, so that a screen that stands still is told from one that plays.
// How its computer is, a browser cannot see; where an agent listens beside it, that one has told.
// "reload" and "identify" come over the wire, once, and are missed by whoever is away; that the
// screen is to be dark stands in the page and in the answer to every heartbeat.

import { brightness } from "../lib/brightness.js";
import { reloadPage, reloadFor } from "../lib/reload-page.js";
import { postJson } from "../lib/post-json.js";
import { computerReadings } from "../lib/computer-readings.js";

const NAMED_MS = 10_000;

/** @param {HTMLElement} element */
export function mount(element) {
  new ScreenHeartbeat(element).start();
}

/** How many pictures were drawn since the last heartbeat. */
export class FrameCount {
  #frames = 0;
  /** @type {number | null} the very first heartbeat cannot tell */
  #counted = null;

  /**
   * @param {number} everyMs
   * @param {number} now
   */
  constructor(everyMs, now) {
    this.everyMs = everyMs;
    this.since = now;
  }

  drawn() {
    this.#frames += 1;
  }

  /**
   * Of the last ten seconds or so; a heartbeat in between tells what the last one did.
   * @param {number} now
   */
  at(now) {
    if (now - this.since < this.everyMs / 2) return this.#counted;
    [this.#counted, this.#frames, this.since] = [this.#frames, 0, now];
    return this.#counted;
  }
}

export class ScreenHeartbeat {
  /** @type {number | undefined} */
  #unnamed;
  #page = Math.random().toString(36).slice(2, 12);

  /** @param {HTMLElement} element */
  constructor(element) {
    const { source = "", screen = "", everySeconds, spreadSeconds } = element.dataset;
    this.source = source;
    this.screen = screen;
    this.everyMs = Number(everySeconds) * 1000;
    this.spreadMs = Number(spreadSeconds) * 1000;
    this.frames = new FrameCount(this.everyMs, performance.now());
  }

  start() {
    const count = () => {
      this.frames.drawn();
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    document.addEventListener("wire", ({ detail }) => this.hear(detail));
    // All screens paint at once, and do not all say so at once.
    document.addEventListener("painted", () => setTimeout(() => this.say(), Math.random() * this.spreadMs));
    setInterval(() => this.say(), this.everyMs);
    this.say();
  }

  /** One that is lost on its way there or back is no matter: the next comes soon. */
  say() {
    const words = { page: this.#page, frames: this.frames.at(performance.now()), ...paintedOn(document) };
    postJson(this.source, words).then(learn, () => {});
  }

  /** @param {WireNews} news */
  hear({ name, words, state }) {
    if (name === "screen-ordered" && words.screen === this.screen) this.obey(words.order);
    if (state === "connected") this.say();
  }

  /** @param {string} order */
  obey(order) {
    if (order === "reload") reloadPage();
    if (order === "identify") this.identify();
    if (order === "blank" || order === "unblank") {
      document.body.toggleAttribute("data-blank", order === "blank");
      this.say();
    }
  }

  /** Large for ten seconds; told again meanwhile, for ten more. */
  identify() {
    const sign = /** @type {HTMLElement} */ (document.querySelector("[data-identity]"));
    sign.hidden = false;
    clearTimeout(this.#unnamed);
    this.#unnamed = setTimeout(() => (sign.hidden = true), NAMED_MS);
  }
}

/**
 * What the server answers to a heartbeat.
 * @param {{version: string, blank: boolean, anew?: boolean}} answer  anew: it is night, nobody looks
 */
function learn({ version, blank, anew = false }) {
  document.body.toggleAttribute("data-blank", blank);
  if (anew) reloadPage();
  reloadFor(version);
}

/**
 * What can be told of a page by looking at it.
 * @param {Document} page
 */
export function paintedOn(page) {
  const seqs = [...page.querySelectorAll("[data-painted]")].map(({ dataset }) => Number(dataset.painted));
  const shown = page.querySelector("[data-notice]:not([hidden])");
  /** @type {HTMLVideoElement | null | undefined} */
  const film = shown?.querySelector("video[src]");
  return {
    painted: seqs.length ? Math.min(...seqs) : 0,
    item: shown ? Number(shown.dataset.notice) : null,
    version: page.body.dataset.version,
    width: innerWidth,
    height: innerHeight,
    mute: page.querySelector("[data-mute]:not([hidden])") !== null,
    brightness: howBright(),
    film_ms: film ? Math.round(film.currentTime * 1000) : null,
    open_seconds: Math.round(performance.now() / 1000),
    blanked: page.body.hasAttribute("data-blank"),
    computer: computerReadings(),
  };
}

/** Not worth a heartbeat, if the browser will not tell. */
function howBright() {
  try {
    return brightness();
  } catch (error) {
    console.warn(error);
    return null;
  }
}
