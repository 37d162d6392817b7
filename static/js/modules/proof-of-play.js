// Keeps the diary of what this screen painted, and tells the server every two minutes.
//
//   <i data-later="proof-of-play" data-source="/display/main/exposures" data-token="…"
//      data-most-at-once="100" hidden></i>
//
// It lies in the browser's memory, through reloads, power cuts and days without the server; what
// the page before this one could not tell any more is told by this one (lib/kept-diaries.js). Our
// clock is only counted on: the server says what time it is, with every answer.

import { Diary } from "../lib/diary.js";
import { KeptDiaries } from "../lib/kept-diaries.js";
import { postJson } from "../lib/post-json.js";

const TICK_MS = 1000;
const WRITTEN_MS = 10_000;
const TOLD_MS = 120_000;
const FIRST_MS = 8000;
const FROZEN_MS = 3000;
const SET_MS = 5000; // a clock that jumps so far was set, or slept

const uptime = () => Math.round(performance.timeOrigin + performance.now());
const newDiary = () => new Diary(Math.random().toString(36).slice(2, 12).padEnd(8, "0"));

/** @param {HTMLElement} element */
export function mount(element, { memory = localStorage, clock = uptime } = {}) {
  new ProofOfPlay(element, { memory, clock }).start();
}

export class ProofOfPlay {
  #diary = newDiary();
  #drawnAt;
  #wall;

  /**
   * @param {HTMLElement} element
   * @param {{memory: Storage, clock: () => number}} machine  clock: milliseconds, by a clock that
   *        nobody sets
   */
  constructor(element, { memory, clock }) {
    const { source = "", everyMs = TOLD_MS, mostAtOnce } = element.dataset;
    this.element = element;
    this.source = source;
    this.everyMs = Number(everyMs);
    this.mostAtOnce = Number(mostAtOnce);
    this.clock = clock;
    this.kept = new KeptDiaries(memory, new URL(source, location.href).pathname);
    this.#drawnAt = clock();
    this.#wall = Date.now() - clock();
  }

  start() {
    const telling = () => this.tellAll().catch((error) => console.warn(error)); // it waits for the next time
    this.look();
    setInterval(() => this.look(), TICK_MS);
    setInterval(() => this.kept.write(this.#diary), WRITTEN_MS);
    addEventListener("pagehide", () => this.kept.write(this.#diary));
    setTimeout(telling, Math.min(FIRST_MS, this.everyMs));
    setInterval(telling, this.everyMs * (0.9 + 0.2 * Math.random())); // not all screens at once
  }

  look() {
    requestAnimationFrame(() => (this.#drawnAt = this.clock()));
    const step = Date.now() - this.clock() - this.#wall;
    if (Math.abs(step) > SET_MS) {
      this.kept.write(this.#diary); // its times belong to another clock
      [this.#wall, this.#diary] = [this.#wall + step, newDiary()];
    }
    this.#diary.tick(this.clock(), seenOn(document, { isFrozen: this.clock() - this.#drawnAt > FROZEN_MS }));
  }

  async tellAll() {
    const diary = this.#diary;
    this.kept.write(diary);
    const told = diary.stretches.map((stretch) => ({ ...stretch })); // they grow meanwhile
    for (const some of this.#inMessages(told)) {
      const sentAt = this.clock();
      const { now } = await this.#post({ diary: diary.id, now: sentAt, stretches: some });
      diary.offset = Math.round(now - (sentAt + this.clock()) / 2);
      diary.kept(some);
      this.kept.write(diary);
    }
    await this.#tellOfBefore();
  }

  /** Diaries of pages that are gone: their times are as sure as the last answer they had. */
  async #tellOfBefore() {
    for (const { key, id, offset, stretches } of this.kept.others(this.#diary)) {
      for (const some of this.#inMessages(stretches)) await this.#post({ diary: id, offset, stretches: some });
      this.kept.strike(key);
    }
  }

  /**
   * As many at once as the server takes.
   * @template Told
   * @param {Told[]} stretches
   */
  *#inMessages(stretches) {
    for (let from = 0; from < stretches.length; from += this.mostAtOnce) {
      yield stretches.slice(from, from + this.mostAtOnce);
    }
  }

  /** @param {object} words */
  #post(words) {
    return postJson(this.source, { token: this.element.dataset.token, ...words });
  }
}

/**
 * What a page shows at this moment, as a diary is told.
 * @param {Document} page
 * @param {{isFrozen: boolean}} browser
 */
export function seenOn(page, { isFrozen }) {
  const region = page.querySelector("[data-module=notices]");
  const shown = region?.querySelector("[data-notice]:not([hidden])");
  const isCalling = page.querySelector("[data-overlay]:not([hidden])") !== null;
  return {
    notice: Number(shown?.dataset.notice ?? 0),
    mark: shown?.dataset.mark ?? "",
    playing: [...(region?.querySelectorAll("[data-notice]") ?? [])].map(({ dataset }) => Number(dataset.notice)),
    covered: isCalling && !region?.querySelector(".notice--emergency"),
    prevented: preventedBy(page, { region, shown, isFrozen }),
  };
}

/**
 * Why nothing of the rotation can be seen; null while it can.
 * @param {Document} page
 * @param {{region: HTMLElement | null, shown: HTMLElement | null | undefined, isFrozen: boolean}} notices
 */
function preventedBy(page, { region, shown, isFrozen }) {
  if (page.visibilityState === "hidden") return "hidden";
  if (isFrozen) return "frozen";
  if (page.querySelector("[data-blank]:not([hidden])")) return "blank";
  return region?.hasAttribute("data-alone") && shown?.dataset.notice === "0" ? "alone" : null;
}
