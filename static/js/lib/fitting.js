// How long the words of a place are, told to the style sheet, which makes the letters as large as
// their place and their words allow (css/display/fitted.css, called.css): nothing is ever cut, and no
// place has to be measured after it was drawn.

const HANZI = /[\u2e80-\uffff]/;
const WIDE = /[MWmw@%&]/;
const NARROW = /[\s.,:;'|Iil]/;
const BETWEEN = 0.5; // between a number and where to go
const FOLDED = 0.7; // of a long name is saved by two lines of half the size, unequal ones too

/**
 * Pure: about how long a text is, in the height of its letters; rather too long than too short.
 * @param {string | null} text
 */
export function letters(text) {
  const written = [...(text ?? "").trim().replace(/\s+/g, " ")];
  return written.reduce((sum, letter) => sum + width(letter), 0);
}

/** @param {string} letter */
function width(letter) {
  if (HANZI.test(letter)) return 1.01;
  if (WIDE.test(letter)) return 0.96;
  if (NARROW.test(letter)) return 0.36;
  return /[A-Z]/.test(letter) ? 0.72 : 0.61;
}

/**
 * What the distance of a registered screen asks of its letters, in hundredths of its shorter side; the
 * others keep the usual sizes of css/display/board.css.
 * @param {HTMLElement} board
 */
export function fitToDistance({ dataset }) {
  for (const size of ["called", "read", "least"]) {
    const vmin = dataset[`${size}Vmin`];
    if (vmin) document.documentElement.style.setProperty(`--${size}-for-distance`, `${vmin}vmin`);
  }
}

/** @param {ParentNode} root */
export function fit(root) {
  root.querySelectorAll(".called").forEach(fitCall);
  root.querySelectorAll(".fitted").forEach(fitList);
}

/** @param {HTMLElement} call */
function fitCall(call) {
  tell(call, "--number-letters", letters(call.querySelector(".called__number")?.textContent ?? null));
  tell(call, "--where-letters", letters(call.querySelector("[data-where]")?.textContent ?? null));
}

/** @param {HTMLElement} place */
function fitList(place) {
  const entries = [...place.querySelectorAll("li")];
  const numbers = longest(entries.map((entry) => letters(textIn(entry, ".earlier__number"))));
  const lengths = entries.map((entry) => {
    const [where, folded] = [textIn(entry, "[data-where]"), textIn(entry, ".lines__name--long")];
    if (where !== null) return numbers + BETWEEN + letters(where);
    return letters(entry.textContent) - letters(folded) * FOLDED + BETWEEN;
  });
  tell(place, "--count", entries.length);
  tell(place, "--number-letters", numbers);
  tell(place, "--wide", longest(lengths));
}

/**
 * @param {HTMLElement} entry
 * @param {string} selector
 */
const textIn = (entry, selector) => entry.querySelector(selector)?.textContent ?? null;

/** @param {number[]} lengths */
const longest = (lengths) => Math.max(1, ...lengths);

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {number} value
 */
const tell = (element, name, value) => element.style.setProperty(name, String(Math.max(value, 1)));
