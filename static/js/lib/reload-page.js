// Loads the page anew, but only when the server answers with the version that is wanted, and once
// for each version: a screen must never stand before the browser's error page, nor load for ever.

import { answerTime } from "./answer-time.js";

/** Together less than five seconds: so soon the page is there when the server is. */
const [PATIENCE_MS, TRY_MS] = [3500, 1000];
const KEY = "loaded-anew-for";

/**
 * Pure: whether a page that runs one version may load itself for the version that was told.
 * @param {string | null} tried
 * @param {string | undefined} runs
 * @param {string} wanted
 */
export function mayReload(tried, runs, wanted) {
  return Boolean(wanted) && wanted !== runs && wanted !== tried;
}

/**
 * Another version is served; what was tried for it before, and in vain, is not tried again.
 * @param {string} wanted
 * @param {{memory?: Storage, runs?: string, start?: (wanted: string) => Promise<unknown>}} page
 */
export function reloadFor(
  wanted,
  { memory = sessionStorage, runs = document.body.dataset.version, start = reloadPage } = {},
) {
  if (!mayReload(memory.getItem(KEY), runs, wanted)) return;
  start(wanted).then(() => memory.setItem(KEY, wanted));
}

/** @type {Promise<unknown> | null} */
let waiting = null;

/** Ask until the server answers, then load. A second wish while one waits is the same wish. */
export function reloadPage() {
  waiting ??= answered().then(() => setTimeout(() => location.reload()));
  return waiting;
}

async function answered() {
  for (;;) {
    const answer = await fetch(location.href, { method: "HEAD", signal: answerTime(PATIENCE_MS) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_MS));
  }
}
