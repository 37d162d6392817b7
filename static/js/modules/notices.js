// @ts-nocheck
// Rotates the notices; a long one is turned page by page instead of shrunk.
//
//   <aside data-module="notices" data-screen="main" data-source="/display/main/_notices"
//          data-stalled="/display/main/stalled">
//     <i data-notices-seq="12" data-change-in="3600" hidden></i>
//     <article class="notice" data-notice="7" data-ends-in="60">…
//
// Two layers: what comes next is made ready behind what is seen, and takes its place once it is
// decoded. What does not get ready in fifteen seconds is skipped, and left out after the third
// time. What changes on the server comes with the wire, drawn already, and on its minute by our own
// clock; how long a server that is silent is believed, lib/lasting.js says.

import { mayShow, TRUSTED_MS } from "../lib/lasting.js";
import { tell } from "../lib/tell.js";
import { sheetOn, turnTo } from "../lib/turning.js";
import { fragment, keepTrying } from "../lib/wire.js";

const PAGE_MS = 12_000;
const REFRESH_MS = 60_000;
const STALLED_MS = 15_000;
const STRIKES = 3;
const LATEST_MS = 800; // what was taken down does not wait until its successor is decoded
const MOST_IN_A_ROW = 20; // then the others come, and a long one goes on where it was
const FARTHEST_MS = 2 ** 31 - 1;
const SPREAD_MS = 800; // not all screens ask at once

