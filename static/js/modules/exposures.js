// Keeps the diary of what this screen painted, and tells the server every two minutes.
//
//   <i data-later="exposures" data-source="/display/main/exposures" data-token="…" hidden></i>
//
// It lies in the browser's memory, through reloads, power cuts and days without the server; what
// the page before this one could not tell any more is told by this one. Our clock is only
// counted on: the server says what time it is, with every answer.

import { Diary } from "../lib/diary.js";
import { tell } from "../lib/tell.js";

const TICK_MS = 1000;
const WRITTEN_MS = 10_000;
const TOLD_MS = 120_000;
const FIRST_MS = 8000;
const FROZEN_MS = 3000;
const MOST_AT_ONCE = 100; // as the server allows
const MOST_DIARIES = 60;

const clock = () => Math.round(performance.timeOrigin + performance.now());

/** @param {HTMLElement} element */
export function mount(element, { memory = localStorage } = {}) {
  const prefix = `diary ${new URL(element.dataset.source ?? "", location.href).pathname} `;
  const every = Number(element.dataset.everyMs ?? TOLD_MS);
  let diary = begin();
  let drawn = clock();
  let wall = Date.now() - clock();

  function begin() {
    return new Diary(Math.random().toString(36).slice(2, 12).padEnd(8, "0"));
  }

  function look() {
    requestAnimationFrame(() => (drawn = clock()));
    const step = Date.now() - clock() - wall;
    if (Math.abs(step) > 5000) {
      write(); // the computer slept, or was set: the times of before belong to another clock
      [wall, diary] = [wall + step, begin()];
    }
    diary.tick(clock(), seen());
  }

  function seen() {
    const region = document.querySelector("[data-module=notices]");
    const shown = region?.querySelector("[data-notice]:not([hidden])");
    const covered =
      document.querySelector("[data-overlay]:not([hidden])") && !region?.querySelector(".notice--emergency");
    return {
      notice: Number(shown?.dataset.notice ?? 0),
      mark: shown?.dataset.mark ?? "",
      playing: [...(region?.querySelectorAll("[data-notice]") ?? [])].map((each) => Number(each.dataset.notice)),
      covered: Boolean(covered),
      prevented: prevented(region, shown),
    };
  }

  /**
   * @param {HTMLElement | null} region
   * @param {HTMLElement | null | undefined} shown
   */
  function prevented(region, shown) {
    if (document.visibilityState === "hidden") return "hidden";
    if (clock() - drawn > FROZEN_MS) return "frozen";
    if (document.querySelector("[data-blank]:not([hidden])")) return "blank";
    return region?.hasAttribute("data-alone") && shown?.dataset.notice === "0" ? "alone" : null;
  }

  function write() {
    if (!diary.stretches.length) return;
    try {
      memory.setItem(prefix + diary.id, JSON.stringify(diary.written()));
    } catch (error) {
      console.warn("the diary cannot be kept", error); // full or forbidden: it is told as long as the page lives
    }
  }

  async function tellAll() {
    write();
    const told = diary.stretches.slice(0, MOST_AT_ONCE).map((each) => ({ ...each }));
    const mine = diary;
    const sentAt = clock();
    if (told.length) {
      const { now } = await post({ diary: mine.id, now: sentAt, stretches: told });
      mine.offset = Math.round(now - (sentAt + clock()) / 2);
      mine.kept(told);
      write();
    }
    if (told.length === MOST_AT_ONCE) await tellAll();
    else await tellOfBefore();
  }

  /** Diaries of pages that are gone: their times are as sure as the last answer they had. */
  async function tellOfBefore() {
    const keys = Object.keys(memory).filter((key) => key.startsWith(prefix) && key !== prefix + diary.id);
    keys.slice(MOST_DIARIES).forEach((key) => memory.removeItem(key));
    for (const key of keys.slice(0, MOST_DIARIES)) {
      const { id, offset, stretches } = read(key);
      for (let from = 0; from < stretches.length; from += MOST_AT_ONCE) {
        await post({ diary: id, offset, stretches: stretches.slice(from, from + MOST_AT_ONCE) });
      }
      memory.removeItem(key);
    }
  }

  function read(/** @type {string} */ key) {
    try {
      const { id, offset, stretches } = JSON.parse(memory.getItem(key) ?? "");
      return { id, offset, stretches: Array.isArray(stretches) ? stretches : [] };
    } catch {
      return { id: "broken", offset: null, stretches: [] }; // written half when the power failed
    }
  }

  const post = (/** @type {object} */ words) =>
    tell(element.dataset.source ?? "", { token: element.dataset.token, ...words });
  const telling = () => tellAll().catch((error) => console.warn(error)); // it waits for the next time
  look();
  setInterval(look, TICK_MS);
  setInterval(write, WRITTEN_MS);
  addEventListener("pagehide", write);
  setTimeout(telling, Math.min(FIRST_MS, every));
  setInterval(telling, every * (0.9 + 0.2 * Math.random())); // not all screens at once
}
