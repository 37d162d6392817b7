// @ts-nocheck
// Turns a notice that is seen to one of its pages. Text lies in columns as wide as the notice, one
// in sight; sheets are shown one by one. A sheet that would be too small as a whole is shown as wide
// as its place, part by part: a page of paper on a low screen is turned, never shrunk.

const WORTH = 1.5; // parts are a bother: only where letters grow by so much
const ENLARGED = 1.25; // farther it becomes no clearer
const TWICE = 0.08; // of a part is seen in the next one too, so that no line is cut in both

/** How a table may lie: in lines that are not broken, in words that are not, or each row as a list. */
const WAYS = ["lines", "words", "rows"];

/** Which sheet is seen on a page of the notice; known once its first one was. */
export function sheetOn(notice, page) {
  const index = page ? (notice.turns?.[page]?.index ?? page) : 0;
  return notice.querySelectorAll(".notice__sheet img")[index];
}

/** How many pages it has, by the measure of this moment. */
export function turnTo(notice, page) {
  const number = notice.querySelector(".notice__number");
  const pages = notice.querySelector(".notice__sheet") ? turnSheets(notice, page) : turnText(notice, page);
  if (number) {
    number.hidden = pages === 1;
    number.textContent = said(notice, page, pages);
  }
  return pages;
}

function said({ turns = [] }, page, pages) {
  const { index = page, part = 0, of = 1 } = turns[page] ?? {};
  const sheets = turns.length ? turns.at(-1).index + 1 : pages;
  const within = of > 1 ? `（${part + 1}/${of}）` : "";
  return sheets > 1 ? `第 ${index + 1} 页${within}，共 ${sheets} 页` : `第 ${part + 1} 段，共 ${of} 段`;
}

function turnSheets(notice, page) {
  const sheets = [...notice.querySelectorAll(".notice__sheet")];
  const place = notice.querySelector(".notice__pages");
  const mayPart = sheets.length > 1 || notice.dataset.kind === "pdf"; // a poster is seen as a whole
  const lies = sheets.map((sheet) => (mayPart ? lie(sheet, place) : { wide: null, shifts: [0] }));
  notice.turns = lies.flatMap(({ shifts }, index) => shifts.map((_, part) => ({ index, part, of: shifts.length })));
  const { index, part } = notice.turns[Math.min(page, notice.turns.length - 1)];
  sheets.forEach((sheet, each) => (sheet.hidden = each !== index));
  const { wide, shifts } = lies[index];
  sheets[index].classList.toggle("notice__sheet--part", wide !== null);
  Object.assign(sheets[index].querySelector("img").style, {
    width: wide === null ? "" : `${wide}px`,
    transform: wide === null ? "" : `translateY(${-shifts[part]}px)`,
  });
  return notice.turns.length;
}

function lie(sheet, { clientWidth: width, clientHeight: height }) {
  const img = sheet.querySelector("img");
  return parts(
    { width: Number(img.getAttribute("width")), height: Number(img.getAttribute("height")) },
    { width, height },
  );
}

function turnText(notice, page) {
  const body = notice.querySelector(".notice__body");
  if (!body) return 1;
  const width = body.parentElement.clientWidth;
  body.querySelectorAll("table").forEach((table) => lay(table, width));
  const pages = Math.max(1, Math.round(body.scrollWidth / width));
  body.style.transform = `translateX(${-page * width}px)`;
  return pages;
}

/** Nothing of a table sticks out, and no name stands upright: what is too wide is told row by row. */
function lay(table, width) {
  if (Number(table.dataset.width) === width) return;
  table.dataset.width = width;
  WAYS.some((way) => {
    table.dataset.way = way;
    return [...table.getClientRects()].every((piece) => piece.width <= width + 1); // a page has one
  });
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, index) => (cell.dataset.head = heads[index] ?? ""));
  }
}

/**
 * How the sheet is shown.
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