export function mount(element) {
  const strikes = new Map();
  let kept = null;
  let at = 0;
  let page = 0;
  let stayed = 0;
  let turn = 0;
  let next = null;
  let watch = null;
  let change = null;
  let lost = false;
  let heardAt = performance.now(); // the page itself came from the server
  let [asked, newest, waiting] = [0, 0, 0];
  let [changes, ongoing] = [0, Promise.resolve(true)];

  const pageMs = () => Number(element.dataset.pageMs ?? PAGE_MS);
  const trustedMs = () => Number(element.dataset.trustedMs ?? TRUSTED_MS);
  const all = () => [...element.querySelectorAll(".notice")];

  /** What may play: not over by our own clock, and not given up. The last resort is there too. */
  function playing() {
    all()
      .filter(isGone)
      .forEach((notice) => notice.remove());
    if (!all().length) element.append(lastResort());
    element.toggleAttribute("data-alone", performance.now() - heardAt >= trustedMs());
    const left = all().filter((notice) => (strikes.get(notice.dataset.notice) ?? 0) < STRIKES);
    if (!left.length) strikes.clear(); // rather try again than show nothing
    return left;
  }

  /** Over, or not to be believed any more; the hall's own name and hours never are. */
  function isGone({ dataset, endsAt }) {
    const moment = { now: performance.now(), heardAt, trustedMs: trustedMs() };
    return dataset.notice !== "0" && !mayShow({ kind: dataset.kind, endsAt }, moment);
  }

  function lastResort() {
    return document.querySelector("[data-last-resort]").content.firstElementChild.cloneNode(true);
  }

  /** Nothing that was begun goes on, and nothing of it is held: the watch of a film neither. */
  function halt() {
    clearTimeout(next);
    clearInterval(watch);
    return ++turn;
  }

  /** Show the next page of this notice, or the first of the next one. */
  async function show() {
    const mine = halt();
    const notices = playing();
    if (!notices.length) return void (next = setTimeout(show, pageMs()));
    at %= notices.length;
    const notice = notices[at];
    if (page === 0) [page, notice.bookmark] = [notice.bookmark ?? 0, 0];
    try {
      await ready(notice, page, "sound" in element.dataset);
    } catch (error) {
      if (mine === turn) giveUp(notice, error);
      return;
    }
    if (mine !== turn || !notice.isConnected) return;
    const pages = reveal(notice, page);
    page += 1;
    stayed += 1;
    const others = stayed >= MOST_IN_A_ROW && notices.length > 1;
    if (others) notice.bookmark = page % pages;
    if (others || page >= pages) [at, page, stayed] = [at + 1, 0, 0];
    const film = notice.querySelector("video");
    if (film) play(film, notice, mine);
    else next = setTimeout(show, pageMs());
  }

  function play(film, notice, mine) {
    let seen = -1;
    watch = setInterval(() => {
      if (film.currentTime !== seen) return void (seen = film.currentTime);
      clearInterval(watch);
      giveUp(notice, new Error("the film stands still"));
    }, STALLED_MS);
    film.onended = () => mine === turn && show();
    begin(film).catch((error) => mine === turn && giveUp(notice, error));
  }

  function giveUp(notice, error) {
    console.warn(notice.dataset.notice, error);
    const id = notice.dataset.notice;
    strikes.set(id, (strikes.get(id) ?? 0) + 1);
    if (element.dataset.stalled) tell(element.dataset.stalled, { notice: Number(id) }).catch(console.warn);
    [at, page, stayed] = [at + 1, 0, 0];
    next = setTimeout(show, 1000);
  }

  /** One notice alone is seen; what the others hold in memory is let go of. */
  function reveal(notice, number) {
    for (const each of all()) {
      if (each === notice) continue;
      each.hidden = true;
      each.querySelectorAll("img, video").forEach(release);
    }
    notice.hidden = false;
    return turnTo(notice, number);
  }

  /** Put in what the server gave; what is on stays on, if it is still there and still the same. */
  async function put(html) {
    heardAt = performance.now();
    const layer = document.createElement("template");
    layer.innerHTML = html;
    const content = layer.content;
    const mark = content.querySelector("[data-notices-seq]");
    mark.remove();
    plan(mark.dataset.changeIn);
    const ends = takeEnds(content);
    const said = layer.innerHTML.trim();
    if (said !== kept || !isThere(ends)) ongoing = changeTo(content);
    kept = said;
    if (!(await ongoing)) return; // what overtook it tells what is painted
    all().forEach((notice) => (notice.endsAt = ends.get(notice.dataset.notice)));
    element.dataset.painted = mark.dataset.noticesSeq;
    document.dispatchEvent(new CustomEvent("painted"));
  }

  /** Whether these are on the screen still; what was over, or not to be believed, was taken out. */
  function isThere(ends) {
    return ends.size === all().length && all().every((notice) => ends.has(notice.dataset.notice));
  }

  /** Resolves to false if it was overtaken by a newer change while it was made ready. */
  async function changeTo(drawn) {
    const mine = ++changes;
    const content = document.importNode(drawn, true); // in a template's own document no picture loads
    const now = kept === null ? null : all().find((notice) => !notice.hidden);
    const notices = [...content.querySelectorAll(".notice")];
    const same = notices.findIndex(
      ({ dataset }) => dataset.notice === now?.dataset.notice && dataset.mark === now?.dataset.mark,
    );
    halt();
    if (same >= 0) {
      notices[same].replaceWith(now); // goes on as it is, in its new place
      element.replaceChildren(...content.children);
      at = same + (page === 0 ? 1 : 0);
      next = setTimeout(show, pageMs());
      return true;
    }
    if (kept !== null) {
      await Promise.race([ready(notices[0], 0, "sound" in element.dataset), wait(LATEST_MS)]).catch(() => {});
    }
    if (mine !== changes) return false;
    [at, page, stayed] = [0, 0, 0];
    element.replaceChildren(...content.children);
    show();
    return true;
  }

  function plan(seconds) {
    clearTimeout(change);
    if (seconds) change = setTimeout(refresh, Math.min(seconds * 1000 + 50, FARTHEST_MS));
  }

  /** What came with the wire; what would be too long for it is asked for, not by all at once. */
  function take(rotations = {}) {
    const { screen } = element.dataset;
    const drawn = rotations[screen in rotations ? screen : ""];
    if (!drawn) return void setTimeout(refresh, Math.random() * SPREAD_MS);
    newest = ++asked;
    put(drawn).catch(console.warn);
  }

  async function refresh() {
    leave();
    const mine = ++asked;
    waiting += 1;
    try {
      const html = await keepTrying(() => fragment(element.dataset.source));
      if (mine < newest) return; // a slow, older answer must not win
      newest = mine;
      await put(html);
    } catch (error) {
      console.warn(error); // refused for good: the last picture stays
    } finally {
      waiting -= 1;
    }
  }

  /** Without the server too. */
  function leave() {
    if (all().some((notice) => !notice.hidden && isGone(notice))) show();
  }

  document.addEventListener("wire", ({ detail: { name, words, state } }) => {
    if (name === "notices-changed") take(words.rotations);
    else if (state === "missed") refresh();
    if (state === "connected" && lost) refresh();
    lost = state === "lost" || (lost && state !== "connected");
  });
  setInterval(() => (waiting ? leave() : refresh()), REFRESH_MS);

  if (element.dataset.letter) element.style.setProperty("--letter", `${element.dataset.letter}vmin`);
  const first = element.innerHTML;
  document.fonts.ready.then(() => put(first)); // pages are counted in the letters that are shown
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The server says how long each has left; from here on our own clock counts. */
function takeEnds(content) {
  const ends = new Map();
  for (const notice of content.querySelectorAll(".notice")) {
    const seconds = notice.dataset.endsIn;
    delete notice.dataset.endsIn;
    ends.set(notice.dataset.notice, seconds ? performance.now() + seconds * 1000 : Infinity);
  }
  return ends;
}

/** Resolves when the page of the notice can be seen at once. */
async function ready(notice, page, isHeard) {
  const film = notice.querySelector("video");
  const sheet = sheetOn(notice, page);
  const task = film ? canPlay(film, isHeard) : sheet ? decoded(sheet) : null;
  if (!task) return;
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("not ready in time")), STALLED_MS);
  });
  await Promise.race([task, late]).finally(() => clearTimeout(timer));
}

function decoded(sheet) {
  if (!sheet.getAttribute("src")) sheet.src = sheet.dataset.src;
  return sheet.decode();
}

function canPlay(film, isHeard) {
  return new Promise((resolve, refuse) => {
    film.oncanplay = resolve;
    film.onerror = () => refuse(film.error ?? new Error("the film cannot be played"));
    film.muted = !isHeard;
    if (isHeard) import("../lib/hush.js").then(({ attune }) => attune(film)).catch(console.warn);
    film.src = film.dataset.src;
    film.load();
  });
}

/** With its sound where the screen has one; a browser that forbids it still shows the pictures. */
function begin(film) {
  return film.play().catch((error) => {
    if (film.muted || error.name !== "NotAllowedError") throw error;
    film.muted = true;
    return film.play();
  });
}

function release(media) {
  if (!media.hasAttribute("src")) return;
  if (media.tagName === "VIDEO") {
    media.oncanplay = media.onended = media.onerror = null;
    media.pause();
  }
  media.removeAttribute("src");
  if (media.tagName === "VIDEO") media.load(); // only so is its memory given back
}
