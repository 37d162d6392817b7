// How large the letters of a notice of text are: as its screen's distance wants them, but as large as
// there is room for where it is short, and where it is long as small as can still be read from near
// by: nobody waits for a hundred pages, and no row of a table is torn in two.

export const MOST_PAGES = 8; // a round of a minute and a half
const LEAST_PX = 16; // in fewer dots a hanzi is none
const LEAST_PART = 0.5; // of the letters of a screen that nobody measured
const FEWEST_ON_A_LINE = 7;
const TALLEST_PART = 0.22; // of its place
const NARROW_LINE = 16; // hanzi on a line: two of them would be much to indent by
const WIDE_LETTER = 1.08; // with the space after it
const SMALLER_HEAD = 0.6;
const HOPELESS = 1.5; // so many times too long, the smallest letters included
const STEPS = 5; // of halving: the last one is too fine to be seen

/** How a table may lie: in lines that are not broken, in words that are not, or each row as a list. */
const WAYS = ["lines", "words", "rows"];

/** @param {HTMLElement} notice  that is seen, and has a body of text */
export function fitText(notice) {
  const body = /** @type {HTMLElement} */ (notice.querySelector(".notice__body"));
  const place = /** @type {HTMLElement} */ (body.parentElement);
  const measure = `${place.clientWidth}x${notice.clientHeight}`;
  if (!place.clientWidth || notice.dataset.fitted === measure) return;
  notice.dataset.fitted = measure;
  new TextFit(notice, body, place).choose();
}

class TextFit {
  /**
   * @param {HTMLElement} notice
   * @param {HTMLElement} body
   * @param {HTMLElement} place
   */
  constructor(notice, body, place) {
    this.notice = notice;
    this.body = body;
    this.place = place;
    notice.style.removeProperty("--letter");
    this.usual = Number.parseFloat(getComputedStyle(body).fontSize);
  }

  /** The head of an official paper stands on one line, if its letters need not be small for that. */
  setLetterhead() {
    /** @type {HTMLElement | null} */
    const head = this.notice.querySelector(".notice__letterhead");
    if (!head) return;
    head.style.removeProperty("font-size");
    const usual = Number.parseFloat(getComputedStyle(head).fontSize);
    const signs = head.firstChild?.textContent?.trim().length ?? 1;
    const wanted = head.clientWidth / (signs * WIDE_LETTER);
    if (wanted < usual && wanted >= usual * SMALLER_HEAD) head.style.fontSize = `${wanted}px`;
  }

  choose() {
    this.setLetterhead();
    const isWhole = this.at(this.usual);
    const isShort = isWhole && this.pages === 1;
    let size = this.usual;
    if (isShort) size = this.grown();
    else if (!isWhole || this.pages > MOST_PAGES) size = this.shrunk(this.pages);
    this.at(size);
    this.notice.dataset.letterPart = (size / this.usual).toFixed(3);
    this.notice.toggleAttribute("data-short", isShort);
  }

  /** As large as all of it still stands on one page, with no word broken and no table laid otherwise. */
  grown() {
    const tables = this.ways;
    this.notice.toggleAttribute("data-measured", true); // a word that is too long sticks out, and is seen to
    const isRight = () => this.pages === 1 && this.isTitleWhole && this.isWithin && this.ways <= tables;
    const size = between(this.usual, this.largest, (wanted) => this.at(wanted) && isRight());
    this.notice.toggleAttribute("data-measured", false);
    return size;
  }

  /**
   * As small as it has to be. Of a very long text nobody tries sizes that leave it long: each is
   * half a second of a slow machine.
   * @param {number} pages  at the usual size
   */
  shrunk(pages) {
    const { usual, least } = this;
    if (pages * (least / usual) ** 2 > MOST_PAGES * HOPELESS) return least;
    return between(least, usual, (wanted) => this.at(wanted) && this.pages <= MOST_PAGES);
  }

