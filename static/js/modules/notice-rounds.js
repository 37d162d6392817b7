// How many pages a text has on each kind of screen, and how long a round of them takes, told while it
// is being written. Each screen's own page stands in a small frame and is given the notice as the
// server draws it, so that nobody counts but the one who will show it.
//
//   <div data-module="notice-rounds" data-source="/office/notices/drawn-whole" data-most="8"
//        data-round="PAGES 页，翻一遍 TIME" data-better="…用 NAME 只要 FEWER 页" data-near="…METRES 米…"
//        data-minutes="COUNT 分钟" data-seconds="COUNT 秒">
//     <figure data-screen="main" data-metres="5"><iframe …></iframe><figcaption></figcaption></figure></div>

import { turnTo } from "../lib/turning.js";
import { askedOf, writtenNotice } from "../lib/written-notice.js";

const LOOK_MS = 700;

/**
 * What is told of one screen.
 * @typedef {{name: string, pages: number, seconds: number, metres: number, isNearer: boolean}} Round
 */

/** @param {HTMLElement} element */
export function mount(element) {
  new NoticeRounds(element).start();
}

export class NoticeRounds {
  #drawn = "";
  #isAsking = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.figures = [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-screen]"))];
  }

  start() {
    for (const figure of this.figures) frameOf(figure).addEventListener("load", () => (this.#drawn = ""));
    setInterval(() => this.look().catch(console.warn), LOOK_MS);
  }

  /** Draw the text anew if it is another one by now. */
  async look() {
    const written = writtenNotice();
    const said = `${this.figures.filter(isReady).length} ${written}`;
    if (this.#isAsking || said === this.#drawn) return;
    this.#isAsking = true;
    try {
      const html = written && (await askedOf(this.element.dataset.source ?? "", written));
      const rounds = this.figures.filter(isReady).map((figure) => measured(figure, html));
      this.tell(rounds);
      this.#drawn = said;
    } finally {
      this.#isAsking = false;
    }
  }

  /** @param {Round[]} rounds */
  tell(rounds) {
    const words = this.element.dataset;
    for (const figure of this.figures) {
      const round = rounds.find(({ name }) => name === figure.dataset.screen);
      const caption = /** @type {HTMLElement} */ (figure.querySelector("[data-told]"));
      if (!round) continue;
      caption.textContent = wordsFor(round, rounds, words);
      figure.toggleAttribute("data-long", round.pages > Number(words.most));
    }
  }
}

/**
 * @param {Round} round
 * @param {Round[]} rounds  of all screens
 * @param {DOMStringMap} words
 */
export function wordsFor({ pages, seconds, metres, isNearer }, rounds, words) {
  const isLong = seconds >= 120;
  const time = isLong
    ? filled(words.minutes, { COUNT: Math.round(seconds / 60) })
    : filled(words.seconds, { COUNT: Math.round(seconds) });
  const fewest = rounds.reduce((best, round) => (round.pages < best.pages ? round : best));
  const said = [filled(words.round, { PAGES: pages, TIME: time })];
  if (isNearer) said.push(filled(words.near, { METRES: metres.toFixed(1) }));
  const isBetter = pages > Number(words.most) && fewest.pages < pages;
  if (isBetter) said.push(filled(words.better, { NAME: fewest.name, FEWER: fewest.pages }));
  return said.join("");
}

/**
 * @param {string | undefined} words
 * @param {Record<string, string | number>} values  for the names in capitals
 */
const filled = (words, values) => (words ?? "").replace(/[A-Z]+/g, (name) => String(values[name] ?? name));

/**
 * @param {HTMLElement} figure
 * @param {string | null} html  null: as it stands there
 * @returns {Round}
 */
function measured(figure, html) {
  const notice = /** @type {HTMLElement} */ (noticeIn(figure));
  if (html !== null) redraw(notice, html);
  const pages = turnTo(notice, 0);
  const part = Number(notice.dataset.letterPart ?? 1);
  const region = /** @type {HTMLElement} */ (notice.parentElement);
  return {
    name: figure.dataset.screen ?? "",
    pages,
    seconds: (pages * Number(region.dataset.pageMs)) / 1000,
    metres: Number(figure.dataset.metres) * part,
    isNearer: part < 1,
  };
}

/**
 * The element stays: its screen's rotation holds on to it.
 * @param {HTMLElement} notice
 * @param {string} html
 */
export function redraw(notice, html) {
  const drawn = notice.ownerDocument.createElement("div");
  drawn.innerHTML = html;
  const article = /** @type {HTMLElement} */ (drawn.firstElementChild);
  notice.className = article.className;
  notice.replaceChildren(...article.childNodes);
  delete notice.dataset.fitted;
}

/** @param {HTMLElement} figure */
const frameOf = (figure) => /** @type {HTMLIFrameElement} */ (figure.querySelector("iframe"));

/** @param {HTMLElement} figure */
const noticeIn = (figure) => frameOf(figure).contentDocument?.querySelector("[data-painted] .notice");

/** @param {HTMLElement} figure */
const isReady = (figure) => Boolean(noticeIn(figure)?.querySelector(".notice__body"));
