// Says every ten seconds, and whenever something new was painted, what is really on this screen;
// and does what the office tells this one screen to do.
//
//   <i data-later="heartbeat" data-source="/display/main/beat" data-screen="main" hidden></i>
//
// Pictures drawn are counted, so that a screen that stands still is told from one that plays.
// "reload" and "identify" come over the wire, once, and are missed by whoever is away; that the
// screen is to be dark stands in the page and in the answer to every beat.

import { brightness } from "../lib/brightness.js";
import { startAnew, startAnewFor } from "../lib/start-anew.js";
import { tell } from "../lib/tell.js";

const BEAT_MS = 10_000;
const NAMED_MS = 10_000;
const SPREAD_MS = 1500; // all screens paint at once, and do not all say so at once

/** @param {HTMLElement} element */
export function mount(element) {
  let frames = 0;
  /** @type {number | null} */
  let counted = null;
  let since = performance.now();
  /** @type {number | undefined} */
  let unnamed;
  const page = Math.random().toString(36).slice(2, 12);

  const count = () => {
    frames += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);

  /** How many were drawn in the last ten seconds or so; a beat in between tells what the last
      one did, and the very first cannot tell. */
  function drawn() {
    if (performance.now() - since < BEAT_MS / 2) return counted;
    [counted, frames, since] = [frames, 0, performance.now()];
    return counted;
  }

  function said() {
    const seqs = document.querySelectorAll("[data-painted]");
    const shown = document.querySelector("[data-notice]:not([hidden])");
    /** @type {HTMLVideoElement | null | undefined} */
    const film = shown?.querySelector("video[src]");
    return {
      page,
      painted: seqs.length ? Math.min(...[...seqs].map((each) => Number(each.dataset.painted))) : 0,
      item: shown ? Number(shown.dataset.notice) : null,
      frames: drawn(),
      version: document.body.dataset.version,
      width: innerWidth,
      height: innerHeight,
      mute: document.querySelector("[data-mute]:not([hidden])") !== null,
      brightness: howBright(),
      film_ms: film ? Math.round(film.currentTime * 1000) : null,
      open_seconds: Math.round(performance.now() / 1000),
      blanked: document.body.hasAttribute("data-blank"),
    };
  }

  /** One that is lost on its way there or back is no matter: the next comes in ten seconds. */
  function beat() {
    tell(element.dataset.source ?? "", said()).then(learn, () => {});
  }

  function learn(/** @type {{version: string, blank: boolean}} */ { version, blank }) {
    document.body.toggleAttribute("data-blank", blank);
    startAnewFor(version);
  }

  function obey(/** @type {string} */ order) {
    if (order === "reload") startAnew();
    if (order === "identify") name();
    if (order === "blank" || order === "unblank") {
      document.body.toggleAttribute("data-blank", order === "blank");
      beat();
    }
  }

  /** Large for ten seconds; told again meanwhile, for ten more. */
  function name() {
    const sign = /** @type {HTMLElement} */ (document.querySelector("[data-identity]"));
    sign.hidden = false;
    clearTimeout(unnamed);
    unnamed = setTimeout(() => (sign.hidden = true), NAMED_MS);
  }

  document.addEventListener("wire", ({ detail: { name: message, words, state } }) => {
    if (message === "screen-ordered" && words.screen === element.dataset.screen) obey(words.order);
    if (state === "connected") beat();
  });
  document.addEventListener("painted", () => setTimeout(beat, Math.random() * SPREAD_MS));
  setInterval(beat, BEAT_MS);
  beat();
}

/** Not worth a beat, if the browser will not tell. */
function howBright() {
  try {
    return brightness();
  } catch (error) {
    console.warn(error);
    return null;
  }
}
