// Turns a notice that is seen to one of its pages. Text lies in columns as wide as the notice, one
// in sight; sheets are shown one by one. A sheet that would be too small as a whole is shown as wide
// as its place, part by part: a page of paper on a low screen is turned, never shrunk.

import { fitText, pagesOf } from "./text-fit.js";

const WORTH = 1.5; // parts are a bother: only where letters grow by so much
const ENLARGED = 1.25; // farther it becomes no clearer
const TWICE = 0.08; // of a part is seen in the next one too, so that no line is cut in both

/**
 * A page of a notice of sheets: which sheet, and which part of how many.
 * @typedef {{index: number, part: number, of: number}} Turn
 * @typedef {{width: number, height: number}} Measure  in CSS pixels
 */

/** @type {WeakMap<HTMLElement, Turn[]>} known once the first page of a notice was seen */
const turnsOf = new WeakMap();

/**
 * Which sheet is seen on a page of the notice; known once its first one was.
 * @param {HTMLElement} notice
 * @param {number} page
 * @returns {HTMLImageElement | undefined}
 */
export function sheetOn(notice, page) {
  const index = page ? (turnsOf.get(notice)?.[page]?.index ?? page) : 0;
  return /** @type {NodeListOf<HTMLImageElement>} */ (notice.querySelectorAll(".notice__sheet img"))[index];
}

/**
 * How many pages it has, by the measure of this moment.
 * @param {HTMLElement} notice
 * @param {number} page  to be seen from now on
 */
export function turnTo(notice, page) {
  const number = notice.querySelector(".notice__number");
  const pages = notice.querySelector(".notice__sheet") ? turnSheets(notice, page) : turnText(notice, page);
  if (number) {
    number.hidden = pages === 1;
    number.textContent = pageWords(notice, page, pages);
  }
  return pages;
}

/**
 * Which page is seen, in the words of the region: of pages, or of the parts of a single sheet.
 * @param {HTMLElement} notice
 * @param {number} page
 * @param {number} pages
 */
function pageWords(notice, page, pages) {
  const turns = turnsOf.get(notice) ?? [];
  const { index, part, of } = turns[page] ?? { index: page, part: 0, of: 1 };
  const sheets = (turns.at(-1)?.index ?? pages - 1) + 1;
  const within = of > 1 ? `（${part + 1}/${of}）` : "";
  const { ofPages = "", ofParts = "" } = notice.closest("[data-of-pages]")?.dataset ?? {};
  if (sheets === 1) return filled(ofParts, { PAGES: of, PAGE: part + 1 });
  return filled(ofPages, { PAGES: sheets, PAGE: index + 1, PART: within });
}

/**
 * @param {string} words
 * @param {Record<string, string | number>} values  for the names in capitals
 */
const filled = (words, values) => words.replace(/[A-Z]+/g, (name) => String(values[name] ?? name));

/**
 * @param {HTMLElement} notice
 * @param {number} page
 */
function turnSheets(notice, page) {
  const sheets = [...notice.querySelectorAll(".notice__sheet")];
  const place = /** @type {HTMLElement} */ (notice.querySelector(".notice__pages"));
  const mayPart = sheets.length > 1 || notice.dataset.kind === "pdf"; // a poster is seen as a whole
  const lies = sheets.map((sheet) => (mayPart ? lie(sheet, place) : { wide: null, shifts: [0] }));
  const turns = lies.flatMap(({ shifts }, index) => shifts.map((_, part) => ({ index, part, of: shifts.length })));
  turnsOf.set(notice, turns);
  const { index, part } = turns[Math.min(page, turns.length - 1)];
  sheets.forEach((sheet, each) => (sheet.hidden = each !== index));
  const { wide, shifts } = lies[index];
  sheets[index].classList.toggle("notice__sheet--part", wide !== null);
  Object.assign(pictureOf(sheets[index]).style, {
    width: wide === null ? "" : `${wide}px`,
    transform: wide === null ? "" : `translateY(${-shifts[part]}px)`,
  });
  return turns.length;
}

/** @param {HTMLElement} sheet */
const pictureOf = (sheet) => /** @type {HTMLImageElement} */ (sheet.querySelector("img"));

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} place
 */
function lie(sheet, { clientWidth: width, clientHeight: height }) {
  const picture = pictureOf(sheet);
  const measure = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
  return parts(measure, { width, height });
}

/**
 * @param {HTMLElement} notice
 * @param {number} page
 */
function turnText(notice, page) {
  const body = /** @type {HTMLElement | null} */ (notice.querySelector(".notice__body"));
  if (!body) return 1;
  const place = /** @type {HTMLElement} */ (body.parentElement);
  fitText(notice);
  body.style.transform = `translateX(${-page * place.clientWidth}px)`;
  return pagesOf(body, place);
}

/**
 * How the sheet is shown.
 * @param {Measure} sheet
 * @param {Measure} place
 * @returns {{wide: number | null, shifts: number[]}} wide: how wide it is drawn, null for as large
 *          as its place; shifts: by how much it is moved up for each of its parts
 */
export function parts(sheet, place) {
  const whole = Math.min(place.width / sheet.width, place.height / sheet.height);
  const scale = Math.min(place.width / sheet.width, ENLARGED);
  if (!(place.height > 0) || !(scale >= whole * WORTH)) return { wide: null, shifts: [0] };
  const left = sheet.height * scale - place.height;
  const count = Math.ceil(left / (place.height * (1 - TWICE)));
  const shifts = Array.from({ length: count + 1 }, (_, index) => Math.round((left * index) / count));
  return { wide: Math.round(sheet.width * scale), shifts };
}
