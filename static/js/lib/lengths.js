// Fields with data-longest: nothing is cut off what is pasted, as maxlength does without a word; how
// much is too much stands behind the field, and the server refuses it. The sentence is the page's.

const SHOWN_FROM = 0.8;

/** As the server counts: characters, blanks around them left out. @param {string} text */
export const lengthOf = (text) => [...text.trim()].length;

/**
 * What stands behind a field: nothing, "40/60", or the sentence with its numbers.
 * @param {number} length
 * @param {number} longest
 * @param {string} sentence
 */
export function said(length, longest, sentence) {
  if (length <= longest) return length < longest * SHOWN_FROM ? "" : `${length}/${longest}`;
  const numbers = { MOST: longest, COUNT: length, OVER: length - longest };
  return sentence.replace(/MOST|COUNT|OVER/g, (word) => String(numbers[/** @type {"MOST"} */ (word)]));
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} sentence */
export function count(field, sentence) {
  const longest = Number(field.dataset.longest);
  const length = lengthOf(field.value);
  let place = field.nextElementSibling;
  if (!place?.matches("[data-length]")) {
    place = document.createElement("output");
    place.setAttribute("data-length", "");
    field.after(place);
  }
  place.className = length > longest ? "field-problem" : "hint-line";
  place.textContent = said(length, longest, sentence);
}

/** @param {HTMLElement} body */
export function watch(body) {
  body.addEventListener("input", ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    if (field.dataset?.longest && field.type !== "password") count(field, body.dataset.tooLong ?? "");
  });
}
