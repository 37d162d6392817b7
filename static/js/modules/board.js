// The call board: every call is shown large and read out, one after the other, none left out.
//
//   <main data-module="board" data-room="board" data-source="/display/_calls" data-screen="main"
//         data-sounds="/display/sounds/" data-reports="/display/announcements/" data-shown-ms="8500">
//     <div data-picture>…</div>
//     <div data-overlay hidden>
//       <div class="called"><b class="called__number" data-number></b>
//         <span data-where><b data-window></b><span data-after-window> 号窗口</span></span></div>
//       <div class="fitted"><ul data-others></ul></div></div>
//
// With the call the list changes and the number stands large; when the server's voice comes to
// it, once more. Which calls stand large, lib/fresh-calls.js says. What follows the name of a window
// (3 号窗口, 综合窗口), the list tells with each call.

import { Bell } from "../lib/bell.js";
import { fit, fitToDistance } from "../lib/fitting.js";
import { FreshCalls } from "../lib/fresh-calls.js";
import { duckFilms } from "../lib/ducking.js";
import { GRACE_MS, PendingCalls } from "../lib/pending-calls.js";
import { reloadFor } from "../lib/reload-page.js";
import { ANNOUNCED_WITHIN_MS } from "../lib/vocabulary.js";
import { fragment, keepTrying, listen } from "../lib/wire.js";

const LOOK_MS = 250;
const CHIME_LOOK_MS = 500;
const CAPTION_MS = 4000;
const FARTHEST_MS = 2 ** 31 - 1;
const FIRST_TRY_MS = 1500; // a server that restarts at once needs no notice on the wall
const VOICE_AFTER_MS = 3000; // it is there before it is needed, and no first picture waits for it

/**
 * @typedef {{number: string, window: string}} Call
 * @typedef {Call & {kind: string, waiting: string, milliseconds: number, caption: string, player: string,
 *                   sound: string, announcement: number, volume: number}} Announcement
 * @typedef {import("../lib/voice.js").Voice} Voice
 */

/** @param {HTMLElement} element */
export function mount(element, { connect = listen, bell = new Bell(), openVoice = loadVoice } = {}) {
  new Board(element, { bell, openVoice }).start(connect);
}

export class Board {
  #fresh;
  #pending = new PendingCalls(ANNOUNCED_WITHIN_MS);
  /** @type {Promise<Voice> | null} */
  #voice = null;
  #turn = 0;
  #lost = false;
  /** @type {number | undefined} */
  #staleSoon;
  #shown = "";
  /** @type {number | undefined} */
  #again;
  /** @type {Map<string, string>} what follows the name of each window that the list has told */
  #after = new Map();

  /**
   * @param {HTMLElement} element
   * @param {{bell: Bell, openVoice: (reports: string, me: string) => Promise<Voice>}} sounds
   */
  constructor(element, { bell, openVoice }) {
    this.element = element;
    this.#fresh = new FreshCalls(Number(element.dataset.shownMs));
    this.bell = bell;
    this.openVoice = openVoice;
    this.picture = part(element, "picture");
    this.overlay = part(element, "overlay");
    this.usual = part(this.overlay, "after-window").textContent ?? "";
    this.stale = part(document, "stale");
    this.mute = part(document, "mute");
    this.caption = part(document, "caption");
    this.reports = element.dataset.reports ?? "";
    this.me = `${element.dataset.screen}.${Math.random().toString(36).slice(2, 12)}`;
  }

