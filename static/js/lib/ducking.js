// While a number is called or something is read out, films are softer; one that begins meanwhile
// begins soft. It is one time for the whole page, and the latest wish counts.

const SOFT = 0.15;
const FULL = 1;
let until = 0;
/** @type {number | undefined} */
let timer;

/** @returns {NodeListOf<HTMLVideoElement>} */
const films = () => document.querySelectorAll("video");
const now = () => performance.now();

/** @param {number} milliseconds */
export function duckFilms(milliseconds) {
  until = Math.max(until, now() + milliseconds);
  films().forEach(attune);
  clearTimeout(timer);
  timer = setTimeout(() => films().forEach(attune), until - now() + 50);
}

/**
 * As loud as this moment allows.
 * @param {HTMLVideoElement} film
 */
export function attune(film) {
  film.volume = now() < until ? SOFT : FULL;
}
