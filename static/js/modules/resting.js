// A screen whose server is away, after a power cut: shows the time and asks until it is answered.
//
//   <p data-module="resting" data-now="2026-11-23T08:00:00+00:00"><time></time></p>
//
// Here alone the browser's own clock is shown, for want of a better one, and only if it can be
// right: it is not behind the moment at which this page was kept, and not years ahead of it.

import { reloadPage } from "../lib/reload-page.js";

const BEHIND_MS = 60_000;
const AHEAD_MS = 400 * 24 * 3_600_000;
const TICK_MS = 5000;
const TIME = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/**
 * Pure: whether a clock can be right that tells this moment, given when the page was kept.
 * @param {number} now
 * @param {number} kept
 */
export function canBeRight(now, kept) {
  return now >= kept - BEHIND_MS && now < kept + AHEAD_MS;
}

/** @param {HTMLElement} element */
export function mount(element, { now = Date.now } = {}) {
  const kept = Date.parse(element.dataset.now ?? "");
  const show = () => {
    const time = /** @type {HTMLElement} */ (element.querySelector("time"));
    time.textContent = canBeRight(now(), kept) ? TIME.format(now()) : "";
  };
  show();
  setInterval(show, TICK_MS);
  if (!location.pathname.endsWith("/_resting")) reloadPage(); // under its own address it would be loaded for ever
}
