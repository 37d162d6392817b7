// Turns a notice that is seen to one of its pages. Text lies in columns as wide as the notice, one
// in sight; sheets are shown one by one. A sheet that would be too small as a whole is shown as wide
// as its place, part by part: a page of paper on a low screen is turned, never shrunk.

import { fitText, pagesOf } from "./text-fit.js";

const WORTH = 1.5; // parts are a bother: only where letters grow by so much
const ENLARGED = 1.25; // farther it becomes no clearer
const TWICE = 0.08; // of a part is seen in the next one too, where nobody knows where its lines are
const WORTH_READING = 1.25; // and so much where letters are known to be too small
const FACE = 0.9; // of the font size

/** @type {Lie} */
const WHOLE = { wide: null, shifts: [0] };

/**
 * A page of a notice of sheets: which sheet, and which part of how many.
 * @typedef {{index: number, part: number, of: number}} Turn
 * @typedef {{width: number, height: number}} Measure  in CSS pixels
 * @typedef {{wide: number | null, shifts: number[], ends?: number[]}} Lie  wide: how wide it is drawn,
 *          null for as large as its place; shifts: by how much it is moved up for each of its parts;
 *          ends: where each part ends, if not with its place
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
  const lies = sheets.map((sheet) => (mayPart ? lie(sheet, place) : WHOLE));
  const turns = lies.flatMap(({ shifts }, index) => shifts.map((_, part) => ({ index, part, of: shifts.length })));
  turnsOf.set(notice, turns);
  const { index, part } = turns[Math.min(page, turns.length - 1)];
  sheets.forEach((sheet, each) => (sheet.hidden = each !== index));
  show(sheets[index], lies[index], part);
  return turns.length;
}

/**
 * @param {HTMLElement} sheet
 * @param {Lie} lies
 * @param {number} part  of it that is seen; nothing of the line below it is
 */
function show(sheet, { wide, shifts, ends }, part) {
  const picture = pictureOf(sheet);
  const isWhole = wide === null;
  sheet.classList.toggle("notice__sheet--part", !isWhole);
  Object.assign(picture.style, {
    width: isWhole ? "" : `${wide}px`,
    transform: isWhole ? "" : `translateY(${-shifts[part]}px)`,
    clipPath: isWhole || !ends ? "" : `inset(${shifts[part]}px 0 calc(100% - ${ends[part]}px))`,
  });
}

/** @param {HTMLElement} sheet */
const pictureOf = (sheet) => /** @type {HTMLImageElement} */ (sheet.querySelector("img"));

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} place
 */
function lie(sheet, place) {
  const { clientWidth: width, clientHeight: height } = place;
  const picture = pictureOf(sheet);
  const measure = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
  const { cuts = "", rows = 0 } = picture.dataset;
  const letter = Number.parseFloat(getComputedStyle(sheet).fontSize);
  const text = { cuts: cuts.split(" ").filter(Boolean).map(Number), rows: Number(rows), wanted: letter * FACE || 0 };
  return parts(measure, { width, height }, text);
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
  const { width } = place.getBoundingClientRect(); // to a part of a pixel: forty pages on it would be many
  body.style.transform = `translateX(${-page * width}px)`;
  return pagesOf(body, place);
}

/**
 * How the sheet is shown: whole, if its letters can be read so; else in parts, as large as they have
 * to be, cut between two lines where the server saw them.
 * @param {Measure} sheet
 * @param {Measure} place
 * @param {{cuts?: number[], rows?: number, wanted?: number}} text  how tall its letters are, in rows
 *          of the sheet, and how tall they should be on the screen
 * @returns {Lie}
 */
export function parts(sheet, place, { cuts = [], rows = 0, wanted = 0 } = {}) {
  const whole = Math.min(place.width / sheet.width, place.height / sheet.height);
  const isRead = rows > 0 && wanted > 0;
  const needed = isRead ? Math.max(whole, wanted / rows) : ENLARGED;
  const scale = Math.min(place.width / sheet.width, ENLARGED, needed);
  if (!(place.height > 0) || !(scale >= whole * (isRead ? WORTH_READING : WORTH))) return WHOLE;
  const wide = Math.round(sheet.width * scale);
  if (cuts.length) {
    return {
      wide,
      ...betweenLines(
        sheet.height * scale,
        place.height,
        cuts.map((cut) => cut * scale),
      ),
    };
  }
  const left = sheet.height * scale - place.height;
  const count = Math.ceil(left / (place.height * (1 - TWICE)));
  return { wide, shifts: Array.from({ length: count + 1 }, (_, index) => Math.round((left * index) / count)) };
}

/**
 * @param {number} height  of all of it, as large as it is shown
 * @param {number} place  how much of it is seen
 * @param {number[]} cuts
 */
function betweenLines(height, place, cuts) {
  const [shifts, ends] = [[0], /** @type {number[]} */ ([])];
  for (let top = 0; height - top > place; top = shifts[shifts.length - 1]) {
    const cut = Math.floor(cuts.findLast((at) => at > top + place / 2 && at <= top + place) ?? 0);
    ends.push(cut || Math.round(top + place));
    shifts.push(cut || Math.round(top + place * (1 - TWICE)));
  }
  return { shifts, ends: [...ends, Math.round(height)] };
}