  get least() {
    /** @type {HTMLElement | null} */
    const region = this.notice.closest("[data-least]");
    const part = Number(region?.dataset.least ?? LEAST_PART);
    return Math.min(this.usual, Math.max(this.usual * part, LEAST_PX));
  }

  get isWithin() {
    return this.body.scrollWidth <= this.place.clientWidth + 1;
  }

  get largest() {
    const { clientWidth, clientHeight } = this.place;
    return Math.max(this.usual, Math.min(clientWidth / FEWEST_ON_A_LINE, clientHeight * TALLEST_PART));
  }

  get pages() {
    return pagesOf(this.body, this.place);
  }

  get isTitleWhole() {
    const title = this.notice.querySelector(".notice__title");
    if (!title) return true;
    // Glyphs stand out of their line a little; a line that was left out is a whole one more.
    return title.scrollHeight < title.clientHeight + Number.parseFloat(getComputedStyle(title).fontSize) / 2;
  }

  /** How its tables lie, the worst of them. */
  get ways() {
    return Math.max(-1, ...this.tables.map((table) => WAYS.indexOf(table.dataset.way ?? "")));
  }

  get tables() {
    return [.../** @type {NodeListOf<HTMLTableElement>} */ (this.body.querySelectorAll("table"))];
  }

  /** Of all tables; their heads stand on each page again. */
  get rows() {
    return this.tables.flatMap((table) => [...table.rows].filter((row) => !row.closest("thead")));
  }

  /**
   * Letters so large; whether no row of a table is torn.
   * @param {number} size  in CSS pixels
   */
  at(size) {
    this.notice.style.setProperty("--letter", `${size}px`);
    this.notice.toggleAttribute("data-narrow", this.place.clientWidth / size < NARROW_LINE);
    this.tables.forEach((table) => lay(table, this.place.clientWidth, size));
    return this.rows.every((row) => row.getClientRects().length <= 1);
  }
}

/**
 * The largest of what is right; the smaller end where nothing is.
 * @param {number} low
 * @param {number} high
 * @param {(size: number) => boolean} isRight
 */
export function between(low, high, isRight) {
  if (high <= low || isRight(high)) return high;
  let [from, to] = [low, high];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (from + to) / 2;
    if (isRight(middle)) from = middle;
    else to = middle;
  }
  return from;
}

/**
 * @param {HTMLElement} body
 * @param {HTMLElement} place
 */
export function pagesOf(body, { clientWidth }) {
  return Math.max(1, Math.round(body.scrollWidth / clientWidth));
}

/** @type {WeakMap<HTMLTableElement, Record<string, number>>} by way: how wide it is at least, in its letters */
const widths = new WeakMap();

/**
 * Nothing of a table sticks out, and no name stands upright: what is too wide is told row by row.
 * Each way is measured once where it is too wide: it is as much so in letters of another size.
 * @param {HTMLTableElement} table
 * @param {number} width  in CSS pixels
 * @param {number} size  of its letters
 */
function lay(table, width, size) {
  const known = widths.get(table) ?? {};
  widths.set(table, known);
  WAYS.some((way) => {
    if ((known[way] ?? 0) * size > width + 1) return false;
    table.dataset.way = way;
    const widest = Math.max(0, ...[...table.getClientRects()].map((piece) => piece.width)); // a page has one
    if (widest > width + 1) known[way] = widest / size;
    return widest <= width + 1;
  });
  tellHeads(table);
}

/** @param {HTMLTableElement} table  each cell of which says what it is, where its head does not stand above */
function tellHeads(table) {
  if (table.dataset.told) return;
  table.dataset.told = "yes";
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const rows = table.querySelectorAll("tbody tr");
  for (const row of rows) {
    [...row.cells].forEach((cell, index) => (cell.dataset.head = heads[index] ?? ""));
  }
  const isCounted = [...rows].every((row, index) => row.cells[0]?.textContent?.trim() === String(index + 1));
  table.toggleAttribute("data-counted", isCounted); // its first column only counts: the name comes first
}