  /** @param {typeof listen} connect */
  start(connect) {
    setInterval(() => this.show(), LOOK_MS);
    fitToDistance(this.element);
    this.seeCalls({ opened: true });
    setTimeout(() => this.voice().catch(console.warn), VOICE_AFTER_MS);
    setInterval(() => this.chimeForWhatNobodyAnnounced(), CHIME_LOOK_MS);
    connect(this.element.dataset.room ?? "", Number(part(this.picture, "seq").dataset.seq), this.#wire(), {
      query: { player: this.me },
    });
    this.bell.listen((silent) => this.canSound(!silent));
  }

  /**
   * The server asks a page that was woken at once, instead of passing it over for a while.
   * @param {boolean} can
   */
  canSound(can) {
    if (this.mute.hidden === can) return;
    this.mute.hidden = can;
    const address = `${this.reports}0/${can ? "able" : "failed"}?player=${this.me}`;
    fetch(address, { method: "POST" }).catch(console.warn);
  }

  #wire() {
    return {
      renew: () => keepTrying(() => this.refresh()),
      outdated: reloadFor,
      connected: () => this.connected(),
      lost: () => this.lost(),
      message: (/** @type {string} */ name, /** @type {any} */ words) => this.hear(name, words),
    };
  }

  connected() {
    if (this.#lost) keepTrying(() => this.refresh());
    this.#lost = false;
    clearTimeout(this.#staleSoon);
    this.stale.hidden = true;
  }

  lost() {
    if (this.#lost) return;
    this.#lost = true;
    const since = document.querySelector(".clock__time")?.textContent; // the server's time
    this.#staleSoon = setTimeout(() => {
      this.stale.textContent = (this.stale.dataset.words ?? "").replace("TIME", since ?? "");
      this.stale.hidden = false;
    }, FIRST_TRY_MS);
  }

  /**
   * @param {string} name
   * @param {any} words
   */
  hear(name, words) {
    if (words.picture) this.paint(words.picture);
    if (name === "announcement") this.announce(words);
    if (name === "ticket-called") this.call(words);
  }

  /** @param {Call} words */
  call(words) {
    this.#fresh.called(words, performance.now());
    duckFilms(this.#fresh.seenMs);
    this.show();
    this.#pending.called(words.number, Date.now());
  }

  /** @param {string} html */
  paint(html) {
    this.#turn += 1; // whatever is still being fetched is older than this
    this.picture.innerHTML = html;
    this.seeCalls();
  }

  async refresh() {
    const mine = ++this.#turn;
    const html = await fragment(this.element.dataset.source ?? "");
    if (mine === this.#turn) this.paint(html);
  }

  /** Those that the list shows and nobody has come to yet. */
  seeCalls({ opened = false } = {}) {
    const rows = [...this.picture.querySelectorAll("[data-call]")].map(({ dataset }) => dataset);
    fit(this.picture);
    this.schedule();
    for (const { at = "", after } of rows) if (after !== undefined) this.#after.set(at, after);
    const listed = rows.map(({ call = "", at = "", moment = "", age }) => {
      return { number: call, window: at, moment, age: Number(age) * 1000 };
    });
    this.#fresh.seenMs = Number(this.element.dataset.shownMs);
    this.#fresh.listed(listed, performance.now(), { opened });
    this.show();
  }

  /** The list lies uncovered beneath, and tells the calls of the last minutes. */
  isListed() {
    const { element } = this;
    return !element.matches(".board--notices, .board--door") && !element.querySelector(".notice--emergency");
  }

  /** An idle list tells when the hall opens, and is over by then. */
  schedule() {
    clearTimeout(this.#again);
    const seconds = Number(this.picture.querySelector("[data-again-after]")?.dataset.againAfter ?? 0);
    const ms = Math.min(seconds * 1000, FARTHEST_MS);
    if (seconds) this.#again = setTimeout(() => keepTrying(() => this.refresh()), ms);
  }

  show() {
    const calls = this.#fresh.standing(performance.now(), { listed: this.isListed() });
    this.overlay.hidden = !calls;
    if (!calls) return void (this.#shown = "");
    const said = calls.main.number + calls.main.large;
    if (said !== this.#shown) {
      this.#shown = said;
      part(this.overlay, "number").textContent = calls.main.number;
      part(this.overlay, "window").textContent = calls.main.window;
      part(this.overlay, "after-window").textContent = this.#afterWindow(calls.main);
      fit(this.overlay);
      this.overlay.getAnimations().forEach((each) => [each.cancel(), each.play()]); // it flashes anew
    }
    this.showBeside(calls.others);
  }

  /** @param {Call} call */
  #afterWindow(call) {
    return this.#after.get(call.window) ?? this.usual;
  }

  /** @param {Call[]} calls */
  showBeside(calls) {
    const list = part(this.overlay, "others");
    const numbers = calls.map(({ number }) => number).join(" ");
    if (list.dataset.numbers === numbers) return;
    list.dataset.numbers = numbers;
    list.replaceChildren(...calls.map((call) => beside(call, this.#afterWindow(call))));
    fit(this.overlay);
  }

  /** @param {Announcement} words */
  announce(words) {
    this.#pending.announced(words, Date.now());
    this.caption.textContent = words.caption;
    this.caption.hidden = false;
    if (words.kind === "call") {
      this.#fresh.announced(words, performance.now());
      this.show();
    }
    duckFilms(words.milliseconds + GRACE_MS);
    const uncaption = () => {
      if (this.caption.textContent === words.caption) this.caption.hidden = true;
    };
    this.play(words).finally(() => setTimeout(uncaption, words.player ? 0 : CAPTION_MS));
  }

  /** @returns {Promise<Voice>} */
  voice() {
    this.#voice ??= this.openVoice(this.reports, this.me).catch((error) => {
      this.#voice = null; // the next announcement tries again
      throw error;
    });
    return this.#voice;
  }

  /**
   * Only the page that was asked plays. The others are quiet, and keep the caption as long.
   * @param {Announcement} words
   */
  async play(words) {
    if (words.player !== this.me) {
      this.#voice?.then((opened) => opened.stop());
      return pause(words.milliseconds);
    }
    try {
      const voice = await this.voice();
      await voice.play(words, `${this.element.dataset.sounds}${words.sound}.opus`);
    } catch (error) {
      console.warn("no voice", error);
      await this.bell.ring();
    }
  }

  /** The server's voice itself may be gone: then a call, which is shown, is chimed as well. */
  chimeForWhatNobodyAnnounced() {
    if (this.#pending.takeForgotten(Date.now())) this.bell.ring();
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {ParentNode} within
 * @param {string} name
 */
const part = (within, name) => /** @type {HTMLElement} */ (within.querySelector(`[data-${name}]`));

/**
 * A call that is not the latest, and still to be seen.
 * @param {Call} call
 * @param {string} after  what follows the name of its window
 */
function beside({ number, window: windowName }, after) {
  const [row, name] = [document.createElement("li"), document.createElement("b")];
  name.textContent = number;
  row.append(name, ` ${windowName}${after}`);
  return row;
}

/**
 * @param {string} reports
 * @param {string} me
 */
async function loadVoice(reports, me) {
  const { Voice } = await import("../lib/voice.js");
  return new Voice(reports, me, { toldWithinMs: ANNOUNCED_WITHIN_MS });
}
